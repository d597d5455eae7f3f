import type { JsonObject } from './host.ts';
import type { StepResult } from './job-session.ts';
import type { Machine } from './machine.ts';
import type { Attempt, Job, Run } from './run.ts';

/** What other jobs see of a job. */
export interface JobOutcome {
  readonly result: StepResult;
  readonly outputs: JsonObject;
}

/** Outputs of several jobs as one, the later before the earlier. */
export function merged(outputs: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(outputs.flatMap((each) => Object.entries(each)));
}

/** Ends a job on paper: also one whose machine is gone. */
export function completeJob(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  ended: { readonly job: Job; readonly result: string },
): void {
  const { job, result } = ended;
  const now = machine.host.clock.now();
  job.status = 'completed';
  job.conclusion = result;
  job.completedAt = now;
  for (const step of job.steps.filter((each) => each.status !== 'completed')) {
    step.status = 'completed';
    step.conclusion = step.startedAt === null ? 'skipped' : 'cancelled';
    step.completedAt = now;
  }
  attempt.updatedAt = now;
  job.timers.forEach((takeBack) => takeBack());
  machine.places.get(job)?.leave();
  machine.places.delete(job);
  machine.publisher.job(run, attempt, job, 'completed');
}

/** Ends an attempt and everything in it that has not ended. */
export function completeAttempt(machine: Machine, run: Run, attempt: Attempt, conclusion: string): void {
  for (const job of attempt.jobs.filter((each) => each.status !== 'completed')) {
    completeJob(machine, run, attempt, { job, result: conclusion });
  }
  attempt.status = 'completed';
  attempt.conclusion = conclusion;
  attempt.updatedAt = machine.host.clock.now();
  machine.driving.delete(attempt);
  machine.places.get(attempt)?.leave();
  machine.places.delete(attempt);
  machine.publisher.run(run, 'completed');
  machine.store.tellFinished(run, conclusion);
}
