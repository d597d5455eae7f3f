import { DISPATCH_MOST, dispatchLength } from '../../domain/dispatch-room.ts';
import type { RunState } from '../../domain/input.ts';
import type { GitHubClient } from '../../github/client.ts';
import { GitHubLimited, GitHubRefused, GitHubUnavailable } from '../../github/client.ts';
import { isForbidden, isGitHubError } from '../../github/github-error.ts';
import { findWorkflowRun } from '../../github/workflow-runs.ts';
import type { DispatchOrder } from '../../domain/dispatch-order.ts';
import type { Runner, StartOutcome } from '../runner.ts';
import { RunnerUnavailable } from '../runner.ts';

interface DispatchJson {
  readonly workflow_run_id: number | bigint;
  readonly html_url: string;
}

/** The permission that all of it needs, as a workflow spells it. */
const NEEDED = 'actions: write';

/** Starts GitHub Actions workflows by `workflow_dispatch`, each attempt at most once per call. */
export function actionsRunner(client: GitHubClient): Runner {
  // Servers that do not know the key refuse it before anything happens, so it is left out from then on.
  let asksForRun = true;

  async function start(order: DispatchOrder): Promise<StartOutcome> {
    const length = dispatchLength(order.input);
    if (length > DISPATCH_MOST) return { kind: 'refused', message: tooLong(length) };
    const input = JSON.stringify(order.input);
    try {
      return await dispatch(client, { workflow: order.workflow, ref: order.ref, input, asksForRun });
    } catch (error) {
      if (asksForRun && isUnknownKey(error)) {
        asksForRun = false;
        return await start(order);
      }
      return failed(error);
    }
  }

  return {
    start,
    find: ({ nonce, since }): Promise<RunState | null> =>
      translated(() => findWorkflowRun(client, nonce, since)),
    cancel: (run) => translated(() => cancel(client, run)),
  };
}

async function dispatch(
  client: GitHubClient,
  what: {
    readonly workflow: string;
    readonly ref: string;
    readonly input: string;
    readonly asksForRun: boolean;
  },
): Promise<StartOutcome> {
  const answer = await client.rest<DispatchJson | undefined>(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    {
      workflow_id: what.workflow,
      // The short name might be that of a tag as well, which anybody who pushes can set (attack A4).
      ref: `refs/heads/${what.ref}`,
      inputs: { signalbox: what.input },
      ...(what.asksForRun ? { return_run_details: true } : {}),
      repeatable: false,
    },
  );
  const id = answer.data?.workflow_run_id;
  if (id === undefined) return { kind: 'started', run: null };
  return { kind: 'started', run: { id: String(id), url: answer.data?.html_url ?? '' } };
}

/**
 * What an error says about the run: a refusal means that there is none, a limit that there is none yet. Anything
 * else may have started one. Errors that are not GitHub's are bugs, and pass.
 */
function failed(error: unknown): StartOutcome {
  if (error instanceof GitHubLimited) {
    return { kind: 'not-now', message: error.message, retryAfter: error.retryAfterSeconds };
  }
  if (isForbidden(error)) return { kind: 'not-now', message: error.message, lacks: NEEDED };
  if (error instanceof GitHubRefused) {
    return { kind: PASSING.includes(error.status) ? 'not-now' : 'refused', message: explained(error) };
  }
  if (error instanceof GitHubUnavailable) return { kind: 'ambiguous', message: error.message };
  throw error;
}

/** Says nothing of the workflow: credentials that have run out, and too many requests. */
const PASSING: readonly number[] = [401, 429];

/** GitHub answers 404 with words that say little about what to do. */
function explained(error: GitHubRefused): string {
  if (error.status === 404) {
    return `${error.message} (the workflow is not on the default branch, is disabled, or may not be seen)`;
  }
  return error.message;
}

function tooLong(length: number): string {
  return `the input would be ${length} characters long, GitHub takes ${DISPATCH_MOST}; shorten outputs or config vars`;
}

/** GitHub Enterprise Server up to 3.19 at least: `"return_run_details" is not a permitted key.` */
function isUnknownKey(error: unknown): boolean {
  return (
    error instanceof GitHubRefused &&
    (error.status === 422 || error.status === 400) &&
    error.message.includes('return_run_details')
  );
}

/**
 * GitHub answers 202 while the run still ends; that it has ended, its own news says. 409 is its answer for a run
 * that is completed, 404 for one that it does not know.
 */
async function cancel(client: GitHubClient, run: string): Promise<'requested' | 'gone'> {
  try {
    await client.rest('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', {
      run_id: run,
      repeatable: true,
    });
    return 'requested';
  } catch (error) {
    if (error instanceof GitHubRefused && [404, 409, 410].includes(error.status)) return 'gone';
    throw error;
  }
}

async function translated<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    throw new RunnerUnavailable(error.message, { cause: error, lacks: isForbidden(error) ? NEEDED : null });
  }
}
