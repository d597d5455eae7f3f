import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LONG_FORM } from '../support/long-form.ts';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';
import { deployments, dispatchOf, dispatched, numbers } from '../support/seen.ts';

const JUST_PRODUCTION = {
  '.github/signalbox.yml': `signalbox: 1
environments:
  production: {}
`,
};

const DEPLOY = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

test('[CVX-S14] [CVX-S15] [AKK-S11] [AKK-S13] [AKK-S14] [AKK-S15] /rollback copies the release before into a new one, builds nothing, and pins production', async () => {
  const play = await openPlay({ files: LONG_FORM });
  const first = await play.push('One');
  await play.until(1, 'succeeded: ');
  const second = await play.push('Two');
  await play.until(2, 'succeeded: ');
  await play.settled();
  const before = await finalRecord(play, 1);
  expect(deployedTag(play)).toBe(`hello:${second.slice(0, 7)}`);

  const answer = await play.asks('alice', '/rollback --reason it is #1 @bob');
  expect(answer.reactions).toEqual(['eyes', 'rocket']);
  const [filled = '', title = ''] = answer.text.split('\n\n');
  expect(filled).toBe('Filled in: release v1, environment production.');
  expect(title).toBe('**v3 takes `production` back to v1**');
  expect(answer.text).toContain('`production`: v2 goes, v3 comes');
  expect(answer.text).toContain('Data is not rolled back.');
  expect(await play.until(3, 'succeeded: ')).toBe(
    'succeeded: image skipped, staging skipped, production succeeded',
  );
  await play.settled();

  expect(await finalRecord(play, 1)).toBe(before);
  const { spec } = await play.release(3);
  expect(spec).toMatchObject({
    sha: first,
    cause: { kind: 'rollback' },
    rollback: { to: 1, from: { production: 2 } },
  });
  const [then, now] = [dispatchOf(play, 1, 'production').input, dispatchOf(play, 3, 'production').input];
  expect(now).toMatchObject({ sha: first, inputs: then.inputs, outputs: { tasks: then.outputs.tasks } });
  expect(dispatched(play).filter((each) => each.startsWith('v3'))).toEqual(['v3 production #1']);
  expect(deployedTag(play)).toBe(`hello:${first.slice(0, 7)}`);
  expect(await play.repository.head('main')).toBe(second);
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 3, sha: first },
    pin: { release: 3, by: { login: 'alice' } },
  });
  expect(await play.environment('staging')).toMatchObject({ pointer: { release: 2 }, pin: null });
  const shown = (await deployments(play)).filter((each) => each.environment === 'production');
  expect(shown.map((each) => `${each.sha} ${each.states.at(-1)}`)).toEqual([
    `${first} inactive`,
    `${second} inactive`,
    `${first} success`,
  ]);

  const third = await play.push('Three');
  await play.until(4, 'staging succeeded, production waiting environment-pinned');
  await play.settled();
  expect((await play.statuses(third))['signalbox/hello/production']).toMatch(
    /^pending: v4 waiting: production is pinned to v3/,
  );
  const again = await play.asks('alice', '/rollback');
  expect(again.reactions).toEqual(['eyes', '-1']);
  // v3 is v1 again, and v2 is what was rolled away from: there is nothing further back.
  expect(again.text).toContain('Nothing that succeeded there lies further back.');
  expect(again.text).not.toMatch(/`\/rollback v\d production`/);
  expect(await numbers(play)).toEqual([1, 2, 3, 4]);
  const unpinned = await play.asks('bob', '/unpin');
  expect(unpinned.text).toContain('Filled in: environment production.');
  expect(unpinned.text).toContain('What waited goes on now: v4 production.');
  await play.until(4, 'succeeded: ');
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 4, sha: third },
    pin: null,
  });
  expect(await finalRecord(play, 1)).toBe(before);
});

