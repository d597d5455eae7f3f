import { cancelAttempt, endAttempt, withdrawAttempt } from './attempts.ts';
import { SIGNALBOX } from './actor.ts';
import type { AttemptRef } from './effect.ts';
import { newestAttempt } from './derive.ts';
import type { RunInput, RunState } from './input.ts';
import { MINUTE, secondsBetween } from './instant.ts';
import type { Activity, Attempt, Release } from './release.ts';
import type { Turn } from './turn.ts';

/** Claim-less cancelled runs did not start; this often they are dispatched anew (design, section 6). */
export const REDISPATCHES = 3;

/** How long a dispatched run may stay unseen before it counts as not there. */
export const GRACE = 5 * MINUTE;

/** An attempt that GitHub's word on a run may concern. */
export interface RunAttempt {
  readonly ref: AttemptRef;
  readonly attempt: Attempt;
  readonly activity: Activity;
}

/** GitHub says that a run moved: find whose it is and take its end to heart. Re-runs by hand are nobody's. */
export function handleRun(turn: Turn, input: RunInput): void {
  if (input.run.attempt !== 1) return;
  const found = liveRunAttempts(turn).find(({ attempt }) => belongsTo(attempt, input.run));
  if (found) applyRun(turn, found, input.run);
}

/** @returns every live attempt of every open release. */
export function liveRunAttempts(turn: Turn): RunAttempt[] {
  return turn.openReleases().flatMap(runAttempts);
}

/** @returns whether GitHub's run is this attempt's: by id once known, by the nonce in its title before. */
export function belongsTo(attempt: Attempt, run: RunState): boolean {
  if (attempt.run) return attempt.run.id === run.id;
  return run.title.includes(`[${attempt.nonce}]`);
}

/** Applies what GitHub says of the run of a live attempt. `null`: GitHub does not know such a run. */
export function applyRun(turn: Turn, found: RunAttempt, run: RunState | null): void {
  if (run === null) return applyMissing(turn, found);
  noteRun(turn, found, run);
  if (run.status !== 'completed' || run.attempt !== 1) return;
  const { attempt, ref } = found;
  const ending = attempt.ending;
  if (ending) {
    return endAttempt(turn, ref, { status: ending.status, reason: ending.reason, by: ending.by });
  }
  if (attempt.admitted) return endAdmitted(turn, ref, run);
  endUnclaimed(turn, found, run);
}

/** Whether a run that GitHub does not show (yet) may still be on its way. */
export function isInGrace(turn: Turn, attempt: Attempt): boolean {
  const dispatched = attempt.dispatchedAt;
  return dispatched !== undefined && secondsBetween(dispatched, turn.now) < GRACE;
}

/** The attempt took too long: cancel what lives, and end it once it is seen completed (invariant 5). */
export function applyDeadline(turn: Turn, found: RunAttempt, run: RunState | null): void {
  if (run === null || run.status === 'completed') return applyRun(turn, found, run);
  noteRun(turn, found, run);
  if (found.attempt.ending) return;
  cancelAttempt(turn, found.ref, run.id, { status: 'failed', reason: 'deadline', by: SIGNALBOX });
}

function runAttempts(release: Release): RunAttempt[] {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => {
      const attempt = newestAttempt(activity);
      if (
        !attempt ||
        (attempt.status !== 'running' && attempt.status !== 'unknown' && attempt.status !== 'pending')
      ) {
        return [];
      }
      const ref = {
        app: release.app,
        release: release.number,
        activity: activity.name,
        attempt: attempt.number,
      };
      return [{ ref, attempt, activity }];
    });
}

function noteRun(turn: Turn, { ref, attempt }: RunAttempt, run: RunState): void {
  if (attempt.run) return;
  turn.changeAttempt(ref, (each) => ({
    ...each,
    status: each.status === 'pending' ? 'running' : each.status,
    run: { id: run.id, url: run.url },
  }));
  turn.disown((effect) => effect.kind === 'dispatch' && isSame(effect, ref));
}

function isSame(a: AttemptRef, b: AttemptRef): boolean {
  return a.app === b.app && a.release === b.release && a.activity === b.activity && a.attempt === b.attempt;
}

/** An admitted run ended without a report: only a bad end can be believed without one. */
function endAdmitted(turn: Turn, ref: AttemptRef, run: RunState): void {
  if (run.conclusion === 'success') {
    return endAttempt(turn, ref, { status: 'unknown', reason: 'report-missing' });
  }
  endAttempt(turn, ref, {
    status: 'failed',
    reason: run.conclusion === 'cancelled' ? 'run-cancelled' : 'run-failed',
    detail: { run: run.url },
  });
}

function endUnclaimed(turn: Turn, { ref, activity }: RunAttempt, run: RunState): void {
  const before = activity.attempts.filter((each) => each.withdrawn && each.reason === 'run-cancelled').length;
  if (run.conclusion === 'cancelled' && before < REDISPATCHES) {
    return withdrawAttempt(turn, ref, 'run-cancelled');
  }
  endAttempt(turn, ref, {
    status: 'failed',
    reason: run.conclusion === 'cancelled' ? 'run-cancelled' : 'run-never-claimed',
    detail: { run: run.url },
  });
}

function applyMissing(turn: Turn, found: RunAttempt): void {
  const { attempt, ref } = found;
  if (attempt.admitted) return endAttempt(turn, ref, { status: 'unknown', reason: 'run-vanished' });
  if (isInGrace(turn, attempt)) return;
  // While the dispatch is still owed, the outbox looks for the run and sends it again; only the deadline ends that.
  if (attempt.status === 'pending' && (attempt.deadline ?? turn.now) > turn.now) return;
  endAttempt(turn, ref, {
    status: attempt.ending?.status ?? 'failed',
    reason: attempt.ending?.reason ?? 'run-vanished',
  });
}
