import { completeAttempt, type JobOutcome } from './completion.ts';
import { readConcurrency } from './concurrency-setting.ts';
import { ExpressionFailed } from './expression.ts';
import { githubContext, repositoryOf } from './github-context.ts';
import { runJobs } from './job-graph.ts';
import { Abandoned, stopIfDead, waitOutside, type Machine } from './machine.ts';
import type { Attempt, Run } from './run.ts';

/**
 * Takes an attempt of a run from `queued` to its end, in the background; a dead one is left as it stands.
 * @param kept outcomes of an earlier attempt that need not be repeated
 */
export function startAttempt(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  kept: ReadonlyMap<string, JobOutcome> = new Map(),
): void {
  const driving = machine.activity.during(async () => {
    machine.publisher.run(run, 'requested');
    try {
      completeAttempt(machine, run, attempt, await drive(machine, run, attempt, kept));
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error;
    }
  });
  machine.driving.set(attempt, driving);
}

async function drive(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  kept: ReadonlyMap<string, JobOutcome>,
): Promise<string> {
  // The caller of a dispatch gets its answer before anything of the run happens.
  await new Promise((resolve) => setImmediate(resolve));
  stopIfDead(attempt);
  const { file } = run;
  if (run.needsApproval) return 'action_required';
  if (file === null) return 'failure';
  try {
    if (machine.rules.cancels(run)) return 'cancelled';
    if ((await takeTurn(machine, run, attempt)) === 'cancelled') return 'cancelled';
    const hold = machine.rules.holdAt(run, 'start');
    if (hold !== null) await waitOutside(machine, attempt, hold, attempt.cancel.signal);
    if (attempt.cancel.signal.aborted) return 'cancelled';
    return conclude(attempt, await runJobs({ machine, run, attempt, file, kept }));
  } catch (error) {
    // An expression outside of any job's steps; GitHub ends such a run without a word in a log.
    if (error instanceof ExpressionFailed) return 'failure';
    throw error;
  }
}

async function takeTurn(machine: Machine, run: Run, attempt: Attempt): Promise<'go' | 'cancelled'> {
  const setting = readConcurrency(run.file?.concurrency ?? null, {
    values: {
      github: githubContext(machine, run, attempt),
      inputs: run.inputs,
      vars: repositoryOf(machine, run).variables,
    },
    status: { success: true, failure: false, cancelled: false },
    hashFiles: null,
  });
  if (setting === null) return 'go';
  const place = machine.groups.enter({
    ...setting,
    repository: run.repository,
    cancel: () => attempt.cancel.abort(),
  });
  machine.places.set(attempt, place);
  if (place.waits) attempt.status = 'pending';
  const turn = await waitOutside(machine, attempt, place.turn, attempt.cancel.signal);
  if (turn === 'go') attempt.status = 'queued';
  return turn;
}

function conclude(attempt: Attempt, outcomes: ReadonlyMap<string, JobOutcome>): string {
  const results = new Set([...outcomes.values()].map(({ result }) => result));
  const bad = results.has('failure') || results.has('cancelled');
  if (attempt.cancel.signal.aborted && bad) return 'cancelled';
  for (const result of ['failure', 'cancelled', 'success'] as const) if (results.has(result)) return result;
  return 'skipped';
}
