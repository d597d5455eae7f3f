import { expect, test } from 'vitest';
import { DEPLOY_STEP, JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns, deployed } from '../support/runs.ts';

const HOUR = 3600;
const DEPLOYS = { workflow: 'deploy.yml' } as const;
const AT_DEPLOY = { at: 'before-step', step: DEPLOY_STEP } as const;

test('[KUS-S13] [KUS-S14] [KUS-S15] a run that dies without a word is noticed, and /unlock frees what it held', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const { runs } = play.sandbox;

  // v1: its run dies, and GitHub does not notice. Nothing else may start there meanwhile.
  const held = runs.hold(DEPLOYS, AT_DEPLOY);
  await play.push('First');
  const first = await held.reached();
  await runs.kill(first);
  held.remove();
  await play.push('Second');
  await play.until(2, 'waiting environment-taken');
  // At the deadline GitHub is asked. It says "in progress": the run is cancelled, but the environment stays taken.
  await play.pass(HOUR);
  await play.waitFor(
    async () => (await play.attempt(1, 'production')).ending?.reason === 'deadline',
    'the deadline',
  );
  expect(await play.progress(1)).toBe('running: production running');
  expect(await play.progress(2)).toContain('waiting environment-taken');
  // Only when GitHub says that it is over, v1 has failed, and v2 goes on by itself.
  const next = runs.hold(DEPLOYS, AT_DEPLOY);
  runs.complete(first, 'cancelled');
  await play.until(1, 'failed: ');
  expect(await play.attempt(1, 'production')).toMatchObject({ status: 'failed', reason: 'deadline' });

  // v2: its run dies too, and GitHub says "success" although nobody reported: nobody can know what it did.
  const second = await next.reached();
  await runs.kill(second);
  next.remove();
  runs.complete(second, 'success');
  await play.until(2, 'on-hold: production unknown');
  await play.push('Third');
  await play.until(3, 'waiting environment-taken');
  expect(await play.environment('production')).toMatchObject({
    pointer: null,
    lastTouch: { release: 2, outcome: 'unknown' },
  });
  const living = runs.hold(DEPLOYS, AT_DEPLOY);
  const freed = await play.asks('bob', '/unlock --reason the runner was lost');
  expect(freed.reactions).toEqual(['eyes', '+1']);
  expect(freed.text).toContain('**`production` is free**\n\nv2 has ended as failed there.');
  expect(freed.text).toContain('Next: `/retry v2`');
  expect(await play.attempt(2, 'production')).toMatchObject({
    status: 'failed',
    reason: 'unlocked-by-person',
    by: { login: 'bob' },
    detail: { reason: 'the runner was lost' },
  });
  expect(await play.progress(2)).toBe('failed: production failed');

  // v3 has the place now. While its run lives it is not unlocked without `--cancel`.
  const third = await living.reached();
  const refused = await play.asks('bob', '/unlock');
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain('**The run of v3 in `production` is alive**');
  expect(refused.text).toContain('Next: `/unlock production --cancel`');
  expect(await play.progress(3)).toBe('running: production running');
  const cancelled = await play.asks('bob', '/unlock production --cancel');
  expect(cancelled.text).toContain('**The run of v3 in `production` is being cancelled**');
  living.remove();
  expect(await runs.finished(third)).toBe('cancelled');
  await play.until(3, 'failed: production failed');
  expect(await play.attempt(3, 'production')).toMatchObject({ reason: 'unlocked-by-person' });

  // Nothing to unlock is no fault; nothing was ever deployed, and the environment is free for the next.
  const friendly = await play.asks('bob', '/unlock');
  expect(friendly.reactions).toEqual(['eyes', '+1']);
  expect(friendly.text).toContain('No environment is held: neither by a run nor by a lock');
  expect(await deployed(play, 'production')).toBeNull();
  await play.push('Fourth');
  await play.until(4, 'succeeded: ');
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v4' });
  expect(await admittedRuns(play, 4)).toHaveLength(4);
});
