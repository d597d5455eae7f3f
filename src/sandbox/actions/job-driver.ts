import { completeAttempt, completeJob, type JobOutcome } from './completion.ts';
import { readConcurrency } from './concurrency-setting.ts';
import { evaluate, toText, type Contexts } from './expression.ts';
import { JobLog } from './job-log.ts';
import { closeSession, jobStatus, openSession, type GivenContexts, type StepResult } from './job-session.ts';
import { runSteps } from './job-steps.ts';
import { waitOutside, type Machine } from './machine.ts';
import type { Attempt, Job, Run } from './run.ts';
import type { JobPlan } from './workflow-file.ts';
import { isMap, texts, type Written } from './written.ts';

export interface JobOrder {
  readonly plan: JobPlan;
  readonly name: string;
  readonly given: GivenContexts;
  readonly contexts: Contexts;
  /** Told as soon as the job exists. */
  readonly created: (job: Job) => void;
}

const DEFAULT_TIMEOUT_MINUTES = 360;

/**
 * Takes one job from `queued` to `completed`.
 * @throws {Abandoned}
 */
export async function driveJob(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  order: JobOrder,
): Promise<JobOutcome> {
  const job = addJob(machine, attempt, order);
  order.created(job);
  machine.publisher.job(run, attempt, job, 'queued');
  if ((await takeTurn(machine, run, attempt, { job, contexts: order.contexts })) === 'cancelled') {
    completeJob(machine, run, attempt, { job, result: 'cancelled' });
    return { result: 'cancelled', outputs: {} };
  }
  startJob(machine, run, attempt, job);
  const minutes = Number(evaluate(order.plan.timeoutMinutes, order.contexts) ?? DEFAULT_TIMEOUT_MINUTES);
  job.timers.push(
    machine.host.clock.at(later(machine, minutes), () => timeOut(machine, run, attempt, { job, minutes })),
  );
  const result = await runOnMachine(machine, run, attempt, { job, given: order.given });
  const tolerated = result === 'failure' && evaluate(order.plan.continueOnError, order.contexts) === true;
  completeJob(machine, run, attempt, { job, result });
  return { result: tolerated ? 'success' : result, outputs: job.outputs };
}

/** Records a job that does not run. */
export function recordIdleJob(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  idle: { readonly plan: JobPlan; readonly name: string; readonly result: 'skipped' | 'cancelled' },
): JobOutcome {
  const job = addJob(machine, attempt, idle);
  completeJob(machine, run, attempt, { job, result: idle.result });
  return { result: idle.result, outputs: {} };
}

function addJob(
  machine: Machine,
  attempt: Attempt,
  order: { readonly plan: JobPlan; readonly name: string; readonly contexts?: Contexts },
): Job {
  const job: Job = {
    id: machine.ids.job(),
    plan: order.plan,
    name: order.name,
    labels: runnerLabels(order.plan.runsOn, order.contexts),
    createdAt: machine.host.clock.now(),
    startedAt: null,
    completedAt: null,
    status: 'queued',
    conclusion: null,
    steps: [],
    log: new JobLog(machine.host.clock),
    summary: '',
    outputs: {},
    cancel: new AbortController(),
    force: new AbortController(),
    timers: [],
  };
  attempt.jobs.push(job);
  return job;
}

/** Labels of `runs-on`; a job that does not run has only those that need no evaluation. */
function runnerLabels(written: Written, contexts: Contexts | undefined): readonly string[] {
  const labels = isMap(written) ? (written.get('labels') ?? null) : written;
  if (contexts === undefined) return texts(labels);
  const value = evaluate(labels, contexts);
  return (Array.isArray(value) ? value : [value]).map(toText);
}

async function takeTurn(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  at: { readonly job: Job; readonly contexts: Contexts },
): Promise<'go' | 'cancelled'> {
  const { job } = at;
  const setting = readConcurrency(job.plan.concurrency, at.contexts);
  if (setting === null) return job.cancel.signal.aborted ? 'cancelled' : 'go';
  const place = machine.groups.enter({
    ...setting,
    repository: run.repository,
    cancel: () => job.cancel.abort(),
  });
  machine.places.set(job, place);
  return waitOutside(machine, attempt, place.turn, job.cancel.signal);
}

function startJob(machine: Machine, run: Run, attempt: Attempt, job: Job): void {
  const now = machine.host.clock.now();
  job.status = 'in_progress';
  job.startedAt = now;
  attempt.updatedAt = now;
  if (attempt.status !== 'in_progress') {
    attempt.status = 'in_progress';
    machine.publisher.run(run, 'in_progress');
  }
  machine.publisher.job(run, attempt, job, 'in_progress');
}

async function runOnMachine(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  at: { readonly job: Job; readonly given: GivenContexts },
): Promise<StepResult> {
  const { job } = at;
  if (job.plan.unsupported !== null) {
    job.log.error(job.plan.unsupported);
    return 'failure';
  }
  const session = await openSession(machine, run, attempt, at);
  try {
    await runSteps(session);
    return jobStatus(session);
  } finally {
    await closeSession(session);
  }
}

function later(machine: Machine, minutes: number): Date {
  return new Date(machine.host.clock.now().getTime() + minutes * 60_000);
}

function timeOut(
  machine: Machine,
  run: Run,
  attempt: Attempt,
  over: { readonly job: Job; readonly minutes: number },
): void {
  const { job, minutes } = over;
  job.log.error(`The job has exceeded the maximum execution time of ${minutes}m0s`);
  if (!attempt.death.signal.aborted) {
    stopJob(machine, job);
    return;
  }
  completeJob(machine, run, attempt, { job, result: 'cancelled' });
  if (attempt.jobs.every((each) => each.status === 'completed')) {
    completeAttempt(machine, run, attempt, 'cancelled');
  }
}

/** How long a cancelled job may go on (GitHub, "Canceling a workflow": five minutes). */
export const CANCEL_MILLISECONDS = 5 * 60_000;

/** Cancels a job, and kills it if it has not stopped five minutes later. */
export function stopJob(machine: Machine, job: Job): void {
  if (job.cancel.signal.aborted) return;
  job.cancel.abort();
  job.timers.push(
    machine.host.clock.at(later(machine, CANCEL_MILLISECONDS / 60_000), () => job.force.abort()),
  );
}
