import type { CheckDetail, ReportedCheck } from './detail.ts';
import type { CheckFact } from './fact.ts';
import type { RequiredCheck } from './policy.ts';
import type { Release } from './release.ts';
import type { State } from './state.ts';

/** What the required checks of a commit amount to, with each check's own state. */
export interface ChecksVerdict {
  readonly state: 'green' | 'pending' | 'missing' | 'red';
  readonly checks: readonly CheckDetail[];
  /** Where a required check is missing: those that are on the commit instead, most alike first. */
  readonly reported?: readonly ReportedCheck[];
}

/** So many are named: enough to see how a job is called, whatever else reports on the commit. */
const REPORTED_NAMED = 10;

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
  if (states.includes('missing')) {
    return { state: 'missing', checks, reported: reportedInstead(checks, foreign) };
  }
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

/**
 * A gate that waits for `ci/test` or `CI / test` mostly means the job `test`: the names that share a part with a missing
 * one come first. The rest is in the order of the alphabet, so that the same checks make the same record.
 */
function reportedInstead(
  checks: readonly CheckDetail[],
  found: readonly CheckFact[],
): readonly ReportedCheck[] {
  const missing = checks.filter((check) => check.state === 'missing').flatMap((check) => wordsOf(check.name));
  const unlike = (check: ReportedCheck): number =>
    wordsOf(check.name).some((word) => missing.includes(word)) ? 0 : 1;
  const required = new Set(checks.flatMap((check) => (check.state === 'missing' ? [] : [check.name])));
  return found
    .filter((check) => !required.has(check.name))
    .map(({ name, app }): ReportedCheck => ({ name, app }))
    .sort((a, b) => unlike(a) - unlike(b) || compare(spelled(a), spelled(b)))
    .slice(0, REPORTED_NAMED);
}

function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function spelled({ name, app }: ReportedCheck): string {
  return JSON.stringify([name, app]);
}

/** Not by locale: every machine must sort alike. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
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
