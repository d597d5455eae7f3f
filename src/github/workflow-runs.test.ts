import { expect, test } from 'vitest';
import { answeringClient } from '../../test/support/answering-client.ts';
import { GitHubRefused } from './client.ts';
import type { WorkflowRunJson } from './workflow-runs.ts';
import { findWorkflowRun, readWorkflowRun, workflowRun } from './workflow-runs.ts';

const SINCE = '2026-11-20T12:00:00Z';

function json(change: Partial<WorkflowRunJson> = {}): WorkflowRunJson {
  return {
    id: 33_000_000_001,
    html_url: 'https://github.example/acme/shop/actions/runs/33000000001',
    run_attempt: 1,
    display_title: 'web v1 staging nonce-1',
    event: 'workflow_dispatch',
    status: 'queued',
    conclusion: null,
    created_at: '2026-11-20T12:00:01Z',
    ...change,
  };
}

/** A client whose list of runs has these pages. */
function listing(pages: readonly (readonly WorkflowRunJson[])[]): ReturnType<typeof answeringClient> {
  return answeringClient(({ parameters }) => ({
    workflow_runs: pages[Number(parameters['page']) - 1] ?? [],
  }));
}

const page = (run: WorkflowRunJson): WorkflowRunJson[] => Array.from({ length: 100 }, () => run);
const other = json({ display_title: 'somebody else' });

test.each([
  ['queued', 'queued'],
  ['requested', 'queued'],
  ['waiting', 'queued'],
  ['pending', 'queued'],
  ['in_progress', 'in-progress'],
  ['completed', 'completed'],
  ['something_new', 'in-progress'],
  [null, 'in-progress'],
])('status %s is %s', (word, expected) => {
  expect(workflowRun(json({ status: word })).status).toBe(expected);
});

test('ids are text, beyond what a double holds', () => {
  expect(workflowRun(json({ id: 9_007_199_254_740_993n })).id).toBe('9007199254740993');
});

test('a run that GitHub does not know is none; anything else is an error', async () => {
  const refuses = (status: number): ReturnType<typeof answeringClient> =>
    answeringClient(() => {
      throw new GitHubRefused('no', status);
    });
  expect(await readWorkflowRun(refuses(404), '1')).toBeNull();
  await expect(readWorkflowRun(refuses(403), '1')).rejects.toThrow(GitHubRefused);
  expect(await readWorkflowRun(refuses(403), '../../keys')).toBeNull();
});

test('the nonce is found on a later page, without filters', async () => {
  const client = listing([page(other), [other, json()]]);
  expect(await findWorkflowRun(client, 'nonce-1', SINCE)).toMatchObject({ id: '33000000001' });
  expect(client.asked.map(({ parameters }) => parameters)).toEqual([
    { per_page: 100, page: 1 },
    { per_page: 100, page: 2 },
  ]);
});

test('older runs are not looked through', async () => {
  const client = listing([page({ ...other, created_at: '2026-11-20T11:00:00Z' }), [json()]]);
  expect(await findWorkflowRun(client, 'nonce-1', SINCE)).toBeNull();
  expect(client.asked).toHaveLength(1);
});

test('a run that lives goes before a newer one that ended', async () => {
  const ended = json({ id: 3, status: 'completed', conclusion: 'failure' });
  const living = json({ id: 2, status: 'in_progress' });
  expect(await findWorkflowRun(listing([[ended, living]]), 'nonce-1', SINCE)).toMatchObject({ id: '2' });
});

test('a push cannot pass for a dispatch by its title', async () => {
  expect(await findWorkflowRun(listing([[json({ event: 'push' })]]), 'nonce-1', SINCE)).toBeNull();
});

test('a list that does not end is an error, never "there is none"', async () => {
  const endless = answeringClient(() => ({ workflow_runs: page(other) }));
  await expect(findWorkflowRun(endless, 'nonce-1', SINCE)).rejects.toThrow(GitHubRefused);
});
