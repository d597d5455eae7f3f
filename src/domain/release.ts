import type { Actor } from './actor.ts';
import type { Detail } from './detail.ts';
import type { Instant, Seconds } from './instant.ts';
import type { Json, JsonObject } from './json.ts';
import type { PhaseGates } from './policy.ts';
import type { ReasonCode } from './reason.ts';

export type AppName = string;
export type EnvironmentName = string;
export type ReleaseNumber = number;
/** A full commit id, 40 lower-case hexadecimal digits. */
export type Sha = string;

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

/**
 * Statuses of an attempt. `waiting`: something must hold first. `pending`: its dispatch is owed. `running`:
 * dispatched; it may touch the environment once `admitted` is there. `unknown`: its run ended or vanished
 * without a report that could be believed, so the environment stays taken.
 */
export const ATTEMPT_STATUSES = [
  'waiting',
  'pending',
  'running',
  'succeeded',
  'failed',
  'aborted',
  'unknown',
] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** What brought a release about. */
export type Cause =
  | { readonly kind: 'push'; readonly ref: string }
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'command'; readonly input: string }
  | { readonly kind: 'rollback'; readonly input: string };

/** The part of a release that never changes once it is active (invariant: spec is immutable). */
export interface ReleaseSpec {
  readonly sha: Sha;
  /** Full ref that the commit was released from, like `refs/heads/main`. */
  readonly ref: string;
  readonly cause: Cause;
  readonly createdBy: Actor;
  readonly createdAt: Instant;
  /** One line for people, made from the cause (CVX-S10, AKK-S10). */
  readonly description: string;
  /** The app's config vars, frozen. */
  readonly vars: Readonly<Record<string, string>>;
  readonly inputs: JsonObject;
  /** Commit of the default branch that process and policy were read from. */
  readonly policySha: Sha;
  readonly process: ProcessSnapshot;
  /** Pull requests merged in this release, newest first, ten at most. */
  readonly pulls: readonly number[];
  /** Present on a rollback only: lineage lives on the new record (CVX-S15). */
  readonly rollback?: RollbackSpec;
}

export interface RollbackSpec {
  /** The release whose commit, outputs, config vars and inputs are copied. */
  readonly to: ReleaseNumber;
  /** Per environment, what ran there when the rollback was asked for. */
  readonly from: Readonly<Record<EnvironmentName, ReleaseNumber | null>>;
  /** Outputs of the target's tasks, which are not run again. */
  readonly outputs: Readonly<Record<string, JsonObject>>;
  readonly reason?: string;
}

/** The process with every selection resolved to names: what this release will do, in order. */
export interface ProcessSnapshot {
  readonly name: string;
  readonly phases: readonly PhaseSpec[];
}

export interface PhaseSpec {
  readonly name: string;
  readonly gates: PhaseGates;
  readonly activities: readonly ActivitySpec[];
}

export type ActivitySpec = TaskSpec | DeploySpec;

export interface TaskSpec {
  readonly kind: 'task';
  /** Unique in the process. */
  readonly name: string;
  /** File name below `.github/workflows` on the default branch. */
  readonly workflow: string;
  /** Input name → literal or text with `${{ }}` expressions. */
  readonly inputs: JsonObject;
  readonly deadline: Seconds;
}

export interface DeploySpec {
  readonly kind: 'deploy';
  readonly name: string;
  readonly environment: EnvironmentName;
  readonly workflow: string;
  readonly down?: string;
  readonly inputs: JsonObject;
  readonly deadline: Seconds;
}

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

/** Somebody's word on a release: who, when, why, and the input that carried it. */
export interface Mark {
  readonly by: Actor;
  readonly at: Instant;
  readonly reason?: string;
  readonly input: string;
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

export interface Attempt {
  /** 1, 2, … within the activity. */
  readonly number: number;
  /** Unguessable name of this attempt; its run shows it in its title. */
  readonly nonce: string;
  readonly status: AttemptStatus;
  readonly createdAt: Instant;
  /** While `waiting`: for what, and who or what wakes it. */
  readonly waiting?: Waiting;
  /** Resolved inputs; present from `pending` on. */
  readonly inputs?: JsonObject;
  /** Inputs that a person set for this attempt (`/retry --set`): a recorded deviation from the spec. */
  readonly set?: JsonObject;
  /** Who asked for this attempt, where a person did (`/retry`): their permission is asked again when it starts. */
  readonly asked?: Mark;
  /** When the dispatch became owed; when it went out, where GitHub did not say which run came of it. */
  readonly dispatchedAt?: Instant;
  /** After this the attempt is looked into. */
  readonly deadline?: Instant;
  /** GitHub's run, once known. Ids are text: they outgrow 32 bits. */
  readonly run?: RunRef;
  /** The fence: the one run that may touch the environment (invariant 4). */
  readonly admitted?: { readonly run: string; readonly at: Instant };
  /** Cancelling is under way; the attempt ends as `status` once the run is seen completed (invariant 5). */
  readonly ending?: Ending;
  /**
   * Taken back before a run was admitted (a hold, a lock, a run that GitHub cancelled before it started): its run
   * is refused at the fence, and the activity gets a new attempt by itself.
   */
  readonly withdrawn?: true;
  readonly outputs?: JsonObject;
  readonly finishedAt?: Instant;
  /** Why it ended or is unknown, when it did not simply succeed or fail by its own word. */
  readonly reason?: ReasonCode;
  readonly detail?: Detail;
  readonly by?: Actor;
}

export interface RunRef {
  readonly id: string;
  readonly url: string;
}

export interface Ending {
  readonly status: 'failed' | 'aborted';
  readonly reason: ReasonCode;
  readonly by: Actor;
  readonly at: Instant;
  readonly note?: string;
}

export interface Waiting {
  readonly for: ReasonCode;
  readonly since: Instant;
  readonly detail: Detail;
  /** When waiting for it ends in failure; absent where only a person can end it. */
  readonly until?: Instant;
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

/** @returns how people spell a release: `v12`, or `web@v12` where the repository has several apps. */
export function spellRelease(release: { app: AppName; number: ReleaseNumber }, severalApps: boolean): string {
  return severalApps ? `${release.app}@v${release.number}` : `v${release.number}`;
}

/** @returns the key of a release in maps: `web/12`. */
export function releaseKey(app: AppName, number: ReleaseNumber): string {
  return `${app}/${number}`;
}

export type { Json };
