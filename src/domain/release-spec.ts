import type { Actor } from './actor.ts';
import type { Instant, Seconds } from './instant.ts';
import type { JsonObject } from './json.ts';
import type { EnvironmentName, ReleaseNumber, Sha } from './names.ts';
import type { PhaseGates } from './policy.ts';

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
