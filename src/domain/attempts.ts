import type { Actor } from './actor.ts';
import { SIGNALBOX } from './actor.ts';
import type { Detail } from './detail.ts';
import { dispatchId } from './effect.ts';
import type { AttemptRef } from './effect.ts';
import type { EnvironmentState } from './environment.ts';
import type { EnvironmentName } from './names.ts';
import { SUCCESSES_KEPT } from './environment.ts';
import type { Seconds } from './instant.ts';
import { plus } from './instant.ts';
import type { JsonObject } from './json.ts';
import type { ReasonCode } from './reason.ts';
import type { Attempt, Ending } from './attempt.ts';
import type { Release } from './release.ts';
import type { ActivitySpec } from './release-spec.ts';
import { isLive, newestAttempt } from './derive.ts';
import type { ActivityRef, Turn } from './turn.ts';
import { mayBeDone } from './turn.ts';
import { notWaiting } from './waiting.ts';

/** @returns the spec of an activity; undefined when the release has none of that name. */
export function activitySpec(release: Release, activity: string): ActivitySpec | undefined {
  return release.spec.process.phases
    .flatMap((phase) => phase.activities)
    .find((spec) => spec.name === activity);
}

/** @returns the attempt that a reference names, with what it belongs to. */
export function findAttempt(
  release: Release,
  at: { activity: string; attempt: number },
): Attempt | undefined {
  return release.phases
    .flatMap((phase) => phase.activities)
    .find((activity) => activity.name === at.activity)
    ?.attempts.find((attempt) => attempt.number === at.attempt);
}

/** What a person wants of an attempt; it outlives a withdrawal. */
export type Wish = Pick<Attempt, 'set' | 'asked'>;

/**
 * Opens a new attempt that waits until all its gates hold. One that takes the place of a withdrawn attempt takes over
 * what a person wanted of that.
 */
export function openAttempt(turn: Turn, at: ActivityRef, wish?: Wish): void {
  const nonce = turn.nextNonce();
  turn.changeActivity(at, (activity) => {
    const earlier = newestAttempt(activity);
    const opened: Attempt = {
      number: (earlier?.number ?? 0) + 1,
      nonce,
      status: 'waiting',
      createdAt: turn.now,
      ...(wish ?? (earlier?.withdrawn ? wishOf(earlier) : {})),
    };
    return { ...activity, attempts: [...activity.attempts, opened] };
  });
}

function wishOf({ set, asked }: Attempt): Wish {
  return { ...(set === undefined ? {} : { set }), ...(asked === undefined ? {} : { asked }) };
}

/** All gates hold: the attempt's dispatch becomes owed, and its environment is taken from here on. */
export function dispatchAttempt(turn: Turn, at: AttemptRef, inputs: JsonObject, deadline: Seconds): void {
  turn.changeAttempt(at, (attempt) => ({
    ...notWaiting(attempt),
    status: 'pending',
    inputs,
    dispatchedAt: turn.now,
    deadline: plus(turn.now, deadline),
  }));
  turn.owe({ kind: 'dispatch', id: dispatchId(at), ...refOf(at) });
}

/**
 * Takes an attempt back whose run was not admitted. Its dispatch is no longer owed, and if it goes out all the same,
 * the fence refuses its run. The activity gets a new attempt as soon as it may.
 */
export function withdrawAttempt(turn: Turn, at: AttemptRef, reason: ReasonCode): void {
  const run = runUnnoted(turn, at);
  turn.changeAttempt(at, (attempt) => ({
    ...notWaiting(attempt),
    status: 'aborted',
    withdrawn: true,
    reason,
    finishedAt: turn.now,
  }));
  dropWork(turn, at);
  if (run !== null) oweCancel(turn, at, run);
}

/**
 * @returns the run of a dispatch that somebody may have sent without having noted it yet; null where none is seen. It
 * will be refused at the fence; cancelling it spares the runner, and a person a red run.
 */
function runUnnoted(turn: Turn, at: AttemptRef): string | null {
  const release = turn.release(at.app, at.release);
  const attempt = release ? findAttempt(release, at) : undefined;
  const dispatch = turn.state.repository.owed.find(({ effect }) => effect.id === dispatchId(at));
  if (attempt?.status !== 'pending' || !dispatch || !mayBeDone(dispatch)) return null;
  const { nonce, createdAt: since } = attempt;
  return turn.facts.need('runByNonce', { nonce, since })?.id ?? null;
}

/** How an attempt ended, by its own word or by somebody else's. */
export interface AttemptEnd {
  readonly status: 'succeeded' | 'failed' | 'aborted' | 'unknown';
  readonly reason?: ReasonCode;
  readonly detail?: Detail;
  readonly by?: Actor;
  readonly outputs?: JsonObject;
}

