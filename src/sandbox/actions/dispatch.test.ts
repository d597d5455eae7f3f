import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actions } from './actions.ts';
import { createActions } from './create-actions.ts';
import type { JsonObject } from './host.ts';
import { createSmallHost, REPOSITORY, type SmallHost } from '../../../test/support/small-host.ts';

let host: SmallHost;
let actions: Actions;

beforeEach(() => {
  host = createSmallHost();
  actions = createActions({ host });
  host.commit({
    '.github/workflows/deploy.yml': `
name: Deploy
on:
  workflow_dispatch:
    inputs:
      signalbox: { type: string, required: true }
      size: { type: choice, options: [s, m], default: s }
      count: { type: number, default: 3 }
      dry: { type: boolean }
jobs: { a: { runs-on: u, steps: [{ run: 'echo "\${{ toJSON(inputs) }}" "\${{ toJSON(github.event.inputs) }}"' }] } }
`,
    '.github/workflows/ci.yml': 'on: push\njobs: { a: { runs-on: u, steps: [{ run: "true" }] } }',
    '.github/workflows/broken.yml':
      'on: workflow_dispatch\njobs: { a: { runs-on: u, frob: 1, steps: [{ run: x }] } }',
    '.github/workflows/no-yaml.yml': 'on: [',
  });
});

afterEach(async () => {
  await actions.close();
  host.remove();
});

async function answer(
  workflow: string,
  ref = 'main',
  inputs: JsonObject = { signalbox: '{}' },
): Promise<string> {
  const got = await actions.dispatch({ repository: REPOSITORY, workflow, ref, inputs, actor: 'ann' });
  return got.kind === 'started' ? 'started' : `${got.status} ${got.message}`;
}

describe('a dispatch is refused like on GitHub', () => {
  test.each([
    ['nothing.yml', 'main', {}, '404 Not Found'],
    ['deploy.yml', 'nowhere', {}, '422 No ref found for: nowhere'],
    ['deploy.yml', 'main~0', {}, '422 No ref found for: main~0'],
    ['deploy.yml', 'main', { x: '1', signalbox: 'y' }, '422 Unexpected inputs provided: ["x"]'],
    ['deploy.yml', 'main', {}, "422 Required input 'signalbox' not provided"],
    ['deploy.yml', 'main', { signalbox: '' }, "422 Required input 'signalbox' not provided"],
    [
      'deploy.yml',
      'main',
      { signalbox: 'a', size: 'xl' },
      "422 Provided value 'xl' for input 'size' not in the list of allowed values",
    ],
    ['deploy.yml', 'main', { signalbox: 'a'.repeat(70_000) }, '422 inputs are too large.'],
    ['ci.yml', 'main', {}, "422 Workflow does not have 'workflow_dispatch' trigger"],
    [
      'broken.yml',
      'main',
      {},
      "422 Invalid Argument - failed to parse workflow: (Line: 2, Col: 26): Unexpected value 'frob'",
    ],
  ] as const)('%s at %s: $3', async (workflow, ref, inputs: JsonObject, expected) => {
    expect(await answer(workflow, ref, inputs)).toBe(expected);
    expect(actions.listRuns(REPOSITORY)).toEqual([]);
  });

  test('a file that the ref does not have', async () => {
    host.git('checkout', '-q', '--orphan', 'bare');
    host.git('rm', '-rqf', '.');
    host.commit({ 'a.txt': 'x' }, 'bare', 'bare');
    expect(await answer('deploy.yml', 'bare')).toBe("422 Workflow does not have 'workflow_dispatch' trigger");
  });
});

test('a dispatch answers the run at once; tags, ids and full names work', async () => {
  host.git('tag', '-a', 'v1', '-m', 'one');
  host.git('push', '-q', 'origin', 'v1');
  const workflow = await actions.getWorkflow(REPOSITORY, 'deploy.yml');
  expect(workflow).toMatchObject({ name: 'Deploy', path: '.github/workflows/deploy.yml', state: 'active' });
  const started = await actions.dispatch({
    repository: 'OCTO/Hello',
    workflow: String(Number(workflow?.['id'])),
    ref: 'refs/tags/v1',
    inputs: { signalbox: 'x', dry: true },
    actor: 'ann',
  });
  if (started.kind === 'refused') throw new Error(started.message);
  expect(started.htmlUrl).toBe(`http://github.test/octo/hello/actions/runs/${started.run}`);
  expect(actions.getRun(REPOSITORY, started.run)).toMatchObject({
    status: 'queued',
    head_branch: 'v1',
    head_sha: host.git('rev-parse', 'HEAD'),
    display_title: 'Deploy',
  });
  expect(await actions.control.finished(started.run)).toBe('success');
  const job = actions.listJobs(REPOSITORY, started.run)?.[0];
  const log = (actions.jobLog(REPOSITORY, Number(job?.['id'])) ?? '').replaceAll(/\S+Z /g, '');
  expect(log).toContain('{\n  signalbox: x,\n  size: s,\n  count: 3,\n  dry: true\n}');
  expect(actions.listRuns(REPOSITORY, { workflow: 'deploy.yml', event: 'workflow_dispatch' })).toHaveLength(
    1,
  );
  expect(actions.listRuns(REPOSITORY, { created: '>=2026-03-01T12:00:01Z' })).toHaveLength(0);
  expect(actions.listRuns(REPOSITORY, { created: '>=2026-03-01T12:00:00Z', status: 'success' })).toHaveLength(
    1,
  );
  expect(actions.listRuns(REPOSITORY, { branch: 'main' })).toHaveLength(0);
});

