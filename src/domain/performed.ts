import type { RunRef } from './attempt.ts';
import { endAttempt, oweCancel } from './attempts.ts';
import type { Completion, DispatchEffect, Effect, OwedEffect } from './effect.ts';
import { dispatchId, isWork } from './effect.ts';
import type { Instant, Seconds } from './instant.ts';
import { DAY, HOUR, MINUTE, plus, secondsBetween } from './instant.ts';
import { isOutOfReach } from './outbox.ts';
import { withAttempt } from './release.ts';
import type { State } from './state.ts';
import { loadedRelease, withRelease } from './state.ts';
import { attemptRefs } from './supersede.ts';
import type { Turn } from './turn.ts';
import { keepWaiting, notWaiting } from './waiting.ts';
import { isUnsure, lookAgain, noteLate, noteWritten, withProjection } from './written.ts';

/** How long an effect that did not go through rests before it is tried again: at first, and in the end. */
const REST: Seconds = 20;
const REST_MAX: Seconds = 15 * MINUTE;

/** So long a permission is waited for that only what is shown needs. */
const GIVEN_UP: Seconds = DAY;

/** Notes what came of effects (invariant 3). News of an effect that nobody owes any more is ignored. */
export function handlePerformed(turn: Turn, completions: readonly Completion[]): void {
  for (const completion of completions) {
    const owed = turn.state.repository.owed.find((each) => each.effect.id === completion.id);
    // It is looked up once its app can be read again: the lease will have run out.
    if (owed && isOutOfReach(turn.state, owed)) continue;
    if (completion.kind === 'started') noteStarted(turn, completion);
    else if (owed?.turn === completion.turn) settle(turn, owed, completion);
    else noteLate(turn, owed, completion);
  }
}

/** What stands there is looked at once more where an older word may have come after this one. */
function settle(turn: Turn, owed: OwedEffect, completion: Exclude<Completion, { kind: 'started' }>): void {
  const { effect } = owed;
  const wasUnsure = isUnsure(turn, effect);
  noteWritten(turn, effect, completion);
  settleOwed(turn, owed, completion);
  const isSettled = !turn.state.repository.owed.some((each) => each.effect.id === effect.id);
  if (wasUnsure && isSettled) lookAgain(turn, effect);
}

function settleOwed(
  turn: Turn,
  owed: OwedEffect,
  completion: Exclude<Completion, { kind: 'started' }>,
): void {
  switch (completion.kind) {
    case 'done':
      // Nothing was to be sent, says a head that lags: what is still wanted stays owed.
      return isWanted(turn, owed.effect)
        ? rest(turn, owed)
        : turn.disown((effect) => effect.id === completion.id);
    case 'written':
      return turn.disown((effect) => effect.id === completion.id);
    case 'refused':
      if (!completion.permanent) return rest(turn, owed, completion);
      if (owed.effect.kind === 'dispatch') return noteRefused(turn, owed.effect, completion.message);
      return turn.disown((effect) => effect.id === completion.id);
    case 'ambiguous':
      return doubt(turn, owed, completion);
  }
}

function isWanted(turn: Turn, effect: Effect): boolean {
  return effect.kind === 'dispatch' && attemptOfDispatch(turn, effect.id)?.status === 'pending';
}

/**
 * Nothing was done, for certain. For want of a permission it is left to whoever comes with other credentials; what only
 * shows something is given up after a day, or the outbox of a repository that never grants it would grow for ever.
 */
function rest(turn: Turn, owed: OwedEffect, { lacks, retryAfter = 0 }: Hindrance = {}): void {
  const { effect, since } = owed;
  const isGivenUp = lacks !== undefined && !isWork(effect) && secondsBetween(since, turn.now) > GIVEN_UP;
  if (isGivenUp) return turn.disown((each) => each.id === effect.id);
  turn.changeOwed(effect.id, ({ lacks: _before, limited: _earlier, ...each }) => ({
    ...each,
    leaseUntil: plus(turn.now, Math.max(pauseAfter(turn, since), limitedFor(retryAfter))),
    resting: true as const,
    ...(lacks === undefined ? {} : { lacks }),
    ...(retryAfter > 0 ? { limited: true as const } : {}),
  }));
  if (effect.kind === 'dispatch') noteLacking(turn, effect, lacks);
}

