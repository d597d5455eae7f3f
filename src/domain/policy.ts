import type { Seconds } from './instant.ts';
import type { JsonObject } from './json.ts';
import type { AppName, EnvironmentName, Sha } from './names.ts';
import type { RoleGrants } from './role.ts';

/**
 * What the default branch says, as domain values: apps, environments, processes and roles. It is read again at
 * every decision (invariant 11); only the process is copied into a release.
 */
export interface Policy {
  /** Commit of the default branch it was read from. */
  readonly sha: Sha;
  /** Short name of the default branch. */
  readonly defaultBranch: string;
  /**
   * Whether a file says it, one that says nothing but its version, or none: the last two mean the same, but only the
   * second is somebody's word.
   */
  readonly written: 'file' | 'bare' | 'nowhere';
  /** Equal for policies that say the same, whatever commit they were read from. */
  readonly digest: string;
  /** Whether the config names its apps; if not, the one there is has the repository's name. */
  readonly namesApps: boolean;
  readonly apps: Readonly<Record<AppName, AppPolicy>>;
  /** In file order. */
  readonly environments: Readonly<Record<EnvironmentName, EnvironmentPolicy>>;
  readonly processes: Readonly<Record<string, ProcessPolicy>>;
  readonly roles: RoleGrants;
  /** Per command name, a role other than the command's own. */
  readonly shortCommands: boolean;
  /** Which front carries out effects; null where the config leaves it to whoever wrote the state branch first. */
  readonly performer: Performer | null;
}

export type Performer = 'app' | 'action';

export interface AppPolicy {
  readonly name: AppName;
  /** Globs of files that make a push concern this app; empty: every push does. */
  readonly paths: readonly string[];
  readonly releaseOn: ReleaseOn;
  readonly process: string;
  readonly activate: 'auto' | 'manual';
}

/** Globs of short branch and tag names that commits may be released from. */
export interface ReleaseOn {
  readonly push: readonly string[];
  readonly tag: readonly string[];
}

export interface EnvironmentPolicy {
  readonly name: EnvironmentName;
  readonly attributes: Readonly<Record<string, string>>;
  readonly url?: string;
  readonly gates: EnvironmentGates;
  readonly deadline: Seconds;
  readonly concurrency: 'wait' | 'refuse' | 'cancel';
  /** Roles for this environment where it differs from the repository's. */
  readonly roles?: RoleGrants;
}

export interface EnvironmentGates {
  /** Names of checks that must be green on the release's commit; absent: no check gate. */
  readonly checks?: readonly RequiredCheck[];
  /** How long pending or missing checks are waited for. */
  readonly checksDeadline: Seconds;
}

export interface RequiredCheck {
  /** Status context or check run name, compared without case. */
  readonly name: string;
  /** Slug of the only GitHub App that may report it, when pinned (attack A13). */
  readonly app?: string;
}

/** Gates of a phase; what the grammar knows beyond checks is not built yet. */
export interface PhaseGates {
  readonly checks?: readonly RequiredCheck[];
}

export interface ProcessPolicy {
  readonly name: string;
  readonly phases: readonly PhasePolicy[];
}

export interface PhasePolicy {
  readonly name: string;
  readonly gates: PhaseGates;
  readonly activities: readonly ActivityPolicy[];
}

export type ActivityPolicy =
  | {
      readonly kind: 'task';
      readonly name: string;
      readonly workflow: string;
      readonly inputs: JsonObject;
      readonly deadline: Seconds;
    }
  | {
      readonly kind: 'deploy';
      /** Prefix of the activities' names; absent: they are named like their environments. */
      readonly name?: string;
      readonly to: EnvironmentSelector;
      readonly up: string;
      readonly down?: string;
      readonly inputs: JsonObject;
    };

/** One environment by name, or all whose attributes have these values (OCU-S13). */
export type EnvironmentSelector =
  | { readonly kind: 'name'; readonly names: readonly EnvironmentName[] }
  | { readonly kind: 'attributes'; readonly attributes: Readonly<Record<string, string>> };