/** Ends an attempt and lets its environment know (pointer, last touch). */
export function endAttempt(turn: Turn, at: AttemptRef, end: AttemptEnd): void {
  turn.changeAttempt(at, (attempt) => ({
    ...notWaiting(attempt),
    ...end,
    ...(end.status === 'unknown' ? {} : { finishedAt: turn.now }),
  }));
  dropWork(turn, at);
  touchEnvironment(turn, at, end.status);
}

/** Marks the attempt as the one whose run may touch the environment (invariant 4). */
export function admitAttempt(turn: Turn, at: AttemptRef, run: { id: string; url: string }): void {
  turn.changeAttempt(at, (attempt) => ({
    ...notWaiting(attempt),
    status: 'running',
    run,
    admitted: { run: run.id, at: turn.now },
  }));
  dropWork(turn, at);
  const environment = environmentOf(turn, at);
  if (environment === null) return;
  turn.changeEnvironment(at.app, environment, {
    lastTouch: {
      release: at.release,
      activity: at.activity,
      attempt: at.attempt,
      at: turn.now,
      outcome: 'running',
    },
  });
}

/**
 * Ends an attempt as soon as that is safe (invariant 5): at once when no run of it was admitted, for the fence refuses
 * what comes later; otherwise its run is cancelled and must be seen completed first.
 *
 * @param force ends it at once in any case; the environment is then uncertain.
 */
export function stopAttempt(turn: Turn, at: AttemptRef, ending: Omit<Ending, 'at'>, force = false): void {
  const release = turn.release(at.app, at.release);
  const attempt = release ? findAttempt(release, at) : undefined;
  if (!attempt || !(isLive(attempt) || attempt.status === 'waiting')) return;
  const mayWork = attempt.admitted !== undefined && attempt.status === 'running';
  const run = attempt.status === 'running' ? (attempt.run?.id ?? null) : runUnnoted(turn, at);
  if (mayWork && !force) {
    const marked = attempt.ending ?? { ...ending, at: turn.now };
    turn.changeAttempt(at, (each) => ({ ...each, ending: marked }));
  } else {
    endAsMarked(turn, at, ending);
  }
  // Where no run was admitted, cancelling only spares a runner.
  if (run !== null) oweCancel(turn, at, run);
}

/** Ends an attempt the way its ending says. */
export function endAsMarked(
  turn: Turn,
  at: AttemptRef,
  { status, reason, by, note }: Omit<Ending, 'at'>,
  more: Pick<AttemptEnd, 'outputs'> = {},
): void {
  const detail = { by: by.login, ...(note === undefined ? {} : { reason: note }) };
  endAttempt(turn, at, { status, reason, by, ...(by.id === SIGNALBOX.id ? {} : { detail }), ...more });
}

/** Owes that GitHub is asked to cancel a run. */
export function oweCancel(turn: Turn, at: AttemptRef, run: string): void {
  turn.owe({ kind: 'cancel', id: cancelId(at), run, ...refOf(at) });
}

function cancelId(at: AttemptRef): string {
  return `cancel:${at.app}/${at.release}/${at.activity}/${at.attempt}`;
}

function refOf(at: AttemptRef): AttemptRef {
  return { app: at.app, release: at.release, activity: at.activity, attempt: at.attempt };
}

function dropWork(turn: Turn, at: AttemptRef): void {
  const ids = [dispatchId(at), cancelId(at)];
  turn.disown((effect) => ids.includes(effect.id));
}

function environmentOf(turn: Turn, at: ActivityRef): string | null {
  const release = turn.release(at.app, at.release);
  const spec = release === null ? undefined : activitySpec(release, at.activity);
  return spec?.kind === 'deploy' ? spec.environment : null;
}

function touchEnvironment(turn: Turn, at: AttemptRef, outcome: AttemptEnd['status']): void {
  const name = environmentOf(turn, at);
  if (name === null) return;
  const environment = turn.environment(at.app, name);
  const touch = environment.lastTouch;
  const isOurs =
    touch?.release === at.release && touch.activity === at.activity && touch.attempt === at.attempt;
  if (!isOurs) return;
  turn.changeEnvironment(at.app, name, {
    lastTouch: { ...touch, outcome },
    ...(outcome === 'succeeded' ? succeededHere(turn, at, name) : {}),
  });
}

function succeededHere(turn: Turn, at: AttemptRef, environment: EnvironmentName): Partial<EnvironmentState> {
  const release = turn.release(at.app, at.release);
  if (release === null) return {};
  const { sha } = release.spec;
  const pointer = { release: at.release, sha, at: turn.now };
  const deployment = release.projections.deployments[environment]?.id;
  const success = { ...pointer, ...(deployment === undefined ? {} : { deployment }) };
  const earlier = turn
    .environment(at.app, environment)
    .successes.filter((each) => each.release !== at.release);
  return { pointer, successes: [success, ...earlier].slice(0, SUCCESSES_KEPT) };
}
