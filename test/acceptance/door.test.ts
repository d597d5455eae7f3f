import { spawn } from 'node:child_process';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
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
    const before = await play.decisions();

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
    expect(await play.decisions()).toEqual(before);

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

test.runIf(FRONT === 'app')(
  '[A10] [A11] [A12] who speaks, and where, is what GitHub has signed, and what it says of that account and repository now',
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION });
    const { sandbox, stage } = play;
    sandbox.createUser('mallory');
    const other = await sandbox.createRepository({ owner: 'acme', name: 'other', files: { a: 'a\n' } });
    await play.push('First');
    await play.until(1, 'succeeded: ');
    const lock = async () => (await play.environment('production'))?.lock ?? null;
    const alice = { login: 'alice', id: stage.people['alice']?.id ?? 0, type: 'User' };

    // An unsigned word of alice's, and one that bears the name of her account but is of another, or of another place.
    expect(await send(await asIf(play, alice), 'not the secret')).toBe(400);
    expect(await send(await asIf(play, { ...alice, id: 4711 }), stage.app.secret)).toBe(200);
    const elsewhere = await asIf(play, alice);
    const repository = { ...(elsewhere['repository'] as object), id: other.id };
    expect(await send({ ...elsewhere, repository }, stage.app.secret)).toBe(404);
    expect(await lock()).toBeNull();

    // It was nothing but the signature, the account and the place: with all three right it is done.
    expect(await send(await asIf(play, alice), stage.app.secret)).toBe(200);
    expect(await lock()).toMatchObject({ by: { login: 'alice' }, reason: 'mine' });

    async function send(payload: object, secret: string): Promise<number> {
      const body = JSON.stringify(payload);
      const response = await fetch(play.apps[0]?.webhookUrl ?? '', {
        method: 'POST',
        body,
        headers: {
          'Content-Type': 'application/json',
          'X-GitHub-Delivery': randomUUID(),
          'X-GitHub-Event': 'issue_comment',
          'X-Hub-Signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
        },
      });
      return response.status;
    }
  },
);

/** A command that mallory wrote and that was refused, with somebody else as its author. @returns the webhook's payload. */
async function asIf(play: Play, account: object): Promise<Readonly<Record<string, unknown>>> {
  const id = await play.says('mallory', '/lock production --reason mine');
  expect((await play.reply(id)).text).toContain('**mallory may not do that**');
  const genuine = play.sandbox.deliveries
    .map(({ payload }) => payload as { comment?: { id: number; user: object } })
    .find(({ comment }) => comment?.id === id);
  // The first word on a comment is the one that counts, so this is another one.
  const comment = { ...genuine?.comment, id: id + 100_000, user: account };
  return { ...genuine, comment, sender: account };
}
