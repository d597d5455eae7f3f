import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LONG_FORM } from '../support/long-form.ts';
import { openPlay } from '../support/play.ts';
import type { Play } from '../support/play.ts';
import {
  commentsOn,
  deployments,
  dispatchOf,
  dispatched,
  dispatches,
  messages,
  numbers,
  statusHistory,
} from '../support/seen.ts';

const TITLE = 'Greet @acme/ops, fixes #7, see https://evil.example/x';

test('[AKK-S01] [AKK-S08] [CVX-S10] [OCU-S01] [OCU-S15] [A16] a merged pull request walks to production, and one comment on it follows', async () => {
  const play = await openPlay({ files: LONG_FORM });
  const pull = await openPull(play);
  const production = play.sandbox.runs.hold(
    { title: 'v1 production' },
    { at: 'before-step', step: 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"' },
  );
  const sha = await play.sandbox.as('bob').mergePullRequest(play.stage.name, pull);
  await production.reached();
  await play.settled();
  expect((await play.release(1)).spec).toMatchObject({
    cause: { kind: 'push', ref: 'refs/heads/main' },
    createdBy: { login: 'bob' },
    pulls: [pull],
    description: `build ${sha.slice(0, 7)} Merge pull request #${pull} from acme/greet`,
  });
  const [halfway, ...others] = await commentsOn(play, pull);
  expect(others).toEqual([]);
  expect(halfway?.body).toContain('https://staging.example.com');
  expect(halfway?.body).not.toContain('https://www.example.com');
  expect(await play.statuses(sha)).toEqual({
    'signalbox/hello/staging': 'success: v1 deployed',
    'signalbox/hello/production': 'pending: v1 running',
  });
  expect(
    (await deployments(play)).map(({ environment, states, url }) => [environment, states.at(-1), url]),
  ).toEqual([
    ['staging', 'success', 'https://staging.example.com'],
    ['production', 'in_progress', ''],
  ]);
  expect(await play.environment('staging')).toMatchObject({ pointer: { release: 1, sha } });
  expect((await play.environment('production'))?.pointer ?? null).toBeNull();
  production.remove();
  await play.until(1, 'succeeded: ');
  await play.settled();

  const [live, end, ...more] = await commentsOn(play, pull);
  expect(more).toEqual([]);
  expect(live?.id).toBe(halfway?.id);
  expect(live?.body).toContain('https://www.example.com');
  expect(end?.body).toContain('v1 runs in');
  const history = await statusHistory(play, sha, 'signalbox/hello/production');
  expect(history[0]).toMatch(/^pending: v1 to come/);
  expect(history.at(-1)).toBe('success: v1 deployed');
  expect(history.slice(0, -1).every((each) => each.startsWith('pending: '))).toBe(true);
  expect(await deployments(play)).toMatchObject([
    { environment: 'staging', sha, production: false, url: 'https://staging.example.com' },
    { environment: 'production', sha, production: true, url: 'https://www.example.com' },
  ]);
  expect((await deployments(play)).at(-1)?.states.slice(-2)).toEqual(['in_progress', 'success']);
  expect(dispatched(play)).toEqual(['v1 image #1', 'v1 staging #1', 'v1 production #1']);
  expect(await play.environment('production')).toMatchObject({ pointer: { release: 1, sha } });
  await expectNobodyMentioned(play, pull);
});

test('[OCU-S09] [OCU-S10] [OCU-S11] [OCU-S12] [OCU-S13] [OCU-S17] [CVX-S01] [OCU-S07] outputs, the release before, and the attributes of the environment reach the jobs', async () => {
  const play = await openPlay({ files: LONG_FORM });
  const first = await play.push('One');
  await play.until(1, 'succeeded: ');
  const second = await play.push('Two');
  await play.until(2, 'succeeded: ');
  await play.settled();
  expect(await numbers(play)).toEqual([1, 2]);

  expect(dispatchOf(play, 1, 'image').input).toMatchObject({
    operation: 'task',
    environment: null,
    inputs: { 'previous-build': 0 },
    outputs: { tasks: {}, deploys: {} },
  });
  expect(dispatchOf(play, 2, 'image').input.inputs).toEqual({ 'previous-build': '1' });
  const built = (sha: string, number: string) => ({
    tag: `hello:${sha.slice(0, 7)}`,
    'build-number': number,
  });
  const staging = { name: 'staging', attributes: { type: 'staging' } };
  const production = { name: 'production', attributes: { type: 'production', region: 'eu' } };
  for (const [release, sha] of [
    [1, first],
    [2, second],
  ] as const) {
    for (const environment of [staging, production]) {
      expect(dispatchOf(play, release, environment.name)).toMatchObject({
        workflow: 'deploy.yml',
        ref: 'refs/heads/main',
        input: {
          operation: 'deploy',
          environment,
          sha,
          ref: 'refs/heads/main',
          inputs: { tag: `hello:${sha.slice(0, 7)}` },
          outputs: { tasks: { image: built(sha, String(release)) } },
        },
      });
    }
  }
  expect(dispatches(play)).toHaveLength(6);
  const deployed = readFileSync(join(play.stage.deployRoot, 'production/tag'), 'utf8');
  expect(deployed.trim()).toBe(`hello:${second.slice(0, 7)}`);
  // What v2 replaced is shown as gone, in production too, where GitHub would leave it.
  const shown = await deployments(play);
  expect(shown.map(({ environment, sha, states }) => [environment, sha, states.at(-1)])).toEqual([
    ['staging', first, 'inactive'],
    ['production', first, 'inactive'],
    ['staging', second, 'success'],
    ['production', second, 'success'],
  ]);
  expect(shown[1]).toMatchObject({ description: 'v1 was replaced by v2', url: '' });
});

/** The branch's log and our comments name releases and people without calling or linking anybody. */
async function expectNobodyMentioned(play: Play, pull: number): Promise<void> {
  const log = await messages(play);
  // An `@` after a letter, as in `hello@v1`, mentions nobody.
  expect(log.join('\n')).not.toMatch(/(^|\W)@|#|:\/\/|evil/);
  expect(log[0]).toMatch(/^v1 created/);
  expect(log.map((each) => each.split('\n')[0]).join('\n')).toContain('v1: production succeeded');
  const turns = log.map((each) => Number(/^Turn: (\d+)$/m.exec(each)?.[1]));
  expect(turns).toEqual(turns.map((_, index) => index + 1));
  expect(log[0]).toMatch(/^Release: hello@v1$/m);
  expect(log[0]).toMatch(/^Actor: bob \(\d+\)$/m);
  expect(log[0]).toMatch(/^Cause: push refs\/heads\/main:[0-9a-f]{40}$/m);
  for (const { body } of await commentsOn(play, pull)) expect(body).not.toMatch(/@acme|#7/);
}

async function openPull(play: Play): Promise<number> {
  const bob = play.sandbox.as('bob');
  const files = { 'site/greeting.txt': 'Hello\n' };
  await bob.commit(play.stage.name, { branch: 'greet', message: TITLE, files });
  return bob.openPullRequest(play.stage.name, { head: 'greet', title: TITLE });
}
