import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actions, TriggerEvent } from './actions.ts';
import { createActions } from './create-actions.ts';
import type { JsonObject } from './host.ts';
import { textOf } from './payload.ts';
import { createSmallHost, REPOSITORY, type SmallHost } from '../../../test/support/small-host.ts';

let host: SmallHost;
let actions: Actions;
let main: string;

const JOB = 'jobs: { a: { runs-on: u, steps: [{ run: "true" }] } }';

beforeEach(() => {
  host = createSmallHost();
  actions = createActions({ host });
  main = host.commit({ 'a.txt': 'a' });
});

afterEach(async () => {
  await actions.control.idle();
  await actions.close();
  host.remove();
});

/** Names of the workflows that an event starts. */
async function started(event: Partial<TriggerEvent> & { readonly name: string }): Promise<readonly string[]> {
  const whole = {
    repository: REPOSITORY,
    at: null,
    actor: 'ann',
    byWorkflowToken: false,
    chain: 0,
    payload: {},
  };
  const runs = await actions.trigger({ ...whole, ...event });
  return runs.map((run) => textOf(actions.getRun(REPOSITORY, run) ?? {}, 'name'));
}

/** A commit on main with one workflow per entry, named like its key. */
function workflows(on: Readonly<Record<string, string>>): string {
  const files = Object.entries(on).map(
    ([name, events]) => [`.github/workflows/${name}.yml`, `name: ${name}\non: ${events}\n${JOB}`] as const,
  );
  return host.commit(Object.fromEntries(files));
}

describe('`types:`', () => {
  test.each<readonly [string, string, JsonObject, boolean]>([
    ['issue_comment', 'issue_comment', { action: 'created' }, true],
    ['issue_comment', 'issue_comment', { action: 'deleted' }, true],
    ['{ issue_comment: { types: [created] } }', 'issue_comment', { action: 'created' }, true],
    ['{ issue_comment: { types: [created] } }', 'issue_comment', { action: 'edited' }, false],
    ['{ issue_comment: { types: created } }', 'issue_comment', { action: 'edited' }, false],
    ['[push, status]', 'status', { state: 'success' }, true],
    ['push', 'status', { state: 'success' }, false],
    ['check_run', 'check_run', { action: 'created' }, true],
    ['{ check_run: { types: [completed] } }', 'check_run', { action: 'created' }, false],
    ['check_suite', 'check_suite', { action: 'completed' }, true],
    ['check_suite', 'check_suite', { action: 'requested' }, false],
    ['{ repository_dispatch: null }', 'repository_dispatch', { action: 'ping' }, true],
    ['{ repository_dispatch: { types: [pong] } }', 'repository_dispatch', { action: 'ping' }, false],
    ['delete', 'delete', { ref: 'x' }, true],
    ['issues', 'issues', { action: 'opened' }, false],
  ])('on: %s, and %s %j', async (on, name, payload, starts) => {
    workflows({ x: on });
    expect(await started({ name, payload })).toEqual(starts ? ['x'] : []);
  });
});

test.each([
  ['issue_comment', false],
  ['status', false],
  ['check_run', false],
  ['create', false],
  ['workflow_run', false],
  ['repository_dispatch', true],
] as const)('%s by a GITHUB_TOKEN starts a run: %s', async (name, starts) => {
  const at = {
    ref: 'refs/heads/main',
    sha: workflows({
      x: name === 'workflow_run' ? '{ workflow_run: { workflows: [CI] } }' : `{ ${name}: null }`,
    }),
  };
  const payload = { action: 'completed', workflow_run: { name: 'CI', head_branch: 'main' } };
  expect(await started({ name, at, payload, byWorkflowToken: true })).toEqual(starts ? ['x'] : []);
  expect(await started({ name, at, payload })).toEqual(['x']);
});

describe('which commit counts', () => {
  test('a comment runs the file of the default branch, whatever other branches hold', async () => {
    const sha = workflows({ x: 'issue_comment' });
    host.git('checkout', '-q', '-B', 'other');
    host.commit({ '.github/workflows/y.yml': `name: y\non: issue_comment\n${JOB}` }, 'other', 'other');
    const runs = await actions.trigger({
      ...{ repository: REPOSITORY, name: 'issue_comment', at: null, actor: 'ann' },
      ...{ byWorkflowToken: false, chain: 0, payload: { action: 'created', issue: { title: 'A question' } } },
    });
    expect(runs.map((run) => actions.getRun(REPOSITORY, run))).toMatchObject([
      { name: 'x', head_sha: sha, head_branch: 'main', display_title: 'A question', event: 'issue_comment' },
    ]);
  });

  test('`create` runs the file of the ref that was created', async () => {
    const sha = host.commit({ '.github/workflows/y.yml': `name: y\non: create\n${JOB}` }, 'topic', 'topic');
    host.git('checkout', '-q', 'main');
    workflows({ x: 'create' });
    const at = { ref: 'refs/heads/topic', sha };
    expect(await started({ name: 'create', at, payload: { ref: 'topic', ref_type: 'branch' } })).toEqual([
      'y',
    ]);
    expect(actions.listRuns(REPOSITORY)).toMatchObject([{ head_branch: 'topic', head_sha: sha }]);
  });
});

