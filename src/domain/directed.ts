import { accessOf, grantsIn, judgeAccess } from './access.ts';
import type { Actor, Mark } from './actor.ts';
import type { CommandName } from './command.ts';
import { COMMAND_RULES } from './command.ts';
import type { Answer } from './decision.ts';
import type { Pin } from './environment.ts';
import type { Instant } from './instant.ts';
import type { DeployAttempt } from './occupancy.ts';
import { own } from './own.ts';
import { policyFor } from './policy-record.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import type { ActivitySpec } from './release-spec.ts';
import { releaseKey } from './names.ts';
import type { Turn } from './turn.ts';

/** A person or a rollback sent this release here: it may replace a higher number (invariant 7). */
export function isDirected(each: Pick<DeployAttempt, 'release' | 'spec'>): boolean {
  return each.release.spec.rollback !== undefined || promotion(each) !== undefined;
}

/** @returns when a directed release was sent here: of several, the newest word counts. */
export function directedAt(each: Pick<DeployAttempt, 'release' | 'spec'>): Instant {
  return promotion(each)?.at ?? each.release.spec.createdAt;
}

/**
 * Whether a release may go where a pin stands: only the rollback that set it. A promotion takes the pin away, so one
 * that stands was set after it and is the newer word.
 */
export function passesPin(each: Pick<DeployAttempt, 'release'>, pin: Pin): boolean {
  return each.release.spec.rollback !== undefined && pin.release === each.release.number;
}

/**
 * Asks again for the permission of whoever asked for an attempt, when it starts in a later turn than it was asked for
 * (attack A9). Teams that cannot be read do not permit (invariant 12).
 * @returns null when it may start, else why not.
 */
export function lostPermission(
  turn: Turn,
  tried: { release: Release; spec: ActivitySpec; attempt: Attempt },
): Answer | null {
  const policy = policyFor(turn.rules(), tried.release, tried.spec);
  const wish = wishOf(turn, tried);
  if (!policy || !wish || wish.isNew) return null;
  const { spec } = tried;
  const grants = spec.kind === 'deploy' ? grantsIn(policy, spec.environment) : policy.roles;
  const access = accessOf(turn, wish.by, policy);
  const refused = judgeAccess(grants, access, COMMAND_RULES[wish.command].role, wish.by);
  if (!refused || spec.kind === 'task') return refused;
  return { ...refused, detail: { ...refused.detail, environment: spec.environment } };
}

interface PersonsWish {
  readonly by: Actor;
  readonly command: CommandName;
  /** Asked for in this very turn: the permission was just judged. */
  readonly isNew: boolean;
}

/** @returns who asked for the attempt; null when nobody did, a push for instance. */
function wishOf(
  turn: Turn,
  { release, spec, attempt }: { release: Release; spec: ActivitySpec; attempt: Attempt },
): PersonsWish | null {
  const before = turn.before.releases[releaseKey(release.app, release.number)];
  if (attempt.asked) {
    const { by, input } = attempt.asked;
    return { by, command: 'retry', isNew: !(before && hasAsked(before, input)) };
  }
  const promoted = spec.kind === 'deploy' ? promotion({ release, spec }) : undefined;
  if (promoted && spec.kind === 'deploy') {
    const known = before ? promotion({ release: before, spec }) : undefined;
    return { by: promoted.by, command: 'promote', isNew: known?.input !== promoted.input };
  }
  if (!release.spec.rollback) return null;
  return { by: release.spec.createdBy, command: 'rollback', isNew: before === undefined };
}

function hasAsked(release: Release, input: string): boolean {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => activity.attempts)
    .some((attempt) => attempt.asked?.input === input);
}

function promotion({ release, spec }: Pick<DeployAttempt, 'release' | 'spec'>): Mark | undefined {
  return own(release.promoted, spec.environment);
}
