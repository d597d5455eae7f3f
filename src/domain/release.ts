import type { Actor, Mark } from './actor.ts';
import type { Attempt } from './attempt.ts';
import type { Instant } from './instant.ts';
import type { AppName, EnvironmentName, ReleaseNumber, Sha } from './names.ts';
import type { ReasonCode } from './reason.ts';
import type { Cause, ReleaseSpec } from './release-spec.ts';

/** Statuses of a release (design, section 5); the moves between them are `transitions.ts`. */
export const RELEASE_STATUSES = [
  'draft',
  'scheduled',
  'queued',
  'running',
  'on-hold',
  'succeeded',
  'partially-succeeded',
  'failed',
  'aborted',
  'superseded',
] as const;
export type ReleaseStatus = (typeof RELEASE_STATUSES)[number];

/** Statuses of a phase and of an activity; both are derived (`derive.ts`). */
export const ACTIVITY_STATUSES = [
  'pending',
  'waiting',
  'running',
  'succeeded',
  'failed',
  'skipped',
  'ignored',
  'aborted',
  'unknown',
] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];
export type PhaseStatus = ActivityStatus;

/** One run of a process with concrete inputs. */
export interface Release {
  readonly app: AppName;
  readonly number: ReleaseNumber;
  readonly status: ReleaseStatus;
  readonly spec: ReleaseSpec;
  /** Same order and names as `spec.process.phases`. */
  readonly phases: readonly Phase[];
  /** A person paused it; nothing new starts until `/resume`. */
  readonly hold?: Mark;
  /** A person ended it; live attempts are being cancelled until none can live. */
  readonly abort?: Mark;
  /** A newer release took its place. */
  readonly superseded?: { readonly by: ReleaseNumber | null; readonly at: Instant };
  /** Not started until `/promote` (`activate: manual`). */
  readonly draft?: true;
  /** Environments that a person sent this release to by `/promote`, past a pin or a higher number. */
  readonly promoted: Readonly<Record<EnvironmentName, Mark>>;
  /** What GitHub was told, so that it is told again only on change. */
  readonly projections: Projections;
  readonly modifiedAt: Instant;
}

export interface Phase {
  readonly name: string;
  readonly status: PhaseStatus;
  readonly activities: readonly Activity[];
}

export interface Activity {
  readonly name: string;
  readonly status: ActivityStatus;
  /** Why nothing was or will be done here, when that is so. */
  readonly skipped?: { readonly code: ReasonCode };
  /** In order, never removed (OCU-S25: a retry adds, it does not replace). */
  readonly attempts: readonly Attempt[];
}

/** @returns the release with one of its activities changed. */
export function withActivity(
  release: Release,
  name: string,
  change: (activity: Activity) => Activity,
): Release {
  const changed = (activity: Activity): Activity => (activity.name === name ? change(activity) : activity);
  const phases = release.phases.map((phase) => ({ ...phase, activities: phase.activities.map(changed) }));
  return { ...release, phases };
}

/** @returns the release with one attempt of an activity changed. */
export function withAttempt(
  release: Release,
  at: { readonly activity: string; readonly attempt: number },
  change: (attempt: Attempt) => Attempt,
): Release {
  const changed = (attempt: Attempt): Attempt => (attempt.number === at.attempt ? change(attempt) : attempt);
  return withActivity(release, at.activity, (activity) => ({
    ...activity,
    attempts: activity.attempts.map(changed),
  }));
}

/** Ids and last written texts of what GitHub shows of a release. */
export interface Projections {
  /** Per environment: digest of the last written commit status. */
  readonly statuses: Readonly<Record<EnvironmentName, string>>;
  /** Per environment: deployment id and digest of its last status. */
  readonly deployments: Readonly<Record<EnvironmentName, { readonly id: string; readonly digest: string }>>;
  /** Per pull request: id of the live comment and digest of its text. */
  readonly comments: Readonly<Record<string, { readonly id: string; readonly digest: string }>>;
}

/** What lists show of a release without its record. */
export interface ReleaseSummary {
  readonly number: ReleaseNumber;
  readonly status: ReleaseStatus;
  readonly sha: Sha;
  readonly ref: string;
  readonly cause: Cause['kind'];
  readonly description: string;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
}
