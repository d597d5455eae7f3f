import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns } from '../support/runs.ts';

const all = (): boolean => true;
const FOREVER = { times: 100_000 };

test.runIf(FRONT === 'app')(
  'webhooks that are lost, doubled, kept back or turned around change when a release ends, not how',
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION, env: { SIGNALBOX_SWEEP_SECONDS: '2' } });
    const { faults } = play.sandbox;
    // Something has to be known before anything can be missed.
    await play.push('Fair weather');
    await play.until(1, 'succeeded: ');

    const lost = faults.delivery(all, { kind: 'lose' }, FOREVER);
    await play.push('Lost');
    await play.until(2, 'succeeded: ');
    const reply = await play.asks('bob', '/pin production --reason found by a sweep');
    expect(reply.text).toContain('`production` stays on v2');
    await play.asks('bob', '/unpin');
    lost.remove();
    expect(lost.struck).toBeGreaterThan(3);

    const doubled = faults.delivery(all, { kind: 'double' }, FOREVER);
    await play.push('Doubled');
    await play.until(3, 'succeeded: ');
    expect((await play.asks('bob', '/lock --reason twice')).reactions).toEqual(['eyes', '+1']);
    expect((await play.asks('bob', '/unlock')).reactions).toEqual(['eyes', '+1']);
    doubled.remove();

    const kept = faults.delivery(all, { kind: 'keep', reversed: true }, FOREVER);
    await play.push('Kept back');
    await play.until(4, 'succeeded: ');
    kept.remove();
    const status = await play.asks('rita', '/status');
    expect(status.text).toContain('| `production` | v4 |');

    await play.settled();
    expect(await play.record('apps/hello/app.json')).toMatchObject({ nextNumber: 5 });
    await once(play, 4);
  },
);

test('a GitHub that acts and then answers 502 makes nothing happen twice', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION, env: { SIGNALBOX_SWEEP_SECONDS: '2' } });
  const { faults } = play.sandbox;
  const lies = { kind: 'act-then-answer', status: 502 } as const;
  const login = FRONT === 'app' ? play.stage.app.botLogin : 'github-actions[bot]';
  const mine = (caller: string | null): boolean => caller === login;
  const struck = [
    faults.request((each) => each.path.endsWith('/dispatches'), lies),
    faults.request(({ fields, caller }) => mine(caller) && fields.includes('createCommitOnBranch'), lies, {
      times: 2,
    }),
    faults.request(
      ({ method, path, caller }) => mine(caller) && method === 'POST' && /issues\/\d+\/comments$/.test(path),
      lies,
    ),
    faults.request(({ method, path }) => method === 'POST' && /\/deployments$/.test(path), lies),
    faults.request(
      ({ method, path }) => method === 'POST' && /\/deployments\/\d+\/statuses$/.test(path),
      lies,
    ),
    faults.request(({ method, path }) => method === 'POST' && /\/statuses\/[0-9a-f]+$/.test(path), lies),
    // The workflow's step is lied to as well: once when it claims, once when it reports.
    faults.request(
      ({ fields, caller }) =>
        (FRONT === 'action' || !mine(caller)) && fields.includes('createCommitOnBranch'),
      lies,
      {
        times: 2,
      },
    ),
  ];
  const clock = setInterval(() => play.sandbox.advance(10), 250);
  try {
    await play.push('First');
    await play.until(1, 'succeeded: ');
    const locked = await play.asks('bob', '/lock production --reason once');
    expect(locked.text).toContain('`production` is locked');
    await play.waitFor(() => struck.every((each) => each.struck > 0), 'every lie');
    await play.settled();
  } finally {
    clearInterval(clock);
  }
  await once(play, 1);
});

/** Everything that these releases needed is there exactly once. */
async function once(play: Play, releases: number): Promise<void> {
  const admitted = await admittedRuns(play, releases);
  expect(admitted).toHaveLength(releases);
  expect(play.runs()).toHaveLength(releases);
  const deployments = await play.rest<unknown[]>(`/repos/${play.stage.name}/deployments`);
  expect(deployments).toHaveLength(releases);
  const replies = (await play.comments()).flatMap(({ body }) => /reply:comment:\d+/.exec(body) ?? []);
  expect(new Set(replies).size).toBe(replies.length);
  const turns = await play.repository.git(
    'log',
    '--format=%(trailers:key=Turn,valueonly,separator=)',
    'signalbox/releases',
  );
  const numbers = turns.split('\n').filter(Boolean).map(Number).toReversed();
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
}