test('a run-name that cannot be evaluated fails the run at once', async () => {
  host.commit({
    '.github/workflows/deploy.yml':
      'run-name: "${{ fromJSON(inputs.signalbox).title }}"\non: { workflow_dispatch: { inputs: { signalbox: { type: string } } } }\njobs: { a: { runs-on: u, steps: [{ run: x }] } }',
  });
  expect(await answer('deploy.yml', 'main', { signalbox: 'no json' })).toBe('started');
  await actions.control.idle();
  expect(actions.listRuns(REPOSITORY)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
});

describe('push', () => {
  const push = (
    ref: string,
    sha: string,
    extra: Partial<{ byWorkflowToken: boolean; message: string; before: string }> = {},
  ) =>
    actions.trigger({
      ...{ repository: REPOSITORY, name: 'push', at: { ref, sha }, actor: 'ann', chain: 0 },
      byWorkflowToken: extra.byWorkflowToken ?? false,
      payload: {
        ref,
        before: extra.before ?? '0'.repeat(40),
        after: sha,
        head_commit: { message: extra.message ?? 'change it\n\nbody' },
      },
    });

  const titles = (): readonly string[] =>
    actions
      .listRuns(REPOSITORY, { event: 'push' })
      .map((run) => [run['path'], run['display_title']].map(String).join(' '));

  test('starts what the pushed commit asks for, never for a workflow token', async () => {
    const before = host.git('rev-parse', 'HEAD');
    const job = 'jobs: { a: { runs-on: u, steps: [{ run: "true" }] } }';
    const sha = host.commit({
      '.github/workflows/broken.yml': `on: pull_request\n${job}`,
      '.github/workflows/no-yaml.yml': `on: pull_request\n${job}`,
      '.github/workflows/other.yml': `on: { push: { branches: ["rel/**", "!rel/x"] } }\n${job}`,
      '.github/workflows/paths.yml': `on: { push: { paths: ["web/**"] } }\n${job}`,
      '.github/workflows/tags.yml': `on: { push: { tags: ["v*"] } }\n${job}`,
      'web/deep/a.js': '1',
    });
    expect(await push('refs/heads/main', sha, { byWorkflowToken: true })).toEqual([]);
    expect(await push('refs/heads/main', sha, { message: 'wip [skip ci]' })).toEqual([]);
    expect(await push('refs/heads/main', sha, { before })).toHaveLength(2);
    expect(titles()).toEqual(['.github/workflows/paths.yml change it', '.github/workflows/ci.yml change it']);
    expect(await push('refs/heads/rel/a/b', sha, { before: sha })).toHaveLength(2);
    expect(titles()[0]).toBe('.github/workflows/other.yml change it');
    expect(await push('refs/heads/rel/x', sha, { before: sha })).toHaveLength(1);
    expect(await push('refs/tags/v1', sha)).toHaveLength(3);
    await actions.control.idle();
    expect(new Set(actions.listRuns(REPOSITORY).map((run) => run['conclusion']))).toEqual(
      new Set(['success']),
    );
  });

  test('shows a file that cannot be read as a failed run', async () => {
    const runs = await push('refs/heads/main', host.git('rev-parse', 'HEAD'));
    await actions.control.idle();
    const shown = runs.map((run) => actions.getRun(REPOSITORY, run));
    expect(shown).toMatchObject([
      { name: '.github/workflows/broken.yml', conclusion: 'failure' },
      { name: '.github/workflows/ci.yml', conclusion: 'success' },
      { name: '.github/workflows/no-yaml.yml', conclusion: 'failure' },
    ]);
  });
});
