import type {
  Completion,
  DeploymentEffect,
  Effect,
  LiveCommentEffect,
  OwedEffect,
  StatusEffect,
} from './effect.ts';
import { isWork } from './effect.ts';
import { isOutOfReach } from './outbox.ts';
import type { Projections, Release } from './release.ts';
import { loadedRelease } from './state.ts';
import type { Turn } from './turn.ts';

/** Stands for the digest of what is shown where nobody knows it. */
const UNSURE = 'unsure';

/**
 * Somebody else carries out the same for a newer turn, or has done so, and nobody knows whose word GitHub took last: what
 * is older may stand there. It is looked at once more (invariant 8), unless both said the same; as long as the newer
 * word is not on record that is not known, and is looked at when it is.
 */
export function noteLate(
  turn: Turn,
  owed: OwedEffect | undefined,
  completion: Exclude<Completion, { kind: 'started' }>,
): void {
  if (completion.kind !== 'written' && completion.kind !== 'ambiguous') return;
  const { effect } = completion;
  const shown = effect && isRemembered(effect) && !isOutOfReach(turn.state, { effect }) ? effect : undefined;
  const release = shown && turn.release(shown.app, shown.release);
  const isWritten = completion.kind === 'written';
  const isSame = isWritten && release ? shownDigest(release, shown) === completion.digest : false;
  if (release && !isSame) lookAgain(turn, shown);
  noteWritten(
    turn,
    owed?.effect,
    isWritten && isSame && owed ? { ...completion, digest: UNSURE } : completion,
  );
}

/** @returns whether an older word may stand there in place of the one that is remembered. */
export function isUnsure(turn: Turn, effect: Effect): boolean {
  if (!isRemembered(effect)) return false;
  const release = loadedRelease(turn.state, effect.app, effect.release);
  return release !== undefined && shownDigest(release, effect) === UNSURE;
}

/** It may have waited for just this. */
export function lookAgain(turn: Turn, effect: Effect): void {
  turn.disown((each) => each.id === effect.id);
  turn.owe(effect);
  turn.changeOwed(effect.id, (each) => ({ ...each, doubtful: true as const }));
}

type RememberedEffect = StatusEffect | DeploymentEffect | LiveCommentEffect;

function isRemembered(effect: Effect): effect is RememberedEffect {
  return effect.kind === 'status' || effect.kind === 'deployment' || effect.kind === 'live-comment';
}

function shownDigest({ projections }: Release, effect: RememberedEffect): string | undefined {
  switch (effect.kind) {
    case 'status':
      return projections.statuses[effect.environment];
    case 'deployment':
      return projections.deployments[effect.environment]?.digest;
    case 'live-comment':
      return projections.comments[effect.pull]?.digest;
  }
}

/** Remembers ids and digests of what GitHub shows, also when the same was owed anew meanwhile. */
export function noteWritten(turn: Turn, effect: Effect | undefined, completion: Completion): void {
  if (completion.kind !== 'written' || !effect || !('release' in effect) || isWork(effect)) return;
  if (!loadedRelease(turn.state, effect.app, effect.release)) return;
  const { digest, ref } = completion;
  turn.changeRelease(effect.app, effect.release, (release) => ({
    ...release,
    projections: withProjection(release, effect, digest, ref),
  }));
  if (effect.kind === 'deployment' && ref !== null) noteDeployment(turn, effect, ref);
}

/** What succeeded there is told later what took its place, when its own record is not read any more. */
function noteDeployment(turn: Turn, { app, release, environment }: DeploymentEffect, id: string): void {
  const { successes } = turn.environment(app, environment);
  if (!successes.some((each) => each.release === release && each.deployment !== id)) return;
  turn.changeEnvironment(app, environment, {
    successes: successes.map((each) => (each.release === release ? { ...each, deployment: id } : each)),
  });
}

/** @returns what is remembered of what GitHub shows of the release, with this effect carried out. */
export function withProjection(
  release: Release,
  effect: Effect,
  digest: string,
  ref: string | null,
): Projections {
  const projections = release.projections;
  switch (effect.kind) {
    case 'status':
      return { ...projections, statuses: { ...projections.statuses, [effect.environment]: digest } };
    case 'deployment':
      if (ref === null) return projections;
      return {
        ...projections,
        deployments: { ...projections.deployments, [effect.environment]: { id: ref, digest } },
      };
    case 'live-comment':
      if (ref === null) return projections;
      return { ...projections, comments: { ...projections.comments, [effect.pull]: { id: ref, digest } } };
    default:
      return projections;
  }
}
