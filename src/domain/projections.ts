import { isEqual } from './equal.ts';
import { isFinal } from './derive.ts';
import type { NoticeEffect } from './effect.ts';
import { environmentsOf } from './occupancy.ts';
import type { EnvironmentName } from './names.ts';
import type { Release } from './release.ts';
import { releaseKey } from './names.ts';
import type { Turn } from './turn.ts';

/** Pull requests that are told of a release, at most (design, section 7). */
export const PULLS_TOLD = 10;

/**
 * Owes everything that GitHub shows otherwise than the head now says: the status and deployment of each environment
 * that changed, the live comments, and a new comment where a release failed or came to its end (invariant 8).
 */
export function oweProjections(turn: Turn): void {
  for (const release of turn.loadedReleases()) {
    const before = turn.before.releases[releaseKey(release.app, release.number)];
    if (before === release) continue;
    const changed = environmentsOf(release).filter((each) => hasChanged(before, release, each));
    for (const environment of changed) oweEnvironment(turn, release, environment);
    if (changed.length > 0 || before?.status !== release.status) owePulls(turn, release, before);
  }
}

function oweEnvironment(turn: Turn, release: Release, environment: EnvironmentName): void {
  const at = { app: release.app, release: release.number, environment };
  const name = `${release.app}/${release.number}/${environment}`;
  turn.owe({ kind: 'status', id: `status:${name}`, ...at });
  // A deployment stands for work that began; a release that never reached the environment has none there.
  if (hasBegun(release, environment)) turn.owe({ kind: 'deployment', id: `deployment:${name}`, ...at });
}

function owePulls(turn: Turn, release: Release, before: Release | undefined): void {
  const notice = noticeOf(release, before);
  for (const pull of release.spec.pulls.slice(0, PULLS_TOLD)) {
    const at = { app: release.app, release: release.number, pull };
    const name = `${release.app}/${release.number}/${pull}`;
    turn.owe({ kind: 'live-comment', id: `comment:${name}`, ...at });
    if (notice) {
      const tries = attemptsOf(release).length;
      turn.owe({ kind: 'notice', id: `notice:${name}/${notice}/${tries}`, about: notice, ...at });
    }
  }
}

function noticeOf(release: Release, before: Release | undefined): NoticeEffect['about'] | null {
  if (!before || before.status === release.status || !isFinal(release.status)) return null;
  if (release.status === 'failed') return 'failed';
  return release.status === 'succeeded' ? 'succeeded' : 'ended';
}

function attemptsOf(release: Release) {
  return release.phases.flatMap((phase) => phase.activities).flatMap((activity) => activity.attempts);
}

function hasBegun(release: Release, environment: EnvironmentName): boolean {
  return activitiesIn(release, environment)
    .flatMap((activity) => activity.attempts)
    .some((attempt) => attempt.dispatchedAt !== undefined);
}

function hasChanged(before: Release | undefined, after: Release, environment: EnvironmentName): boolean {
  if (before?.superseded !== after.superseded || before?.abort !== after.abort) return true;
  if (!before || !isEqual(activitiesIn(before, environment), activitiesIn(after, environment))) return true;
  // What is still to come stays pending when its release ends, but will not come any more: that is news.
  const isOver = isFinal(before.status) !== isFinal(after.status);
  return isOver && activitiesIn(after, environment).some((each) => each.status === 'pending');
}

function activitiesIn(release: Release, environment: EnvironmentName) {
  const names = release.spec.process.phases
    .flatMap((phase) => phase.activities)
    .filter((spec) => spec.kind === 'deploy' && spec.environment === environment)
    .map((spec) => spec.name);
  return release.phases
    .flatMap((phase) => phase.activities)
    .filter((activity) => names.includes(activity.name));
}
