import { createVerify, randomBytes } from 'node:crypto';
import type { App, Caller } from './model/app.ts';

/** Tokens and who they stand for. */
export interface Credentials {
  issue(prefix: 'ghp' | 'ghs', caller: Caller): string;
  revoke(token: string): void;
  /**
   * @param header value of `Authorization`.
   * @returns null when the credentials are bad: 401.
   */
  identify(header: string | undefined): Caller | null;
}

/** Life of an installation's token. */
export const TOKEN_LIFE_MS = 3_600_000;

/**
 * Lives are measured in real time, not by the sandbox's clock: a test moves that clock for GitHub alone, and clients
 * renew their tokens by the clock of their own machine.
 */
export function newCredentials(appById: (id: number) => App | null): Credentials {
  const tokens = new Map<string, { readonly caller: Caller; readonly expires: number }>();
  return {
    issue(prefix, caller) {
      const token = `${prefix}_${randomBytes(27).toString('base64url').replace(/[-_]/g, '0')}`;
      const expires = caller.kind === 'installation' ? Date.now() + TOKEN_LIFE_MS : Infinity;
      tokens.set(token, { caller, expires });
      return token;
    },
    revoke(token) {
      tokens.delete(token);
    },
    identify(header) {
      if (header === undefined || header === '') return { kind: 'anonymous' };
      const token = tokenOf(header);
      if (token.split('.').length === 3) return verifyJwt(token, appById);
      const known = tokens.get(token);
      if (known === undefined) return null;
      return known.expires <= Date.now() ? null : known.caller;
    },
  };
}

/** The token of `token x`, `Bearer x`, or of basic authentication, where it is the password. */
function tokenOf(header: string): string {
  const [scheme = '', value = ''] = header.split(' ');
  if (scheme.toLowerCase() !== 'basic') return value;
  const [user = '', password = ''] = Buffer.from(value, 'base64').toString().split(':');
  return password === '' || password === 'x-oauth-basic' ? user : password;
}

/** Longest life of an App's JWT, and what GitHub forgives clocks that differ (docs, "Generating a JWT"). */
const LONGEST_LIFE_SECONDS = 600;
const DRIFT_SECONDS = 60;

function verifyJwt(token: string, appById: (id: number) => App | null): Caller | null {
  const [head = '', body = '', signature = ''] = token.split('.');
  const claims = parsePart(body);
  if (parsePart(head)?.['alg'] !== 'RS256' || claims === null) return null;
  const app = appById(Number(claims['iss']));
  if (app === null || app.publicKey === '') return null;
  const verifier = createVerify('RSA-SHA256').update(`${head}.${body}`);
  if (!verifier.verify(app.publicKey, signature, 'base64url')) return null;
  const now = Date.now() / 1000;
  const issued = Number(claims['iat']);
  const expires = Number(claims['exp']);
  const timely =
    issued <= now + DRIFT_SECONDS && expires > now && expires - now <= LONGEST_LIFE_SECONDS + DRIFT_SECONDS;
  return timely ? { kind: 'app', app } : null;
}

function parsePart(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}
