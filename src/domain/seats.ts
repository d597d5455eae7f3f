import { SIGNALBOX } from './actor.ts';
import { dispatchAttempt, endAttempt, stopAttempt } from './attempts.ts';
import type { Detail, FormerDetail } from './detail.ts';
import { directedAt, isDirected, lostPermission, passesPin } from './directed.ts';
import type { EnvironmentState } from './environment.ts';
import type { JsonObject } from './json.ts';
import type { DeployAttempt } from './occupancy.ts';
import { occupantOf } from './occupancy.ts';
import { leftPlaces } from './left-places.ts';
import { own } from './own.ts';
import { policyFor } from './policy-record.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from './names.ts';
import { spellRelease } from './names.ts';
import { supersede } from './supersede.ts';
import type { Turn } from './turn.ts';
import type { Cause } from './waiting.ts';
import { keepWaiting } from './waiting.ts';

/** A deploy attempt whose own gates are open. */
export interface Contender extends DeployAttempt {
  readonly inputs: JsonObject;
}

/**
 * Decides who of those that may go gets the one place in an environment (design, section 5): a rollback or a
 * promoted release before any other, of the others the newest; older ones are superseded, never queued behind it.
 * @param ready contenders of one app for one environment, oldest release first.
 */
export function seat(turn: Turn, ready: readonly Contender[]): void {
  const directed = keepNewest(turn, ready.filter(isDirected).sort(byWord));
  const forward = keepNewest(
    turn,
    ready.filter((each) => !isDirected(each)),
  );
  for (const contender of [...directed, ...forward.filter((each) => staysForward(turn, each))]) {
    const block = blockOf(turn, contender);
    if (block) keepWaiting(turn, contender.ref, block);
    else start(turn, contender);
  }
}

function byWord(a: Contender, b: Contender): number {
  return directedAt(a).localeCompare(directedAt(b)) || a.release.number - b.release.number;
}

/** Supersedes all but the last, of one release with several activities here none of its own. */
function keepNewest(turn: Turn, inOrder: readonly Contender[]): Contender[] {
  const newest = inOrder.at(-1);
  if (!newest) return [];
  const { number } = newest.release;
  for (const { release } of inOrder) if (release.number !== number) supersede(turn, release, number);
  return inOrder.filter(({ release }) => release.number === number);
}

/** Supersedes a forward deploy that would replace a higher number; under a pin it waits for a person instead. */
function staysForward(turn: Turn, contender: Contender): boolean {
  const { app, number } = contender.release;
  const environment = turn.environment(app, contender.spec.environment);
  const there = environment.lastTouch?.release ?? 0;
  if (environment.pin || there <= number || standsFor(turn, app, there) <= number) return true;
  supersede(turn, contender.release, there);
  return false;
}

/** @returns the number that a release's code stands for: a rollback brought back that of an older one. */
function standsFor(turn: Turn, app: AppName, number: ReleaseNumber): ReleaseNumber {
  const to = turn.release(app, number)?.spec.rollback?.to;
  return to === undefined ? number : standsFor(turn, app, to);
}

/** Why an attempt whose gates are open may not start here now; null when it may. */
function blockOf(turn: Turn, contender: Contender): Cause | null {
  const { app } = contender.release;
  const name = contender.spec.environment;
  const environment = turn.environment(app, name);
  if (environment.lock) return { for: 'environment-locked', detail: lockDetail(name, environment) };
  if (environment.pin && !passesPin(contender, environment.pin)) {
    return { for: 'environment-pinned', detail: pinDetail(turn, app, name, environment) };
  }
  const former = formerOf(turn, app, name);
  if (former) return { for: 'former-place-held', detail: formerDetail(turn, name, former) };
  cancelForNewer(turn, contender);
  const occupant = occupantOf(turn.state, app, name);
  return occupant ? { for: 'environment-taken', detail: occupantDetail(turn, occupant) } : null;
}

/**
 * A place where nothing ever ran, beside one that left the config while it is held: most likely one place that got
 * another name, its app's or its environment's. Two runs must not meet there, and nothing that a person locked by a
 * command is freed by editing a file.
 */
function formerOf(turn: Turn, app: AppName, name: EnvironmentName): FormerDetail | undefined {
  const policy = turn.policy();
  const { pointer, lastTouch } = turn.environment(app, name);
  if (policy === null || pointer !== null || lastTouch !== null) return undefined;
  return leftPlaces(turn.state, policy)[0];
}

function formerDetail(turn: Turn, environment: EnvironmentName, former: FormerDetail): Detail {
  const there = turn.environment(former.app, former.environment);
  const occupant = occupantOf(turn.state, former.app, former.environment);
  const { environment: _, ...held } =
    former.held === 'taken' && occupant
      ? occupantDetail(turn, occupant)
      : former.held === 'locked'
        ? lockDetail(former.environment, there)
        : pinDetail(turn, former.app, former.environment, there);
  return { ...held, environment, former };
}

function start(turn: Turn, contender: Contender): void {
  const { ref, inputs, spec } = contender;
  const refused = lostPermission(turn, contender);
  if (refused) {
    return endAttempt(turn, ref, { status: 'failed', reason: refused.code, detail: refused.detail });
  }
  const policy = policyFor(turn.rules(), contender.release, spec);
  const deadline = policy ? own(policy.environments, spec.environment)?.deadline : undefined;
  dispatchAttempt(turn, ref, inputs, deadline ?? spec.deadline);
}

/** With `concurrency: cancel` older forward work gives way; what is unknown is for people to judge. */
function cancelForNewer(turn: Turn, contender: Contender): void {
  const { release, spec } = contender;
  const policy = turn.policy();
  if (!policy || own(policy.environments, spec.environment)?.concurrency !== 'cancel') return;
  const occupant = occupantOf(turn.state, release.app, spec.environment);
  if (!occupant || occupant.release.number >= release.number || isDirected(occupant)) return;
  if (occupant.attempt.ending || occupant.attempt.status === 'unknown') return;
  stopAttempt(turn, occupant.ref, { status: 'aborted', reason: 'superseded', by: SIGNALBOX });
  supersede(turn, occupant.release, release.number);
}

/** @returns who holds the environment, since when and why (CVX and KUS users: a lock must name its holder). */
export function lockDetail(name: EnvironmentName, environment: EnvironmentState): Detail {
  const lock = environment.lock;
  if (!lock) return { environment: name };
  return {
    environment: name,
    by: lock.by.login,
    since: lock.at,
    ...(lock.reason === undefined ? {} : { reason: lock.reason }),
    ...(lock.until === undefined ? {} : { until: lock.until }),
  };
}

/** @returns what the environment is pinned to, by whom and why. */
export function pinDetail(
  turn: Turn,
  app: AppName,
  name: EnvironmentName,
  environment: EnvironmentState,
): Detail {
  const pin = environment.pin;
  if (!pin) return { environment: name };
  return {
    environment: name,
    other: spellRelease({ app, number: pin.release }, turn.severalApps),
    by: pin.by.login,
    since: pin.at,
    ...(pin.reason === undefined ? {} : { reason: pin.reason }),
  };
}

/** @returns which attempt is at work in the environment. */
export function occupantDetail(turn: Turn, occupant: DeployAttempt): Detail {
  return {
    environment: occupant.spec.environment,
    other: spellRelease(occupant.release, turn.severalApps),
    since: occupant.attempt.dispatchedAt ?? occupant.attempt.createdAt,
    ...(occupant.attempt.run ? { run: occupant.attempt.run.url } : {}),
  };
}
