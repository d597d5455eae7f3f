import { CommandFileInvalid } from './command-files.ts';
import { ActionUnavailable } from './action-file.ts';
import { conditionHolds, evaluate, evaluateTexts, ExpressionFailed, survivesCancel } from './expression.ts';
import {
  contextsOf,
  type JobSession,
  type StepCall,
  type StepOutcome,
  type StepResult,
  type StepScope,
  type StepWork,
} from './job-session.ts';
import { stopIfDead, waitOutside } from './machine.ts';
import type { Step } from './run.ts';

export interface StepPlace {
  readonly scope: StepScope;
  /** Null within a composite action, whose steps GitHub does not list. */
  readonly record: Step | null;
  /** Stops this step together with the composite action around it. */
  readonly around?: AbortSignal;
}

/**
 * Runs one step: its condition, the rules of tests, its work, its outcome. The outcome is left in the scope.
 * @throws {Abandoned} the machine is gone
 */
export async function runStep(session: JobSession, work: StepWork, place: StepPlace): Promise<void> {
  const { scope, record } = place;
  const outputs = new Map<string, string>();
  const outcome = await outcomeOf(session, work, place, outputs);
  const conclusion = outcome === 'failure' && toleratesFailure(session, work, scope) ? 'success' : outcome;
  if (conclusion === 'failure') scope.failed = true;
  const result: StepOutcome = { outcome, conclusion, outputs: Object.fromEntries(outputs) };
  if (work.id !== null) scope.steps.set(work.id, result);
  if (record !== null) {
    record.status = 'completed';
    record.conclusion = conclusion;
    record.completedAt = session.machine.host.clock.now();
  }
  if (outcome !== 'skipped') await standAt(session, work, 'after-step');
}

async function outcomeOf(
  session: JobSession,
  work: StepWork,
  place: StepPlace,
  outputs: Map<string, string>,
): Promise<StepResult> {
  stopIfDead(session.attempt);
  try {
    const contexts = contextsOf(session, place.scope);
    if (place.around?.aborted === true || !conditionHolds(work.condition, contexts)) return 'skipped';
    if (place.record !== null) {
      place.record.status = 'in_progress';
      place.record.startedAt = session.machine.host.clock.now();
    }
    if ((await standAt(session, work, 'before-step')) === 'cancelled') return 'cancelled';
    if (session.machine.rules.failsAt(session.run, namesOf(session, work))) {
      session.job.log.error('Process completed with exit code 1.');
      return 'failure';
    }
    return await perform(session, work, place, outputs);
  } catch (error) {
    const expected = [ExpressionFailed, CommandFileInvalid, ActionUnavailable];
    if (!expected.some((kind) => error instanceof kind) || !(error instanceof Error)) throw error;
    session.job.log.error(error.message);
    return 'failure';
  }
}

async function perform(
  session: JobSession,
  work: StepWork,
  place: StepPlace,
  outputs: Map<string, string>,
): Promise<StepResult> {
  const { scope } = place;
  const contexts = contextsOf(session, scope);
  const env = evaluateTexts(work.env, contexts);
  const limits = limit(session, work, place, Number(evaluate(work.timeoutMinutes, contexts) ?? 0));
  const call: StepCall = {
    session,
    scope,
    env,
    outputs,
    name: work.name,
    action: work.action,
    stop: limits.stop,
  };
  try {
    const succeeded = await work.perform(call);
    stopIfDead(session.attempt);
    if (limits.timedOut()) session.job.log.error(`The action '${work.name}' has timed out.`);
    if (succeeded && !limits.timedOut()) return 'success';
    return limits.stop.aborted && !limits.timedOut() ? 'cancelled' : 'failure';
  } finally {
    limits.end();
  }
}

interface Limits {
  readonly stop: AbortSignal;
  timedOut(): boolean;
  end(): void;
}

/** What can stop a step: its own time, the step around it, and the job's end unless the step is meant for that. */
function limit(session: JobSession, work: StepWork, place: StepPlace, minutes: number): Limits {
  const stop = new AbortController();
  const { clock } = session.machine.host;
  let timedOut = false;
  const onCancel = (): void => {
    if (!survivesCancel(work.condition, contextsOf(session, place.scope))) stop.abort();
  };
  const onAround = (): void => stop.abort();
  const timer =
    minutes > 0
      ? clock.at(new Date(clock.now().getTime() + minutes * 60_000), () => {
          timedOut = true;
          stop.abort();
        })
      : () => undefined;
  session.job.cancel.signal.addEventListener('abort', onCancel);
  place.around?.addEventListener('abort', onAround);
  return {
    stop: stop.signal,
    timedOut: () => timedOut,
    end: () => {
      timer();
      session.job.cancel.signal.removeEventListener('abort', onCancel);
      place.around?.removeEventListener('abort', onAround);
    },
  };
}

async function standAt(
  session: JobSession,
  work: StepWork,
  at: 'before-step' | 'after-step',
): Promise<'passed' | 'cancelled'> {
  const { machine, run, attempt, job } = session;
  const hold = machine.rules.holdAt(run, at, namesOf(session, work));
  if (hold === null) return 'passed';
  return waitOutside(machine, attempt, hold, job.cancel.signal);
}

function namesOf(session: JobSession, work: StepWork): { job: string; id: string | null; name: string } {
  return { job: session.job.plan.id, id: work.id, name: work.name };
}

function toleratesFailure(session: JobSession, work: StepWork, scope: StepScope): boolean {
  return evaluate(work.continueOnError, contextsOf(session, scope)) === true;
}
