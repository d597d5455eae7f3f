import {
  activitySpec,
  endAsMarked,
  endAttempt,
  oweCancel,
  stopAttempt,
  withdrawAttempt,
} from './attempts.ts';
import { SIGNALBOX } from './actor.ts';
import { isLive, newestAttempt } from './derive.ts';
import type { Detail } from './detail.ts';
import type { AttemptRef } from './effect.ts';
import { dispatchId } from './effect.ts';
import type { RunInput, RunState } from './input.ts';
import { MINUTE, secondsBetween } from './instant.ts';
import type { ReasonCode } from './reason.ts';
import type { Attempt } from './attempt.ts';
import type { Activity, Release } from './release.ts';
import type { Turn } from './turn.ts';
import { notWaiting } from './waiting.ts';

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

/** GitHub says that a run moved: find whose it is and take its end to heart. */
export function handleRun(turn: Turn, input: RunInput): void {
  const found = liveRunAttempts(turn).find(({ attempt }) => belongsTo(attempt, input.run));
  if (found) applyRun(turn, found, firstRunAttempt(input.run));
}

/**
 * Re-runs by hand are nobody's, but they prove that the first run attempt, the only one that counts, is over. How it
 * ended, GitHub does not say any more.
 */
export function firstRunAttempt(run: RunState): RunState {
  return run.attempt === 1 ? run : { ...run, attempt: 1, status: 'completed', conclusion: null };
}

/** @returns every live attempt of every open release. */
export function liveRunAttempts(turn: Turn): RunAttempt[] {
  return turn.loadedReleases().flatMap(runAttempts);
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
  const { attempt, ref } = found;
  if (run.status !== 'completed') return askAgain(turn, found, run);
  if (attempt.ending) return endAsMarked(turn, ref, attempt.ending);
  if (attempt.admitted) return endAdmitted(turn, found, run);
  endUnclaimed(turn, found, run);
}

/** GitHub loses a request to cancel now and then; who still runs long after it is asked once more. */
function askAgain(turn: Turn, { attempt, ref }: RunAttempt, run: RunState): void {
  const since = attempt.ending?.at;
  if (since !== undefined && secondsBetween(since, turn.now) >= GRACE) oweCancel(turn, ref, run.id);
}

/** Whether a run that GitHub does not show (yet) may still be on its way. */
export function isInGrace(turn: Turn, attempt: Attempt): boolean {
  const dispatched = attempt.dispatchedAt;
  return dispatched !== undefined && secondsBetween(dispatched, turn.now) < GRACE;
}

/** The attempt took too long: cancel what lives, and end it once it is seen completed (invariant 5). */
export function applyDeadline(turn: Turn, found: RunAttempt, run: RunState | null): void {
  applyRun(turn, found, run);
  if (run === null || run.status === 'completed' || found.attempt.ending) return;
  stopAttempt(turn, found.ref, { status: 'failed', reason: 'deadline', by: SIGNALBOX });
}

function runAttempts(release: Release): RunAttempt[] {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => {
      const attempt = newestAttempt(activity);
      if (!attempt || !isLive(attempt)) return [];
      const ref = {
        app: release.app,
        release: release.number,
        activity: activity.name,
        attempt: attempt.number,
      };
      return [{ ref, attempt, activity }];
    });
}

/** Notes which run is the attempt's, once it is seen; its dispatch is no longer owed. */
export function noteRun(turn: Turn, { ref, attempt }: Omit<RunAttempt, 'activity'>, run: RunState): void {
  if (attempt.run) return;
  turn.changeAttempt(ref, (each) => ({
    ...notWaiting(each),
    status: each.status === 'pending' ? 'running' : each.status,
    run: { id: run.id, url: run.url },
  }));
  turn.disown((effect) => effect.id === dispatchId(ref));
}

/**
 * An admitted run ended and nobody reported. Its conclusion says how the run ended, not how the deploy did: a machine may
 * have died behind it, a report may have found no way to the branch, and another job or step may have made it red. Only
 * that it was cancelled is somebody's word (design, section 6; invariant 12).
 */
function endAdmitted(turn: Turn, found: RunAttempt, run: RunState): void {
  const detail = { run: run.url };
  if (run.conclusion === 'cancelled') {
    return endAttempt(turn, found.ref, { status: 'failed', reason: 'run-cancelled', detail });
  }
  endInDoubt(turn, found, { reason: 'report-missing', detail });
}

/**
 * Nobody can say what the run did. A deploy is unknown, and its environment taken, until somebody has looked; a task
 * holds nothing, so it has failed and may be retried.
 */
function endInDoubt(
  turn: Turn,
  { ref, attempt }: RunAttempt,
  why: { readonly reason: ReasonCode; readonly detail?: Detail },
): void {
  const release = turn.release(ref.app, ref.release);
  const isTask = release !== null && activitySpec(release, ref.activity)?.kind === 'task';
  if (!isTask) return endAttempt(turn, ref, { status: 'unknown', ...why });
  if (attempt.ending) return endAsMarked(turn, ref, attempt.ending);
  endAttempt(turn, ref, { status: 'failed', ...why });
}

function endUnclaimed(turn: Turn, { ref, activity }: RunAttempt, run: RunState): void {
  const isCancelled = run.conclusion === 'cancelled';
  if (isCancelled && redispatches(activity) < REDISPATCHES) {
    return withdrawAttempt(turn, ref, 'run-cancelled');
  }
  endAttempt(turn, ref, {
    status: 'failed',
    reason: isCancelled ? 'run-cancelled' : 'run-never-claimed',
    detail: { run: run.url },
  });
}

/** How often the newest attempt was dispatched anew already: a retry begins to count anew. */
function redispatches({ attempts }: Activity): number {
  const earlier = attempts.slice(0, -1);
  const since = earlier.findLastIndex((each) => !each.withdrawn) + 1;
  return earlier.slice(since).filter((each) => each.reason === 'run-cancelled').length;
}

function applyMissing(turn: Turn, found: RunAttempt): void {
  const { attempt, ref } = found;
  if (attempt.admitted) return endInDoubt(turn, found, { reason: 'run-vanished' });
  if (isInGrace(turn, attempt)) return;
  const isOverdue = attempt.deadline !== undefined && attempt.deadline <= turn.now;
  // While the dispatch is still owed, the outbox looks for the run and sends it again; only the deadline ends that.
  if (attempt.status === 'pending' && !isOverdue) return;
  if (attempt.status === 'pending') return endUnsent(turn, found);
  endAttempt(turn, ref, { status: 'failed', reason: 'run-vanished' });
}

/** Nobody came in time who may start it, or GitHub did not say whether it started. */
function endUnsent(turn: Turn, { ref, attempt: { waiting } }: RunAttempt): void {
  const lacks = waiting?.for === 'missing-permission' ? waiting.detail.needed : undefined;
  if (lacks === undefined) return endAttempt(turn, ref, { status: 'failed', reason: 'deadline' });
  const detail = { message: `nobody with ${lacks} came in time` };
  endAttempt(turn, ref, { status: 'failed', reason: 'dispatch-refused', detail });
}
