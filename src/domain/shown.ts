import type { Completion, DeploymentEffect, Effect, LiveCommentEffect, StatusEffect } from './effect.ts';
import { isWork } from './effect.ts';
import { isOutOfReach } from './outbox.ts';
import type { Projections, Release } from './release.ts';
import type { State } from './state.ts';
import { loadedRelease, withRelease } from './state.ts';
import type { Turn } from './turn.ts';

/**
 * Somebody else has carried out the same for a newer turn, and nobody knows whose word GitHub took last: what is older
 * may stand there. It is looked at once more, unless both said the same (invariant 8).
 */
export function showAnew(turn: Turn, completion: Completion): void {
  const effect = completion.kind === 'written' ? completion.effect : undefined;
  if (
    completion.kind !== 'written' ||
    !effect ||
    !('release' in effect) ||
    isOutOfReach(turn.state, { effect })
  ) {
    return;
  }
  const release = turn.release(effect.app, effect.release);
  if (!release || !isRemembered(effect) || shownDigest(release, effect) === completion.digest) return;
  // It may have waited for just this.
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

function withProjection(release: Release, effect: Effect, digest: string, ref: string | null): Projections {
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
