import { activitySpec, endAsMarked, endAttempt } from './attempts.ts';
import { done, refuse, tell } from './answers.ts';
import { claimDetail, claimed } from './claim.ts';
import type { Answer } from './decision.ts';
import type { ReportInput } from './input.ts';
import { TASK_SUCCESSES_KEPT, appState, withApp } from './state.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import type { Turn } from './turn.ts';

/** An admitted job says how it ended; only the admitted run of a first run attempt is believed. */
export function handleReport(turn: Turn, input: ReportInput): Answer {
  const detail = claimDetail(turn, input.of);
  const found = claimed(turn, input.of);
  if (found === null) return refuse('claim-unknown', detail);
  const { release, attempt } = found;
  if (input.run.attempt !== 1 || attempt.admitted?.run !== input.run.id) {
    return refuse('report-not-admitted', detail);
  }
  if (attempt.status !== 'running' && attempt.status !== 'unknown') return tell('already-reported', detail);
  endByWord(turn, input, attempt);
  if (input.status === 'success') noteTaskSuccess(turn, release, input.of.activity);
  return done('reported', detail);
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
