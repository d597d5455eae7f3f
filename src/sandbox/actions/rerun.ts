import type { RerunOrder } from './actions.ts';
import { startAttempt } from './attempt-driver.ts';
import { merged, type JobOutcome } from './completion.ts';
import { newAttempt } from './create-run.ts';
import type { Machine } from './machine.ts';
import { newest, type Attempt, type Run } from './run.ts';
import type { JobPlan } from './workflow-file.ts';

/** Runs a completed run once more, with the same commit and inputs, as its next attempt. */
export async function rerun(
  machine: Machine,
  order: RerunOrder,
): Promise<'created' | 'forbidden' | 'not-found'> {
  const run = machine.store.get(order.run, order.repository);
  if (run === null) return 'not-found';
  const last = newest(run);
  if (last.status !== 'completed') return 'forbidden';
  const attempt = newAttempt(last.number + 1, order, machine.host.clock.now());
  const kept = order.failedOnly === true ? keptOutcomes(run, last) : new Map<string, JobOutcome>();
  attempt.jobs.push(...last.jobs.filter((job) => kept.has(job.plan.id)));
  run.attempts.push(attempt);
  startAttempt(machine, run, attempt, kept);
  return 'created';
}

/** Jobs that succeeded, unless they need one that did not. */
function keptOutcomes(run: Run, last: Attempt): ReadonlyMap<string, JobOutcome> {
  const plans = run.file?.jobs ?? new Map<string, JobPlan>();
  const keeps = (id: string): boolean => {
    const jobs = last.jobs.filter((job) => job.plan.id === id);
    const succeeded = jobs.length > 0 && jobs.every((job) => job.conclusion === 'success');
    return succeeded && (plans.get(id)?.needs ?? []).every(keeps);
  };
  return new Map(
    [...plans.keys()].filter(keeps).map((id) => {
      const outputs = last.jobs.filter((job) => job.plan.id === id).map((job) => job.outputs);
      return [id, { result: 'success', outputs: merged(outputs) }] as const;
    }),
  );
}
