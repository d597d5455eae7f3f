import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** What the App needs to run; everything comes from the environment, as Probot names it. */
export interface Settings {
  readonly appId: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly webhookPath: string;
  readonly host: string;
  readonly port: number;
  /** `https://github.example/api/v3` for a GitHub Enterprise Server; undefined for github.com. */
  readonly baseUrl: string | undefined;
  /** Web address of GitHub, for links. */
  readonly web: string;
  readonly logLevel: string;
  /** Seconds between two looks at what is due. */
  readonly tickSeconds: number;
  /** Seconds between two sweeps for what was missed. */
  readonly sweepSeconds: number;
}

/** The environment is not complete; the message says what to set. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads the settings, and names everything that is missing at once.
 * @throws {SettingsError} also without a webhook secret: Probot would take a well-known one instead (A11).
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const privateKey = readPrivateKey(env);
  const missing = [
    ...(env['APP_ID'] ? [] : ['APP_ID: the App’s id, from its settings page']),
    ...(privateKey === null ? ['PRIVATE_KEY or PRIVATE_KEY_PATH: the App’s private key (PEM)'] : []),
    ...(env['WEBHOOK_SECRET'] ? [] : ['WEBHOOK_SECRET: the secret that GitHub signs webhooks with']),
  ];
  if (missing.length > 0) {
    throw new SettingsError(`Signalbox cannot start. Set:\n${missing.map((each) => `  ${each}`).join('\n')}`);
  }
  const web = `${env['GHE_PROTOCOL'] || 'https'}://${env['GHE_HOST'] || 'github.com'}`;
  return {
    appId: env['APP_ID'] ?? '',
    privateKey: checkedKey(env, privateKey ?? ''),
    webhookSecret: env['WEBHOOK_SECRET'] ?? '',
    webhookPath: pathOf(env['WEBHOOK_PATH'] || '/api/github/webhooks'),
    host: env['HOST'] || 'localhost',
    port: numberOf(env, 'PORT', { otherwise: 3000, least: 0, most: 65_535 }),
    baseUrl: env['GHE_HOST'] ? `${web}/api/v3` : undefined,
    web,
    logLevel: levelOf(env['LOG_LEVEL'] || 'info'),
    tickSeconds: numberOf(env, 'SIGNALBOX_TICK_SECONDS', { otherwise: 30, least: 1, most: DAY }),
    sweepSeconds: numberOf(env, 'SIGNALBOX_SWEEP_SECONDS', { otherwise: 300, least: 1, most: DAY }),
  };
}

function readPrivateKey(env: NodeJS.ProcessEnv): string | null {
  const text = env['PRIVATE_KEY'];
  if (text) {
    const decoded = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
    return decoded.replaceAll('\\n', '\n');
  }
  const path = env['PRIVATE_KEY_PATH'];
  return path ? readKeyFile(path) : null;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SettingsError(`PRIVATE_KEY_PATH: ${path} cannot be read`, { cause });
  }
}

/** A key that is none would only be found out at the first request, in words that do not name it. */
function checkedKey(env: NodeJS.ProcessEnv, key: string): string {
  try {
    createPrivateKey(key);
    return key;
  } catch {
    // What OpenSSL says of it may quote it, so it is not passed on.
    const name = env['PRIVATE_KEY'] ? 'PRIVATE_KEY' : 'PRIVATE_KEY_PATH';
    throw new SettingsError(`${name}: that is no private key in PEM form, with or without base64 around it`);
  }
}

function pathOf(path: string): string {
  return path.startsWith('/') ? path : `/${path}`;
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

function levelOf(level: string): string {
  if (LEVELS.includes(level)) return level;
  throw new SettingsError(`LOG_LEVEL: “${level}” is none of ${LEVELS.join(', ')}`);
}

const DAY = 86_400;

interface Range {
  readonly otherwise: number;
  readonly least: number;
  readonly most: number;
}

function numberOf(env: NodeJS.ProcessEnv, name: string, { otherwise, least, most }: Range): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new SettingsError(`${name}: “${text}” is not a whole number from ${least} to ${most}`);
}