describe('`workflow_run`', () => {
  const ended = (run: JsonObject, action = 'completed', chain = 1) =>
    started({ name: 'workflow_run', chain, payload: { action, workflow_run: run } });

  test.each<readonly [string, JsonObject, string, boolean]>([
    ['{ workflows: [CI] }', { name: 'CI', head_branch: 'main' }, 'completed', true],
    ['{ workflows: [CI] }', { name: 'CI', head_branch: 'main' }, 'requested', true],
    ['{ workflows: [Other, CI] }', { name: 'CI', head_branch: 'main' }, 'in_progress', true],
    ['{ workflows: CI }', { name: 'CI', head_branch: 'main' }, 'completed', true],
    ['{ workflows: [Other] }', { name: 'CI', head_branch: 'main' }, 'completed', false],
    ['{ workflows: [CI], types: [completed] }', { name: 'CI', head_branch: 'main' }, 'requested', false],
    ['{ workflows: [CI], branches: [main] }', { name: 'CI', head_branch: 'topic' }, 'completed', false],
    ['{ workflows: [CI], branches: ["rel/**"] }', { name: 'CI', head_branch: 'rel/1' }, 'completed', true],
    ['{ workflows: [CI], branches-ignore: [main] }', { name: 'CI', head_branch: 'main' }, 'completed', false],
  ])('%s, a run %j %s', async (filter, run, action, starts) => {
    workflows({ x: `{ workflow_run: ${filter} }` });
    expect(await ended(run, action)).toEqual(starts ? ['x'] : []);
  });

  test('three levels, and no fourth', async () => {
    workflows({ x: '{ workflow_run: { workflows: [CI] } }' });
    const run = { name: 'CI', head_branch: 'main' };
    expect(await ended(run, 'completed', 3)).toEqual(['x']);
    expect(await ended(run, 'completed', 4)).toEqual([]);
  });

  test('a run tells the host how it came about', async () => {
    workflows({ x: '{ repository_dispatch: null }' });
    await started({ name: 'repository_dispatch', byWorkflowToken: true, payload: { action: 'a' } });
    await actions.control.idle();
    const told = host.record.events.filter((event) => event.name === 'workflow_run');
    expect(told.map(({ byWorkflowToken, chain }) => ({ byWorkflowToken, chain }))).toEqual(
      Array.from({ length: 3 }, () => ({ byWorkflowToken: true, chain: 1 })),
    );
  });
});

describe('pull requests', () => {
  const pull = (head: string, full: string, action = 'opened') => ({
    action,
    pull_request: {
      title: 'Add b',
      base: { ref: 'main' },
      head: { ref: 'topic', sha: head, repo: { full_name: full } },
    },
  });

  test.each([
    [REPOSITORY, 'write', 'hush-hush'],
    ['mallory/hello', 'read', ''],
  ] as const)('from %s: the merge is run, with a token that may %s', async (from, level, secret) => {
    const base = workflows({ target: 'pull_request_target' });
    const head = host.commit(
      {
        '.github/workflows/x.yml':
          'name: x\non: pull_request\npermissions: { contents: write }\njobs: { a: { runs-on: u, steps: [{ run: "echo key=${{ secrets.DEPLOY_KEY }}=${{ github.head_ref }}=${{ github.sha }}" }] } }',
      },
      'topic',
      'topic',
    );
    const merge = host.git('commit-tree', `${head}^{tree}`, '-p', base, '-p', head, '-m', 'merge');
    host.git('push', '-q', 'origin', `${merge}:refs/pull/7/merge`);
    const at = { ref: 'refs/pull/7/merge', sha: merge };
    const runs = await actions.trigger({
      ...{ repository: REPOSITORY, name: 'pull_request', at, actor: 'mallory', chain: 0 },
      ...{ byWorkflowToken: false, payload: pull(head, from) },
    });
    await actions.control.idle();
    expect(runs.map((run) => actions.getRun(REPOSITORY, run))).toMatchObject([
      {
        name: 'x',
        event: 'pull_request',
        head_sha: head,
        head_branch: 'topic',
        head_repository: { full_name: from },
        display_title: 'Add b',
        conclusion: 'success',
      },
      {
        name: 'target',
        event: 'pull_request_target',
        head_sha: base,
        head_branch: 'main',
        conclusion: 'success',
      },
    ]);
    expect(host.record.tokens.find((token) => token.runId === runs[0])?.permissions).toEqual({
      contents: level,
      metadata: 'read',
    });
    const log =
      actions.jobLog(REPOSITORY, Number(actions.listJobs(REPOSITORY, runs[0] ?? 0)?.[0]?.['id'])) ?? '';
    expect(log).toContain(secret === '' ? `key==topic=${merge}` : `key=***=topic=${merge}`);
  });

  test.each([
    ['closed', 'refs/pull/7/merge', []],
    ['synchronize', 'refs/pull/7/merge', ['x']],
  ] as const)('`%s` at %s', async (action, ref, expected) => {
    const sha = workflows({ x: 'pull_request', y: '{ pull_request: { branches: [other] } }' });
    expect(
      await started({ name: 'pull_request', at: { ref, sha }, payload: pull(sha, REPOSITORY, action) }),
    ).toEqual(expected);
  });

  test('with a conflict only `pull_request_target` runs', async () => {
    workflows({ x: 'pull_request', y: 'pull_request_target' });
    expect(await started({ name: 'pull_request', payload: pull(main, REPOSITORY) })).toEqual(['y']);
  });
});

test('nothing starts once it is closed', async () => {
  workflows({ x: 'status' });
  await actions.close();
  expect(await started({ name: 'status' })).toEqual([]);
});
