import { cancelAttempt, dispatchAttempt } from './attempts.ts';
import { SIGNALBOX } from './actor.ts';
import type { Detail } from './detail.ts';
import type { JsonObject } from './json.ts';
import type { EnvironmentState } from './environment.ts';
import type { DeployAttempt } from './occupancy.ts';
import { occupantOf } from './occupancy.ts';
import type { ReasonCode } from './reason.ts';
import { spellRelease } from './release.ts';
import type { EnvironmentName, AppName } from './release.ts';
import { supersede } from './supersede.ts';
import type { Turn } from './turn.ts';
import { keepWaiting } from './waiting.ts';

/** A deploy attempt whose own gates are open. */
export interface Contender extends DeployAttempt {
  readonly inputs: JsonObject;
}

/**
 * Decides who of those that may go gets the one place in an environment (design, section 5): a rollback or a
 * promoted release before any other, of the others the newest; older ones are superseded, never queued behind it.
 */
export function seat(turn: Turn, app: AppName, name: EnvironmentName, ready: readonly Contender[]): void {
  const directed = ready.filter((each) => isDirected(each));
  const forward = ready.filter((each) => !isDirected(each));
  const newest = forward.at(-1);
  for (const older of forward.slice(0, -1)) supersede(turn, older.release, newest?.release.number ?? null);
  const contenders = newest && staysForward(turn, newest) ? [...directed, newest] : directed;
  for (const contender of contenders) {
    const block = blockOf(turn, app, name, contender);
    if (block) keepWaiting(turn, contender.ref, block.for, block.detail);
    else dispatchAttempt(turn, contender.ref, contender.inputs, deadlineOf(turn, contender));
  }
}

/** A person or a rollback sent this release here: it may pass a pin and replace a higher number (invariant 7). */
export function isDirected(each: DeployAttempt): boolean {
  return each.release.spec.rollback !== undefined || each.spec.environment in each.release.promoted;
}

/** Supersedes a forward deploy that would replace a higher number; under a pin it waits for a person instead. */
function staysForward(turn: Turn, contender: Contender): boolean {
  const environment = turn.environment(contender.release.app, contender.spec.environment);
  const there = environment.lastTouch?.release ?? 0;
  if (environment.pin || there <= contender.release.number) return true;
  supersede(turn, contender.release, there);
  return false;
}

/** Why an attempt whose gates are open may not start here now; null when it may. */
function blockOf(
  turn: Turn,
  app: AppName,
  name: EnvironmentName,
  contender: Contender,
): { for: ReasonCode; detail: Detail } | null {
  const environment = turn.environment(app, name);
  if (environment.lock) return { for: 'environment-locked', detail: lockDetail(name, environment) };
  if (environment.pin && !isDirected(contender)) {
    return { for: 'environment-pinned', detail: pinDetail(turn, app, name, environment) };
  }
  const occupant = occupantOf(turn.state, app, name);
  if (!occupant) return null;
  cancelForNewer(turn, occupant, contender);
  return { for: 'environment-taken', detail: occupantDetail(turn, occupant) };
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

function cancelForNewer(turn: Turn, occupant: DeployAttempt, contender: Contender): void {
  const policy = turn.policy()?.environments[contender.spec.environment];
  const isOlder = occupant.release.number < contender.release.number && !isDirected(occupant);
  if (policy?.concurrency !== 'cancel' || !isOlder || occupant.attempt.ending) return;
  if (!occupant.attempt.run) return;
  cancelAttempt(turn, occupant.ref, occupant.attempt.run.id, {
    status: 'aborted',
    reason: 'superseded',
    by: SIGNALBOX,
  });
  supersede(turn, occupant.release, contender.release.number);
}

function deadlineOf(turn: Turn, contender: Contender): number {
  return turn.policy()?.environments[contender.spec.environment]?.deadline ?? contender.spec.deadline;
}