test('[AKK-S12] [AKK-S13] [A23] /rollback v1 heals an uncertain production, goes only where it once worked, and /promote leaves the pin', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const first = await play.push('Good');
  await play.until(1, 'succeeded: ');
  await play.settled();
  const before = await finalRecord(play, 1);
  const running = await play.asks('alice', '/rollback v1');
  expect(running.text).toContain('v1 runs in `production` already');
  const nowhere = await play.asks('alice', '/rollback');
  expect(nowhere.text).toContain('Nothing earlier has succeeded in `production`');

  const failing = play.sandbox.runs.fail({ title: 'v2 production' }, DEPLOY);
  await play.push('Bad');
  await play.until(2, 'failed: ');
  failing.remove();
  const unproven = await play.asks('alice', '/rollback v2');
  expect(unproven.reactions).toEqual(['eyes', '-1']);
  expect(unproven.text).toContain('v2 never succeeded in `production`');
  expect(unproven.text).toContain('`/rollback v1 production`');
  expect((await play.asks('alice', '/rollback v9')).text).toContain('There is no release v9');
  expect(await numbers(play)).toEqual([1, 2]);

  expect((await play.asks('alice', '/rollback v1')).reactions).toEqual(['eyes', 'rocket']);
  expect(await play.until(3, 'succeeded: ')).toBe('succeeded: build skipped, production succeeded');
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 3, sha: first },
    lastTouch: { release: 3, outcome: 'succeeded' },
  });
  await play.settled();
  expect(await finalRecord(play, 1)).toBe(before);

  const fixed = await play.push('Better');
  await play.until(4, 'production waiting environment-pinned');
  const promoted = await play.asks('alice', '/promote');
  expect(promoted.reactions).toEqual(['eyes', 'rocket']);
  expect(promoted.text).toContain('Filled in: release v4.');
  await play.until(4, 'succeeded: ');
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 4, sha: fixed },
    pin: null,
  });
  expect(dispatched(play).filter((each) => each.startsWith('v3'))).toEqual(['v3 production #1']);
});

test('[CVX-S15] [KUS-S13] a rollback waits for nobody: while a release is at work it is refused, and --cancel ends that one first', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const first = await play.push('One');
  await play.until(1, 'succeeded: ');
  const production = play.sandbox.runs.hold({ title: 'v2 production' }, { at: 'before-step', step: DEPLOY });
  await play.push('Two');
  await production.reached();
  const refused = await play.asks('alice', '/rollback');
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain('v2 is at work in `production`');
  expect(refused.text).toContain('`/rollback v1 production --cancel`');
  expect(await numbers(play)).toEqual([1, 2]);
  expect((await play.environment('production'))?.pin ?? null).toBeNull();

  const answer = await play.asks('alice', '/rollback v1 production --cancel');
  expect(answer.reactions).toEqual(['eyes', 'rocket']);
  await play.until(3, 'succeeded: ');
  await play.settled();
  expect(await play.progress(2)).toBe('aborted: build succeeded, production aborted');
  expect(play.runs().slice(-2)).toEqual([
    'v2 production: completed cancelled',
    'v3 production: completed success',
  ]);
  const log = await play.log();
  const when = (what: string): number => log.findIndex((headline) => headline.includes(what));
  expect(when('v3: production running')).toBeLessThanOrEqual(when('v2: production aborted'));
  expect(await play.environment('production')).toMatchObject({
    pointer: { release: 3, sha: first },
    lastTouch: { release: 3, outcome: 'succeeded' },
    pin: { release: 3 },
  });
});

/** Text of the record in its last place; it is moved there when nothing is owed any more. */
async function finalRecord(play: Play, number: number): Promise<string> {
  const path = `apps/hello/releases/0/${number}.json`;
  return play.waitFor(() => play.repository.file(path, 'signalbox/releases'), `${path} to be there`);
}

function deployedTag(play: Play): string {
  return readFileSync(join(play.stage.deployRoot, 'production/tag'), 'utf8').trim();
}
