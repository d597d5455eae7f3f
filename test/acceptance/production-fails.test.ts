import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPlay } from '../support/play.ts';
import { commentsOn, deployments, dispatchOf, dispatched, numbers } from '../support/seen.ts';

const DEPLOY = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

test('[OCU-S22] [OCU-S25] [OCU-S26] [HAR-S32] a release that fails in production keeps staging, and a retry runs again only what failed', async () => {
  const play = await openPlay();
  const first = await play.push('Good');
  await play.until(1, 'succeeded: ');
  const bob = play.sandbox.as('bob');
  await bob.commit(play.stage.name, { branch: 'topic', message: 'Bad', files: { 'site/bad.txt': 'bad\n' } });
  const pull = await bob.openPullRequest(play.stage.name, { head: 'topic', title: 'Bad' });
  const failing = play.sandbox.runs.fail({ title: 'v2 production' }, DEPLOY);
  const second = await bob.mergePullRequest(play.stage.name, pull);
  expect(await play.until(2, 'failed: ')).toBe(
    'failed: build succeeded, staging succeeded, production failed',
  );
  await play.settled();
  failing.remove();

  expect(await play.environment('staging')).toMatchObject({ pointer: { release: 2, sha: second } });
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 1, sha: first },
    lastTouch: { release: 2, attempt: 1, outcome: 'failed' },
  });
  expect((await play.statuses(second))['signalbox/hello/production']).toMatch(/^failure: v2 failed/);
  expect((await play.statuses(second))['signalbox/hello/staging']).toBe('success: v2 deployed');
  expect((await deployments(play)).map((each) => [each.environment, each.sha, each.states.at(-1)])).toEqual([
    ['staging', first, 'inactive'],
    ['production', first, 'success'],
    ['staging', second, 'success'],
    ['production', second, 'failure'],
  ]);
  const [live, notice, ...more] = await commentsOn(play, pull);
  expect(more).toEqual([]);
  expect(live?.body).toMatch(/v2 · failed/);
  expect(notice?.body).toMatch(/v2 failed in `production`/);
  expect(notice?.body).toContain('`/retry v2` · `/rollback`');
  const status = await play.asks('rita', '/status');
  expect(status.text).toMatch(/production.*uncertain/);

  const retried = await play.asks('bob', '/retry', pull);
  expect(retried.reactions).toEqual(['eyes', 'rocket']);
  expect(retried.text).toContain('v2 runs `production` again');
  expect(await play.until(2, 'succeeded: ')).toBe(
    'succeeded: build succeeded, staging succeeded, production succeeded',
  );
  await play.settled();
  const attempts = (await play.release(2)).phases.at(-1)?.activities[0]?.attempts ?? [];
  expect(attempts.map(({ number, status: end }) => `${number} ${end}`)).toEqual(['1 failed', '2 succeeded']);
  expect(new Set(attempts.map((each) => each.run?.id)).size).toBe(2);
  expect(attempts.every((each) => each.admitted?.run === each.run?.id)).toBe(true);
  expect(dispatched(play)).toEqual([
    'v1 build #1',
    'v1 staging #1',
    'v1 production #1',
    'v2 build #1',
    'v2 staging #1',
    'v2 production #1',
    'v2 production #2',
  ]);
  const [tried, again] = [1, 2].map((attempt) => dispatchOf(play, 2, 'production', attempt).input);
  expect(again?.outputs.tasks).toEqual({ build: { tag: `hello:${second.slice(0, 7)}` } });
  expect(again).toMatchObject({
    sha: tried?.sha,
    inputs: tried?.inputs,
    outputs: { tasks: tried?.outputs.tasks },
  });
  expect(again?.nonce).not.toBe(tried?.nonce);
  expect(await numbers(play)).toEqual([1, 2]);
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 2, sha: second },
    lastTouch: { release: 2, attempt: 2, outcome: 'succeeded' },
  });
  expect((await deployments(play)).map((each) => each.states.at(-1))).toEqual([
    'inactive',
    'inactive',
    'success',
    'success',
  ]);
  expect(readFileSync(join(play.stage.deployRoot, 'production/index.html'), 'utf8')).toContain('v2');

  const twice = await play.asks('bob', '/retry v2');
  expect(twice.reactions).toEqual(['eyes', '-1']);
  expect(twice.text).toContain('v2 has come to its end: succeeded');
  expect(dispatched(play)).toHaveLength(7);
});

test('[OCU-S22] a task that fails ends the release before any environment is touched', async () => {
  const play = await openPlay();
  const failing = play.sandbox.runs.fail({ title: 'v1 build' }, 'Run ./build.sh');
  const sha = await play.push('Does not build');
  expect(await play.until(1, 'failed: ')).toBe('failed: build failed, staging pending, production pending');
  failing.remove();
  await play.settled();
  expect(dispatched(play)).toEqual(['v1 build #1']);
  expect(await deployments(play)).toEqual([]);
  expect((await play.statuses(sha))['signalbox/hello/staging']).toBe('error: v1 not reached');
  // The next push does not need the broken one to be repaired.
  await play.push('Builds');
  await play.until(2, 'succeeded: ');
  expect(await play.progress(1)).toContain('failed: ');
});
