import { spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';

const ROOT = join(import.meta.dirname, '../..');

test.runIf(FRONT === 'app')(
  '[A11] webhooks without the right signature are refused, and a replayed one changes nothing',
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION });
    const { webhookUrl = '' } = play.apps[0] ?? {};
    const sha = await play.push('First');
    await play.until(1, 'succeeded: ');
    await play.settled();
    const push = play.sandbox.deliveries.find(
      (each) => each.event === 'push' && each.payload['after'] === sha,
    );
    const forged = JSON.stringify({ ...push?.payload, after: await play.repository.head('main~1') });
    const before = await play.log();

    const send = async (signature: string | null, event = 'push'): Promise<number> => {
      const response = await fetch(webhookUrl, {
        method: 'POST',
        body: forged,
        headers: {
          'Content-Type': 'application/json',
          'X-GitHub-Delivery': randomUUID(),
          'X-GitHub-Event': event,
          ...(signature === null ? {} : { 'X-Hub-Signature-256': signature }),
        },
      });
      return response.status;
    };
    const sign = (secret: string, algorithm: string): string =>
      `${algorithm}=${createHmac(algorithm, secret).update(forged).digest('hex')}`;
    const statuses = [
      await send(null),
      await send(sign('development', 'sha256')),
      await send(sign('', 'sha256')),
      await send(sign(play.stage.app.secret, 'sha1')),
      await send('sha256='),
    ];
    expect(statuses.every((status) => status >= 400 && status < 500)).toBe(true);

    // The genuine one again, as whoever recorded it could send it.
    if (push) play.sandbox.redeliver(push);
    const again = await play.waitFor(
      () => play.sandbox.deliveries.find((each) => each.redelivery && each.attempts.length > 0),
      'the replay',
    );
    expect(again.attempts[0]?.status).toBe(200);
    await play.asks('alice', '/status');
    expect(await play.log()).toEqual(before);

    const health = await fetch(new URL('/health', webhookUrl));
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
    expect((await fetch(new URL('/probot', webhookUrl))).status).toBe(404);
    expect((await fetch(webhookUrl)).status).toBe(404);
  },
);

test.runIf(FRONT === 'app')(
  '[A11] the App does not start without a webhook secret, and says what to set',
  async () => {
    const { PATH } = process.env;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
    const child = spawn(process.execPath, ['lib/app/main.js'], {
      cwd: ROOT,
      env: { PATH, APP_ID: '1', PRIVATE_KEY: pem, WEBHOOK_SECRET: '' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(said).toContain('Signalbox cannot start. Set:\n  WEBHOOK_SECRET:');
  },
);
