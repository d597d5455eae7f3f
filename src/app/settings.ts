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
  const web = `${env['GHE_PROTOCOL'] ?? 'https'}://${env['GHE_HOST'] ?? 'github.com'}`;
  return {
    appId: env['APP_ID'] ?? '',
    privateKey: privateKey ?? '',
    webhookSecret: env['WEBHOOK_SECRET'] ?? '',
    webhookPath: env['WEBHOOK_PATH'] ?? '/api/github/webhooks',
    host: env['HOST'] ?? 'localhost',
    port: numberOf(env, 'PORT', 3000),
    baseUrl: env['GHE_HOST'] ? `${web}/api/v3` : undefined,
    web,
    logLevel: env['LOG_LEVEL'] ?? 'info',
    tickSeconds: numberOf(env, 'SIGNALBOX_TICK_SECONDS', 30),
    sweepSeconds: numberOf(env, 'SIGNALBOX_SWEEP_SECONDS', 300),
  };
}

function readPrivateKey(env: NodeJS.ProcessEnv): string | null {
  const text = env['PRIVATE_KEY'];
  if (text) {
    const decoded = text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64').toString('utf8');
    return decoded.replaceAll('\\n', '\n');
  }
  const path = env['PRIVATE_KEY_PATH'];
  if (!path) return null;
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SettingsError(`PRIVATE_KEY_PATH: ${path} cannot be read`, { cause });
  }
}

function numberOf(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new SettingsError(`${name}: “${text}” is not a number`);
  return number;
}
