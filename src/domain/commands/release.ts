import { done, refuse } from '../answers.ts';
import type { Asked } from '../asked.ts';
import { judgeChecks, ownRunIds } from '../checks-gate.ts';
import type { Command } from '../command.ts';
import { createRelease, findDuplicate, selectEnvironments, snapshotProcess } from '../create-release.ts';
import type { ReleaseOrder } from '../create-release.ts';
import type { Answer } from '../decision.ts';
import { branchRef } from '../git-ref.ts';
import { own } from '../own.ts';
import { occupantOf } from '../occupancy.ts';
import type { EnvironmentPolicy, Policy } from '../policy.ts';
import type { AppName, EnvironmentName, Sha } from '../names.ts';
import { spellRelease } from '../names.ts';
import { occupantDetail } from '../seats.ts';
import { vouch } from '../traces.ts';
import { pickApp } from '../targets.ts';
import { isWatched } from '../watched-refs.ts';

/** `/release [ref]`: releases a commit of a watched branch or tag (OCU-S18, OCU-S19). */
export function commandRelease(asked: Asked, command: Command & { name: 'release' }): Answer {
  const app = pickApp(asked, command.app);
  if (!app.ok) return app.answer;
  const refused = asked.permit(placesFor(asked.policy, app.value));
  if (refused) return refused;
  const wanted = command.ref ?? asked.policy.defaultBranch;
  const found = asked.turn.facts.need('ref', { ref: wanted });
  if (!found) return refuse('no-such-ref', { ref: wanted });
  const sha = found.sha.slice(0, 12);
  if (command.ref === undefined && hasMoved(asked, wanted, found.sha)) {
    const more = command.force ? `${sha} --force` : sha;
    return asked.targetChanged(asked.say('release', { app: app.value, more }));
  }
  const ref = watchedRef(asked, app.value, found);
  if (ref === null) return refuse('not-watched', { ref: wanted, sha: found.sha, app: app.value });
  const cause = { kind: 'command', input: asked.input.id } as const;
  const order = { app: app.value, policy: asked.policy, sha: found.sha, ref, cause, by: asked.actor };
  const objection = objectionTo(asked, order, command.force);
  if (objection) return objection;
  vouch(asked.turn);
  const release = createRelease(asked.turn, order);
  const name = spellRelease(release, asked.turn.severalApps);
  const next = release.draft
    ? [asked.say('promote', { app: release.app, release: release.number })]
    : [asked.say('info', { app: release.app, release: release.number })];
  return done('release-created', { release: name, sha: release.spec.sha, ref, filled: app.filled }, next);
}

/**
 * Where the release will go by itself: whoever may not send anything there must not do it by way of `/release`, with an
 * old commit even. A draft goes nowhere yet.
 */
function placesFor(policy: Policy, app: AppName): EnvironmentName[] {
  if (own(policy.apps, app)?.activate === 'manual') return [];
  const activities = snapshotProcess(policy, app).phases.flatMap((phase) => phase.activities);
  return activities.flatMap((each) => (each.kind === 'deploy' ? [each.environment] : []));
}

/**
 * Whether the head of the default branch may not be what was the newest when the command was written (invariant 10):
 * it was handled or seen since, or is not handled yet, so that nobody knows when it came. A branch at which nobody ever
 * looked is taken as it is: no release can be mistaken for another where there was none.
 */
function hasMoved(asked: Asked, branch: string, head: Sha): boolean {
  const ref = branchRef(branch);
  const { refs, movedAt, seen } = asked.turn.state.repository;
  const handled = own(refs, ref);
  const since = own(movedAt ?? {}, ref) ?? (seen?.refs.includes(ref) ? seen.at : undefined);
  return handled !== undefined && (handled !== head || asked.isAfter(since));
}

/**
 * A commit can be released only if it is on a branch or tag that `release-on` watches (design, section 5).
 * @returns the full ref it is released from; null when no watched one contains it.
 */
function watchedRef(asked: Asked, app: AppName, found: { sha: Sha; ref: string | null }): string | null {
  const releaseOn = asked.policy.apps[app]?.releaseOn ?? { push: [], tag: [] };
  const { ref } = found;
  if (ref !== null && isWatched(releaseOn, ref)) return ref;
  const watched = asked.turn.facts.need('refs', { push: releaseOn.push, tag: releaseOn.tag });
  const refs = watched.map((each) => each.ref);
  return asked.turn.facts.need('containing', { sha: found.sha, refs })[0] ?? null;
}

function objectionTo(asked: Asked, order: ReleaseOrder, force: boolean): Answer | null {
  const { turn } = asked;
  const duplicate = force ? null : findDuplicate(turn, order);
  if (duplicate !== null) {
    const other = spellRelease({ app: order.app, number: duplicate }, turn.severalApps);
    const again = asked.say('release', { app: order.app, more: `${order.sha.slice(0, 12)} --force` });
    const info = asked.say('info', { app: order.app, release: duplicate });
    return refuse('duplicate-release', { other, sha: order.sha }, [info, again]);
  }
  for (const environment of firstEnvironments(order)) {
    const objection = redChecks(asked, order, environment) ?? takenAndRefusing(asked, order, environment);
    if (objection) return objection;
  }
  return null;
}

function firstEnvironments(order: ReleaseOrder): EnvironmentPolicy[] {
  const phases = snapshotProcess(order.policy, order.app).phases;
  const first = phases.find((phase) => phase.activities.some((each) => each.kind === 'deploy'));
  const names = (first?.activities ?? []).flatMap((each) =>
    each.kind === 'deploy' ? [each.environment] : [],
  );
  return selectEnvironments(order.policy.environments, { kind: 'name', names });
}

/** A commit whose required checks are red is refused at once, with the list. */
function redChecks(asked: Asked, order: ReleaseOrder, environment: EnvironmentPolicy): Answer | null {
  const required = environment.gates.checks ?? [];
  if (required.length === 0) return null;
  const found = asked.turn.facts.need('checks', { sha: order.sha });
  if (found.status === 'unreadable') return null;
  const verdict = judgeChecks(required, found.checks, ownRunIds(asked.turn.state));
  if (verdict.state !== 'red') return null;
  const detail = { environment: environment.name, sha: order.sha, checks: verdict.checks };
  return refuse('checks-failed', detail);
}

/** With `concurrency: refuse` a command does not queue behind another release (design, section 5). */
function takenAndRefusing(asked: Asked, order: ReleaseOrder, environment: EnvironmentPolicy): Answer | null {
  if (environment.concurrency !== 'refuse') return null;
  const occupant = occupantOf(asked.turn.state, order.app, environment.name);
  return occupant ? refuse('environment-taken', occupantDetail(asked.turn, occupant), ['/status']) : null;
}
