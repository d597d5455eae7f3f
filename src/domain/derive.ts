import type { Attempt } from './attempt.ts';
import type { Activity, ActivityStatus, Phase, PhaseStatus, Release, ReleaseStatus } from './release.ts';

/**
 * The one place where an activity's status follows from its newest attempt, a phase's from its activities and a
 * release's from its phases and the marks that people put on it (design, section 5; HAR-S28…S35).
 */
export function derive(release: Release): Release {
  const isOver = release.abort !== undefined || release.superseded !== undefined;
  const phases = release.phases.map((phase) => derivePhase(phase, isOver));
  const derived = { ...release, phases };
  return { ...derived, status: releaseStatus(derived) };
}

/** @returns the newest attempt; undefined before the first. */
export function newestAttempt(activity: Activity): Attempt | undefined {
  return activity.attempts.at(-1);
}

/** An attempt that a workflow run may belong to: its environment is taken (invariant 5). */
export function isLive(attempt: Attempt): boolean {
  return attempt.status === 'pending' || attempt.status === 'running' || attempt.status === 'unknown';
}

/** @returns every attempt of the release that is live. */
export function liveAttempts(release: Release): Attempt[] {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => activity.attempts)
    .filter(isLive);
}

/** Statuses that end an activity well. */
export function isComplete(status: ActivityStatus): boolean {
  return status === 'succeeded' || status === 'skipped' || status === 'ignored';
}

/** Statuses that nothing but a new attempt, or nothing at all, changes. */
export const FINAL_STATUSES: readonly ReleaseStatus[] = [
  'succeeded',
  'partially-succeeded',
  'failed',
  'aborted',
  'superseded',
];

/** @returns whether the release has come to its end (some ends can be reopened by `/retry`). */
export function isFinal(status: ReleaseStatus): boolean {
  return FINAL_STATUSES.includes(status);
}

function derivePhase(phase: Phase, isOver: boolean): Phase {
  const activities = phase.activities.map((activity) => ({
    ...activity,
    status: activityStatus(activity, isOver),
  }));
  return { ...phase, activities, status: phaseStatus(activities.map((activity) => activity.status)) };
}

/** What was withdrawn waits for its next attempt, unless the release is over and will get none. */
function activityStatus(activity: Activity, isOver: boolean): ActivityStatus {
  if (activity.skipped) return 'skipped';
  const newest = newestAttempt(activity);
  if (!newest) return 'pending';
  if (newest.withdrawn) return isOver ? 'aborted' : 'waiting';
  return newest.status === 'pending' ? 'running' : newest.status;
}

/** What decides first: work under way, then what needs a person, then how it ended. */
const PHASE_PRECEDENCE: readonly PhaseStatus[] = [
  'running',
  'unknown',
  'waiting',
  'failed',
  'aborted',
  'pending',
  'ignored',
];

function phaseStatus(statuses: readonly ActivityStatus[]): PhaseStatus {
  const first = PHASE_PRECEDENCE.find((status) => statuses.includes(status));
  if (first) return first;
  return statuses.every((status) => status === 'skipped') ? 'skipped' : 'succeeded';
}

function releaseStatus(release: Release): ReleaseStatus {
  const live = liveAttempts(release);
  if (live.some((attempt) => attempt.status === 'unknown')) return 'on-hold';
  const statuses = release.phases.map((phase) => phase.status);
  if (live.length === 0) {
    // What was done is done, also when somebody wanted it stopped while the last run was still at work.
    if (statuses.length > 0 && statuses.every(isComplete)) return completeStatus(statuses);
    if (release.abort) return 'aborted';
    if (release.superseded) return 'superseded';
  }
  if (release.draft) return 'draft';
  return statusOfPhases(release, live.length > 0);
}

function completeStatus(statuses: readonly PhaseStatus[]): ReleaseStatus {
  return statuses.includes('ignored') ? 'partially-succeeded' : 'succeeded';
}

function statusOfPhases(release: Release, live: boolean): ReleaseStatus {
  const statuses = release.phases.map((phase) => phase.status);
  if (statuses.every(isComplete)) return completeStatus(statuses);
  const ended = statuses.find((status) => status === 'failed' || status === 'aborted');
  if (ended && !live && !statuses.includes('waiting')) return ended === 'failed' ? 'failed' : 'aborted';
  if (release.hold) return 'on-hold';
  return hasStarted(release) ? 'running' : 'queued';
}

function hasStarted(release: Release): boolean {
  return release.phases
    .flatMap((phase) => phase.activities)
    .flatMap((activity) => activity.attempts)
    .some((attempt) => attempt.status !== 'waiting' && !attempt.withdrawn);
}
