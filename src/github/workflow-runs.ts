import type { GitHubClient } from './client.ts';
import { GitHubRefused } from './client.ts';

/** What we take from GitHub's answers about workflow runs; the same shape comes in the `workflow_run` webhook. */
export interface WorkflowRunJson {
  readonly id: number | bigint | string;
  readonly html_url: string;
  readonly run_attempt?: number;
  readonly display_title?: string | null;
  readonly event?: string;
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly created_at: string;
}

/** One workflow run in our words. Ids are text: GitHub's have outgrown 32 bits. */
export interface WorkflowRun {
  readonly id: string;
  readonly url: string;
  /** `run_attempt`: above 1 when somebody pressed "re-run". */
  readonly attempt: number;
  /** `display_title`: what `run-name` made of it. */
  readonly title: string;
  readonly status: 'queued' | 'in-progress' | 'completed';
  readonly conclusion: string | null;
}

/** A list that goes on longer than this is not what we are looking for, or GitHub is turning in circles. */
const MOST_PAGES = 30;

/** A run may carry a `created_at` slightly before the moment that we noted for its dispatch. */
const CLOCK_SLACK_MS = 120_000;

/**
 * @returns the run with this id; null when GitHub does not know it (deleted, or older than its retention).
 * @throws GitHub errors as the client throws them.
 */
export async function readWorkflowRun(client: GitHubClient, id: string): Promise<WorkflowRun | null> {
  if (!/^\d+$/.test(id)) return null;
  try {
    const answer = await client.rest<WorkflowRunJson>('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      run_id: id,
    });
    return workflowRun(answer.data);
  } catch (error) {
    if (error instanceof GitHubRefused && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

/**
 * Looks for a dispatched run by the nonce in its title. The list is read without any filter, because filtered
 * lists come from an index that lags behind, newest first, until runs are older than `since`. A run that appears
 * meanwhile pushes others onto the next page, so that pages may repeat a run but never miss one.
 * @param since instant of the dispatch, as ISO text
 * @returns the run; of several, one that still lives before the newest; null when none is listed yet.
 * @throws {GitHubRefused} when the list does not end, besides GitHub's errors as the client throws them.
 */
export async function findWorkflowRun(
  client: GitHubClient,
  nonce: string,
  since: string,
): Promise<WorkflowRun | null> {
  const oldest = Date.parse(since) - CLOCK_SLACK_MS;
  const found: WorkflowRunJson[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await client.rest<{ readonly workflow_runs: readonly WorkflowRunJson[] }>(
      'GET /repos/{owner}/{repo}/actions/runs',
      { per_page: 100, page },
    );
    const runs = answer.data.workflow_runs;
    found.push(...runs.filter((run) => isDispatchOf(run, nonce)));
    if (runs.length < 100 || runs.some((run) => Date.parse(run.created_at) < oldest)) return choose(found);
  }
  throw new GitHubRefused(`more than ${MOST_PAGES * 100} workflow runs since ${since}`, 422);
}

/** @returns the run in our words; a status that GitHub invents tomorrow counts as not completed. */
export function workflowRun(json: WorkflowRunJson): WorkflowRun {
  return {
    id: String(json.id),
    url: json.html_url,
    attempt: json.run_attempt ?? 1,
    title: json.display_title ?? '',
    status: runStatus(json.status),
    conclusion: json.conclusion,
  };
}

/** Runs started by a push or a schedule may carry anything in their titles, so only dispatched ones count. */
function isDispatchOf(run: WorkflowRunJson, nonce: string): boolean {
  return run.event === 'workflow_dispatch' && (run.display_title ?? '').includes(nonce);
}

function choose(found: readonly WorkflowRunJson[]): WorkflowRun | null {
  const runs = found.map(workflowRun);
  return runs.find((run) => run.status !== 'completed') ?? runs[0] ?? null;
}

const WAITING_TO_START = new Set(['queued', 'requested', 'waiting', 'pending']);

/**
 * Only `completed` frees an environment, so that a word nobody knows means "still at work" (invariant 5).
 */
function runStatus(word: string | null): WorkflowRun['status'] {
  if (word === 'completed') return 'completed';
  return word !== null && WAITING_TO_START.has(word) ? 'queued' : 'in-progress';
}
