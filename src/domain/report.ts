import { releaseOutputs } from './activity-inputs.ts';
import { activitySpec, endAsMarked, endAttempt } from './attempts.ts';
import { done, refuse, tell } from './answers.ts';
import { claimDetail, claimed } from './claim.ts';
import type { Answer } from './decision.ts';
import { DISPATCH_MOST, dispatchLength } from './dispatch-room.ts';
import type { ReportInput } from './input.ts';
import { TASK_SUCCESSES_KEPT, appState, withApp } from './state.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import type { Turn } from './turn.ts';

/** What outputs and config vars may take of a dispatch; the rest names release, environment and inputs. */
const OUTPUTS_MOST = DISPATCH_MOST - 5_535;

/**
 * A job says how it ended; only the admitted run of a first run attempt is believed. A last job may also say that the
 * jobs before it failed before any was admitted.
 */
export function handleReport(turn: Turn, input: ReportInput): Answer {
  const detail = claimDetail(turn, input.of);
  const found = claimed(turn, input.of);
  if (found === null) return refuse('claim-unknown', detail);
  const { release, attempt } = found;
  if (isUnclaimedFailure(input, attempt)) {
    endUnclaimed(turn, input);
    return done('reported', detail);
  }
  if (input.run.attempt !== 1 || attempt.admitted?.run !== input.run.id) {
    return refuse('report-not-admitted', detail);
  }
  if (attempt.status !== 'running' && attempt.status !== 'unknown') return tell('already-reported', detail);
  const tooLong = lengthOver(release, input);
  if (tooLong !== null) {
    const why = { needed: String(OUTPUTS_MOST), found: String(tooLong) };
    endAttempt(turn, input.of, { status: 'failed', reason: 'outputs-too-long', detail: why });
    return refuse('outputs-too-long', { ...detail, ...why }, [
      `/retry ${detail.release} ${input.of.activity}`,
    ]);
  }
  endByWord(turn, input, attempt);
  if (input.status === 'success') noteTaskSuccess(turn, release, input.of.activity);
  return done('reported', detail);
}

/**
 * Nothing was touched: the attempt's own run, or one with its nonce that the fence would refuse from now on, has failed
 * before a job of it was admitted. A cancelled one did not start, and is judged by GitHub's word (`run-outcome.ts`).
 */
function isUnclaimedFailure({ run, status }: ReportInput, attempt: Attempt): boolean {
  const isOwn = attempt.run === undefined || attempt.run.id === run.id;
  const isOpen = attempt.status === 'pending' || attempt.status === 'running';
  return run.attempt === 1 && status === 'failure' && isOwn && isOpen && !attempt.admitted && !attempt.ending;
}

function endUnclaimed(turn: Turn, { of, run }: ReportInput): void {
  turn.changeAttempt(of, (attempt) => ({ ...attempt, run: attempt.run ?? { id: run.id, url: run.url } }));
  endAttempt(turn, of, { status: 'failed', reason: 'run-never-claimed', detail: { run: run.url } });
}

/**
 * Later dispatches of the release bring all its outputs along. What would not fit there is judged here, where the job that wrote it can say so: the next activity could only fail, and no retry would help it.
 *
 * @returns the length of all outputs with these, if it is more than a dispatch has room for; in characters.
 */
function lengthOver(release: Release, { of, status, outputs }: ReportInput): number | null {
  if (status !== 'success' || Object.keys(outputs).length === 0) return null;
  const before = releaseOutputs(release);
  const all = { ...before, [of.activity]: outputs, vars: release.spec.vars };
  const length = dispatchLength(all);
  return length > OUTPUTS_MOST ? length : null;
}

/**
 * A success is believed even when the run was being cancelled: the environment did change, and its pointer must
 * say so. The release's own marks decide what becomes of the release.
 */
function endByWord(turn: Turn, input: ReportInput, attempt: Attempt): void {
  const { outputs } = input;
  if (input.status === 'success') return endAttempt(turn, input.of, { status: 'succeeded', outputs });
  if (attempt.ending) return endAsMarked(turn, input.of, attempt.ending, { outputs });
  endAttempt(turn, input.of, {
    status: 'failed',
    reason: input.status === 'cancelled' ? 'run-cancelled' : 'run-failed',
    outputs,
  });
}

function noteTaskSuccess(turn: Turn, release: Release, activity: string): void {
  if (activitySpec(release, activity)?.kind !== 'task') return;
  const app = appState(turn.state, release.app);
  const earlier = (app.tasks[activity] ?? []).filter((each) => each !== release.number);
  const numbers = [release.number, ...earlier].sort((a, b) => b - a).slice(0, TASK_SUCCESSES_KEPT);
  turn.replace(withApp(turn.state, { ...app, tasks: { ...app.tasks, [activity]: numbers } }));
}
