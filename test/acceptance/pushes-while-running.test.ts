import { expect, test } from 'vitest';
import { openPlay } from '../support/play.ts';
import { dispatched, dispatches, numbers } from '../support/seen.ts';

function config(concurrency: string): Record<string, string> {
  return {
    '.github/signalbox.yml': `signalbox: 1
environments:
  production: { concurrency: ${concurrency} }
`,
  };
}

test('[KUS-S12] [KUS-S13] of three pushes the second is superseded, the third waits for the first, and no commit is lost', async () => {
  const play = await openPlay();
  const staging = play.sandbox.runs.hold(
    { title: 'v1 staging' },
    { at: 'before-step', step: 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"' },
  );
  const first = await play.push('One');
  await staging.reached();
  const second = await play.push('Two');
  await play.until(2, 'staging waiting environment-taken');
  await play.settled();
  expect((await play.statuses(second))['signalbox/hello/staging']).toBe(
    'pending: v2 waiting: staging is taken by v1',
  );
  const third = await play.push('Three');
  // The build of v3 does not wait: only environments are taken, not the repository.
  await play.until(3, 'staging waiting environment-taken');
  expect(await play.until(2, 'superseded: ')).toBe(
    'superseded: build succeeded, staging aborted, production pending',
  );
  expect(dispatches(play).filter(({ input }) => input.operation === 'deploy')).toHaveLength(1);
  staging.remove();
  await play.until(3, 'succeeded: ');
  await play.until(1, ': build succeeded, staging succeeded');
  await play.settled();
  expect(await numbers(play)).toEqual([1, 2, 3]);
  expect((await play.statuses(second))['signalbox/hello/staging']).toMatch(/^error: v2 .*v3/);
  expect(await play.environment('staging')).toMatchObject({ pointer: { release: 3, sha: third } });
  expect(await play.environment('production')).toMatchObject({ pointer: { release: 3, sha: third } });
  expect(await play.repository.git('merge-base', '--is-ancestor', second, third)).toBe('');
  expect(first).not.toBe(third);
  const runs = dispatched(play).filter((each) => !each.includes('build'));
  expect(runs.filter((each) => each.startsWith('v2'))).toEqual([]);
  expect(new Set(runs).size).toBe(runs.length);
  expect(play.runs().every((each) => each.endsWith('completed success'))).toBe(true);
});

test('[KUS-S13] with concurrency: refuse a command is refused while a release is at work, and a push waits', async () => {
  const play = await openPlay({ files: config('refuse') });
  const production = play.sandbox.runs.hold(
    { title: 'v1 production' },
    { at: 'before-step', step: 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"' },
  );
  await play.push('One');
  await production.reached();
  const refused = await play.asks('alice', '/release main --force');
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain('`production` is taken by v1');
  expect(await numbers(play)).toEqual([1]);
  await play.push('Two');
  await play.until(2, 'production waiting environment-taken');
  production.remove();
  await play.until(2, 'succeeded: ');
  expect(await play.progress(1)).toBe('succeeded: build succeeded, production succeeded');
  const again = await play.asks('alice', '/release main --force');
  expect(again.reactions).toEqual(['eyes', 'rocket']);
  await play.until(3, 'succeeded: ');
  expect(await numbers(play)).toEqual([1, 2, 3]);
});

test('with concurrency: cancel the newer release stops the older one, and starts only when that has ended', async () => {
  const play = await openPlay({ files: config('cancel') });
  const production = play.sandbox.runs.hold(
    { title: 'v1 production' },
    { at: 'before-step', step: 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"' },
  );
  const first = await play.push('One');
  await production.reached();
  const second = await play.push('Two');
  await play.until(2, 'succeeded: ');
  await play.settled();
  expect(await play.progress(1)).toBe('superseded: build succeeded, production aborted');
  expect(play.runs().filter((each) => each.includes('production'))).toEqual([
    'v1 production: completed cancelled',
    'v2 production: completed success',
  ]);
  const order = [...(await play.log())].reverse().join('\n');
  expect(order.indexOf('v1 superseded')).toBeLessThan(order.indexOf('v2: production running'));
  expect((await play.statuses(first))['signalbox/hello/production']).toMatch(/^error: v1 /);
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 2, sha: second },
    lastTouch: { release: 2, outcome: 'succeeded' },
  });
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 production #1', 'v2 build #1', 'v2 production #1']);
});
