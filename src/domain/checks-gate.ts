import type { CheckDetail } from './detail.ts';
import type { CheckFact } from './fact.ts';
import type { RequiredCheck } from './policy.ts';
import type { Release } from './release.ts';
import type { State } from './state.ts';

/** What the required checks of a commit amount to, with each check's own state. */
export interface ChecksVerdict {
  readonly state: 'green' | 'pending' | 'missing' | 'red';
  readonly checks: readonly CheckDetail[];
}

/** Commit statuses that Signalbox writes itself start with this; a gate never waits for them (platform, 8). */
export const OWN_CONTEXT_PREFIX = 'signalbox/';

/**
 * Judges the required checks. Red wins over pending, pending over missing; a required check that nobody reported
 * is missing and blocks (design, section 6). Where several apps report the same name and none is pinned, all of
 * them must be green (attack A13).
 *
 * @param ownRuns ids of workflow runs that Signalbox dispatched: their checks do not count.
 */
export function judgeChecks(
  required: readonly RequiredCheck[],
  found: readonly CheckFact[],
  ownRuns: ReadonlySet<string>,
): ChecksVerdict {
  const foreign = found.filter(
    (check) => !check.name.startsWith(OWN_CONTEXT_PREFIX) && !(check.run !== null && ownRuns.has(check.run)),
  );
  const checks = required.map((each) => judgeOne(each, foreign));
  const states = checks.map((check) => check.state);
  if (states.includes('failure')) return { state: 'red', checks };
  if (states.includes('pending')) return { state: 'pending', checks };
  if (states.includes('missing')) return { state: 'missing', checks };
  return { state: 'green', checks };
}

/** @returns ids of the runs that Signalbox dispatched: those of loaded releases, and the newest of final ones. */
export function ownRunIds(state: State): Set<string> {
  const loaded = Object.values(state.releases).flatMap(runIdsOf);
  return new Set([...loaded, ...Object.values(state.apps).flatMap((app) => app.runs ?? [])]);
}

/** @returns ids of the runs of a release's attempts, oldest first. */
export function runIdsOf(release: Release): string[] {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => activity.attempts)
    .flatMap((attempt) => (attempt.run ? [attempt.run.id] : []));
}

function judgeOne(required: RequiredCheck, found: readonly CheckFact[]): CheckDetail {
  const matching = found.filter(
    (check) =>
      check.name.toLowerCase() === required.name.toLowerCase() &&
      (required.app === undefined || check.app === required.app),
  );
  const worst =
    matching.find((check) => check.state === 'failure') ??
    matching.find((check) => check.state === 'pending') ??
    matching[0];
  if (!worst) return { name: required.name, state: 'missing', url: null };
  return { name: required.name, state: worst.state, url: worst.url };
}
