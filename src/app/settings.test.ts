import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from './settings.ts';

const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();
const ENOUGH = { APP_ID: '7', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 'a secret' };

test('everything that is missing is named at once; there is no webhook secret that everybody knows (A11)', () => {
  expect(() => readSettings({})).toThrow(/APP_ID[^]*PRIVATE_KEY[^]*WEBHOOK_SECRET/);
  expect(() => readSettings({ ...ENOUGH, WEBHOOK_SECRET: '' })).toThrow('WEBHOOK_SECRET');
});

test('an empty variable is as good as none', () => {
  const empty = { HOST: '', PORT: '', WEBHOOK_PATH: '', GHE_HOST: '', GHE_PROTOCOL: '' };
  expect(readSettings({ ...ENOUGH, ...empty })).toEqual(readSettings(ENOUGH));
  expect(readSettings(ENOUGH)).toMatchObject({
    host: 'localhost',
    port: 3000,
    web: 'https://github.com',
    webhookPath: '/api/github/webhooks',
    baseUrl: undefined,
  });
});

describe('the private key', () => {
  const inFile = (text: string): string => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'key.pem'), text);
    return join(folder, 'key.pem');
  };

  test.each([
    ['as it is', { PRIVATE_KEY: KEY }],
    ['with escaped line ends', { PRIVATE_KEY: KEY.replaceAll('\n', '\\n') }],
    ['in base64', { PRIVATE_KEY: Buffer.from(KEY).toString('base64') }],
  ])('is taken %s', (_, env) => {
    expect(readSettings({ ...ENOUGH, ...env }).privateKey).toBe(KEY);
  });

  test('is taken from a file', () => {
    const { APP_ID, WEBHOOK_SECRET } = ENOUGH;
    const settings = readSettings({ APP_ID, WEBHOOK_SECRET, PRIVATE_KEY_PATH: inFile(KEY) });
    expect(settings.privateKey).toBe(KEY);
  });

  test('that is none is refused at once, without showing it', () => {
    const read = (): unknown => readSettings({ ...ENOUGH, PRIVATE_KEY: '-----BEGIN hunter2' });
    expect(read).toThrow(/^PRIVATE_KEY: that is no private key/);
    expect(read).not.toThrow(/hunter2/);
    const { APP_ID, WEBHOOK_SECRET } = ENOUGH;
    const path = inFile('nothing');
    expect(() => readSettings({ APP_ID, WEBHOOK_SECRET, PRIVATE_KEY_PATH: path })).toThrow(
      'PRIVATE_KEY_PATH',
    );
  });
});

test.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['PORT', '80.5'],
  // Zero would look without a pause; so would what a timer cannot hold.
  ['SIGNALBOX_TICK_SECONDS', '0'],
  ['SIGNALBOX_TICK_SECONDS', '3000000'],
  ['SIGNALBOX_SWEEP_SECONDS', '-1'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is refused', (name, value) => {
  expect(() => readSettings({ ...ENOUGH, [name]: value })).toThrow(`${name}: “${value}”`);
});

test('a path without its slash, and a server of one’s own', () => {
  const env = { ...ENOUGH, WEBHOOK_PATH: 'hooks', GHE_HOST: 'github.example' };
  expect(readSettings(env)).toMatchObject({
    webhookPath: '/hooks',
    baseUrl: 'https://github.example/api/v3',
    web: 'https://github.example',
  });
});