/** The release says what its start waits for. */
function noteLacking(turn: Turn, effect: DispatchEffect, lacks: string | undefined): void {
  if (attemptOfDispatch(turn, effect.id)?.status !== 'pending') return;
  if (lacks === undefined) turn.changeAttempt(effect, notWaiting);
  else keepWaiting(turn, effect, { for: 'missing-permission', detail: { needed: lacks } });
}

/** It may have been done: it is looked up from now on. A dispatch soon, for its run may already wait to be admitted. */
function doubt(turn: Turn, owed: OwedEffect, { retryAfter = 0 }: Hindrance): void {
  const since = owed.doubtful ? owed.since : turn.now;
  const pause = isWork(owed.effect) ? REST : pauseAfter(turn, since);
  turn.changeOwed(owed.effect.id, ({ limited: _earlier, ...each }) => ({
    ...each,
    leaseUntil: plus(turn.now, Math.max(pause, limitedFor(retryAfter))),
    since,
    doubtful: true as const,
    ...(retryAfter > 0 ? { limited: true as const } : {}),
  }));
}

/** Why an effect did not go through. */
interface Hindrance {
  readonly lacks?: string;
  readonly retryAfter?: Seconds;
}

/** GitHub's limits are over after an hour; whoever is told of more looks again by then. */
function limitedFor(retryAfter: Seconds): Seconds {
  return Math.min(HOUR, retryAfter);
}

/** The longer it goes on, the longer the rests, or an outage would fill the branch. */
function pauseAfter(turn: Turn, since: Instant): Seconds {
  return Math.min(REST_MAX, Math.max(REST, secondsBetween(since, turn.now)));
}

/**
 * A dispatch is of one attempt, once: that it went out is true whichever turn it was carried out for. What was taken
 * back meanwhile is refused at the fence; cancelling its run only spares the runner.
 */
function noteStarted(turn: Turn, { id, run }: Completion & { kind: 'started' }): void {
  turn.disown((each) => each.id === id);
  const found = attemptOfDispatch(turn, id);
  if (found?.status === 'pending') {
    const seen = run ? { run } : { dispatchedAt: turn.now };
    turn.changeAttempt(found.ref, (each) => ({ ...notWaiting(each), status: 'running', ...seen }));
  } else if (found?.status === 'aborted' && run) {
    turn.changeAttempt(found.ref, (each) => ({ ...each, run }));
    oweCancel(turn, found.ref, run.id);
  }
}

function attemptOfDispatch(turn: Turn, id: string) {
  return turn
    .loadedReleases()
    .flatMap(attemptRefs)
    .find(({ ref }) => dispatchId(ref) === id);
}

function noteRefused(turn: Turn, effect: DispatchEffect, message: string): void {
  endAttempt(turn, effect, { status: 'failed', reason: 'dispatch-refused', detail: { message } });
}

/**
 * @returns the state as if it were noted already what was written for this effect: for rendering what comes next, never
 * for a commit.
 */
export function rememberingWritten(state: State, effect: Effect, completion: Completion): State {
  if (completion.kind !== 'written' || !('release' in effect) || isWork(effect)) return state;
  const release = loadedRelease(state, effect.app, effect.release);
  if (!release) return state;
  const { digest, ref } = completion;
  return withRelease(state, { ...release, projections: withProjection(release, effect, digest, ref) });
}

/** @returns the state as if it were noted already that this dispatch started a run: for what is shown, as above. */
export function rememberingStarted(state: State, effect: DispatchEffect, run: RunRef): State {
  const release = loadedRelease(state, effect.app, effect.release);
  if (!release) return state;
  const started = withAttempt(release, effect, (attempt) =>
    attempt.status === 'pending' ? { ...notWaiting(attempt), status: 'running', run } : attempt,
  );
  return withRelease(state, started);
}
