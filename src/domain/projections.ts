import { isEqual } from './equal.ts';
import { isFinal } from './derive.ts';
import type { Effect, NoticeEffect } from './effect.ts';
import { environmentsOf } from './occupancy.ts';
import type { EnvironmentName } from './names.ts';
import type { Activity, Release } from './release.ts';
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
    const loud = changed.filter((each) => !isOnlySent(before, release, each));
    for (const environment of changed) oweEnvironment(turn, release, environment, loud.includes(environment));
    if (loud.length > 0 || before?.status !== release.status) owePulls(turn, release, before);
    else if (changed.length > 0) oweLiveComments(turn, release, 'soon');
  }
}

function oweEnvironment(turn: Turn, release: Release, environment: EnvironmentName, isLoud: boolean): void {
  const at = { app: release.app, release: release.number, environment };
  const name = `${release.app}/${release.number}/${environment}`;
  owe(turn, { kind: 'status', id: `status:${name}`, ...at }, isLoud ? 'now' : 'soon');
  // A deployment stands for work that began; a release that never reached the environment has none there.
  if (!hasBegun(release, environment)) return;
  const isSent = activitiesIn(release, environment).some(isUnderWay);
  owe(turn, { kind: 'deployment', id: `deployment:${name}`, ...at }, isSent ? 'soon' : 'now');
}

function owePulls(turn: Turn, release: Release, before: Release | undefined): void {
  oweLiveComments(turn, release, 'now');
  const notice = noticeOf(release, before);
  if (!notice) return;
  const tries = attemptsOf(release).length;
  for (const { name, at } of pullsOf(release)) {
    turn.owe({ kind: 'notice', id: `notice:${name}/${notice}/${tries}`, about: notice, ...at });
  }
}

function oweLiveComments(turn: Turn, release: Release, when: 'now' | 'soon'): void {
  for (const { name, at } of pullsOf(release)) {
    owe(turn, { kind: 'live-comment', id: `comment:${name}`, ...at }, when);
  }
}

function pullsOf(release: Release) {
  return release.spec.pulls.slice(0, PULLS_TOLD).map((pull) => ({
    at: { app: release.app, release: release.number, pull },
    name: `${release.app}/${release.number}/${pull}`,
  }));
}

function owe(turn: Turn, effect: Effect, when: 'now' | 'soon'): void {
  if (when === 'now') turn.owe(effect);
  else turn.oweSoon(effect);
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

/**
 * Whether nothing happened there but that a run was sent for: until it is admitted it may touch nothing, and once it is
 * there is more to tell.
 */
function isOnlySent(before: Release | undefined, after: Release, environment: EnvironmentName): boolean {
  if (!before || before.superseded !== after.superseded || before.abort !== after.abort) return false;
  if (isFinal(before.status) !== isFinal(after.status)) return false;
  const earlier = activitiesIn(before, environment);
  return activitiesIn(after, environment).every((activity, index) => {
    const was = earlier[index];
    if (!was || isEqual(was, activity)) return was !== undefined;
    return isUnderWay(activity) && (was.status === 'pending' || isUnderWay(was));
  });
}

/** A run was sent for, and nobody has admitted one. */
function isUnderWay({ status, attempts }: Activity): boolean {
  const newest = attempts.at(-1);
  return status === 'running' && newest !== undefined && !newest.admitted && !newest.ending;
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
