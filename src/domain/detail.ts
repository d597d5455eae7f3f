import type { EnvironmentState } from './environment.ts';
import type { Instant } from './instant.ts';
import type { AppName, EnvironmentName } from './names.ts';
import type { RepairStep } from './repair.ts';
import type { Release, ReleaseStatus, ReleaseSummary } from './release.ts';

/**
 * The values that the text of a reason code is made with. One word, one meaning for all codes, so that the domain
 * and the catalogue (`views/messages.ts`) cannot drift apart. Everything here is foreign text until a view has
 * escaped it.
 */
export interface Detail {
  /** The release it is about, spelled for people: `v12`, `web@v12`. */
  readonly release?: string;
  /** Another release it refers to: a rollback's target, a duplicate, who holds the environment. */
  readonly other?: string;
  readonly app?: AppName;
  readonly environment?: EnvironmentName;
  readonly environments?: readonly EnvironmentName[];
  readonly phase?: string;
  readonly activity?: string;
  readonly attempt?: number;
  /** Login of who did, holds or asked. */
  readonly by?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  /** Why, in a person's words. */
  readonly reason?: string;
  /** Why somebody undid it, in that person's words. */
  readonly undoneBecause?: string;
  /** Web address of the workflow run. */
  readonly run?: string;
  readonly sha?: string;
  readonly ref?: string;
  readonly checks?: readonly CheckDetail[];
  /** Checks that are on the commit where a required one is missing. */
  readonly reported?: readonly ReportedCheck[];
  /** Role or repository permission that was needed, and what was found. */
  readonly needed?: string;
  readonly found?: string;
  /** Commands of which one is meant. */
  readonly candidates?: readonly string[];
  /** What was filled in because only one value was possible: `environment production`. */
  readonly filled?: readonly string[];
  /** Name of the argument, input or command word that is wrong or missing. */
  readonly name?: string;
  /** Somebody else's words: an error from GitHub, a parser's complaint. */
  readonly message?: string;
  /** Attempts that were withdrawn before they started, and those that are already out: `v12 production`. */
  readonly withdrawn?: readonly string[];
  readonly out?: readonly string[];
  /** What waited only for this, and goes on now: `v4 production`. */
  readonly going?: readonly string[];
  /** What a rollback takes away from an environment and what it brings. */
  readonly moves?: readonly MoveDetail[];
  readonly problems?: readonly ProblemDetail[];
  /** A place that is not in the config any more, and what holds it. */
  readonly former?: FormerDetail;
  /** Where there is no policy that can be read: by whose commit it was judged instead, and why. */
  readonly judgedBy?: JudgedByDetail;
  readonly releases?: readonly ReleaseSummary[];
  readonly places?: readonly PlaceDetail[];
  /** What is wrong with the state branch, and what helps. */
  readonly steps?: readonly RepairStep[];
  /** Permissions for want of which something owed rests: `statuses: write`. */
  readonly lacking?: readonly string[];
  /** How many statuses, deployments and comments GitHub's limits keep back for now. */
  readonly keptBack?: number;
  /** Apps that cannot be read, and why. */
  readonly broken?: readonly BrokenDetail[];
  readonly shown?: Release;
  readonly topic?: string;
}

export interface CheckDetail {
  readonly name: string;
  readonly state: 'success' | 'pending' | 'failure' | 'missing';
  readonly url: string | null;
}

export interface ReportedCheck {
  readonly name: string;
  /** Slug of the GitHub App that reported it; null for a commit status. */
  readonly app: string | null;
}

export interface MoveDetail {
  readonly environment: EnvironmentName;
  readonly from: string | null;
  readonly to: string;
}

export interface ProblemDetail {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface FormerDetail {
  readonly app: AppName;
  readonly environment: EnvironmentName;
  readonly held: 'locked' | 'pinned' | 'taken';
}

export interface JudgedByDetail {
  readonly sha: string;
  /** What is wrong with the config; empty when it is gone. */
  readonly problems: readonly ProblemDetail[];
}

export interface BrokenDetail {
  readonly app: AppName;
  readonly file: string;
  readonly why: string;
}

/** One line of `/status`: what an app runs in an environment and what is going on there. */
export interface PlaceDetail {
  readonly app: AppName;
  readonly environment: EnvironmentName;
  readonly state: EnvironmentState;
  /** It is not in the config any more. */
  readonly left?: true;
  /** The attempt at work here, and the releases that wait for the environment. */
  readonly occupant: {
    readonly release: string;
    readonly since: Instant;
    readonly run: string | null;
  } | null;
  readonly waiting: readonly {
    readonly release: string;
    readonly status: ReleaseStatus;
    readonly for: string;
  }[];
}
