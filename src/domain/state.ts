import type { Actor } from './actor.ts';
import type { Answer } from './decision.ts';
import type { OwedEffect } from './effect.ts';
import type { EnvironmentState } from './environment.ts';
import { EMPTY_ENVIRONMENT } from './environment.ts';
import type { Instant, Seconds } from './instant.ts';
import { MINUTE, plus } from './instant.ts';
import { own } from './own.ts';
import type { Performer, Policy, ReleaseOn } from './policy.ts';
import type { AppName, EnvironmentName, ReleaseNumber, Sha } from './names.ts';
import type { Cause } from './release-spec.ts';
import type { Release, ReleaseSummary } from './release.ts';
import { releaseKey } from './names.ts';
import type { UnreadableFile } from './unreadable.ts';
import { AppUnreadable } from './unreadable.ts';

/** The branch that holds the state, without `refs/heads/`. */
export const STATE_BRANCH = 'signalbox/releases';

/** The format of the state branch that this version writes; it rises only by an explicit command. */
export const STATE_FORMAT = 1;

/** Everything that one turn reads and writes; what is final and was not asked for is not in it. */
export interface State {
  readonly meta: Meta;
  readonly repository: RepositoryState;
  readonly outcomes: readonly Outcome[];
  readonly apps: Readonly<Record<AppName, AppState>>;
  /** Open releases, and final ones that were asked for, by `releaseKey`. */
  readonly releases: Readonly<Record<string, Release>>;
  /**
   * Apps with a file that cannot be understood; nothing of them is in `apps` and `releases`, and nothing of them is
   * written. The others go on.
   */
  readonly unreadable?: Readonly<Record<AppName, UnreadableFile>>;
}

/** `signalbox.json`. */
export interface Meta {
  readonly format: number;
  /**
   * The oldest version that may write here, like `1.4.0`. A newer one puts it in when an older one would do harm without
   * any change of the format: a rule that it does not know, say.
   */
  readonly oldestWriter?: string;
  readonly performer: Performer;
  /** Counts commits of the state branch; never falls. */
  readonly turn: number;
  /** *Now* of the last turn; the next is never below it. */
  readonly at: Instant;
}

/** `repository.json`. */
export interface RepositoryState {
  /** Newest handled commit per full ref, the one that was handled last at the end; `REFS_KEPT` at most. */
  readonly refs: Readonly<Record<string, Sha>>;
  /** When the newest commit of a branch was handled: whoever wrote before that did not mean it (invariant 10). */
  readonly movedAt?: Readonly<Record<string, Instant>>;
  /**
   * Refs at whose commits we only looked, and when: they lay there when the branch was begun, or when their kind was
   * watched for the first time, and were not released.
   */
  readonly seen?: { readonly at: Instant; readonly refs: readonly string[] };
  /** The next number of each app, a second time: that an app's file is missing or an old one is noticed by it. */
  readonly numbers?: Readonly<Record<AppName, ReleaseNumber>>;
  /** Pushes and tags of apps that could not be read, oldest first; they become releases when the app can be. */
  readonly putOff?: readonly PutOff[];
  /** Some handled tags are forgotten: a sweep that finds an unknown one cannot know that it is new. */
  readonly refsForgotten?: true;
  /** Comments up to this instant have been looked at by a sweep. */
  readonly commentsSince: Instant | null;
  /** The last sweep that found anything; null before the first. */
  readonly sweptAt: Instant | null;
  /** The newest policy by which something was decided: it is gone by while there is none that can be read. */
  readonly policy?: PolicyRecord;
  /** Globs by which refs were looked at last: refs that only newer globs mean were there before, and are not news. */
  readonly watched?: ReleaseOn;
  /** The outbox (invariant 3), oldest first. */
  readonly owed: readonly OwedEffect[];
}

/** What is remembered of a policy; its files are read again from their commit. */
export interface PolicyRecord {
  /** The commit of the default branch in which it was first seen to say this. */
  readonly sha: Sha;
  readonly digest: string;
  readonly written: Policy['written'];
  /** The one app, where the config names none. */
  readonly app?: AppName;
}

/** A release to be made once its app can be read. */
export interface PutOff {
  readonly app: AppName;
  readonly sha: Sha;
  readonly ref: string;
  readonly cause: Cause;
  readonly by: Actor;
}

/** One remembered outcome of a command, kept 24 hours (`inputs.json`, invariant 9). */
export interface Outcome {
  readonly input: string;
  readonly at: Instant;
  /** GitHub's number of who commanded (attack A28). */
  readonly by?: number;
  readonly answer: Answer;
}

/** `apps/<app>/app.json`. */
export interface AppState {
  readonly name: AppName;
  readonly nextNumber: ReleaseNumber;
  readonly environments: Readonly<Record<EnvironmentName, EnvironmentState>>;
  /** Per task, the releases in which it succeeded, newest first, `TASK_SUCCESSES_KEPT` at most (OCU-S10). */
  readonly tasks: Readonly<Record<string, readonly ReleaseNumber[]>>;
  /** Newest first, `SUMMARIES_KEPT` at most, and behind them older ones that are not over, `OPEN_SUMMARIES_KEPT` at most. */
  readonly summaries: readonly ReleaseSummary[];
  /**
   * Ids of the newest runs that Signalbox dispatched, newest first, `RUNS_KEPT` at most. GitHub hangs a run's checks on
   * the head of the default branch, so they may lie on a later release's commit, whose gates must not count them.
   */
  readonly runs?: readonly string[];
}

export const SUMMARIES_KEPT = 30;
/** So many still fit into the record. */
export const OPEN_SUMMARIES_KEPT = 300;
export const RUNS_KEPT = 100;
export const TASK_SUCCESSES_KEPT = 10;
export const OUTCOMES_KEPT = 500;
export const REFS_KEPT = 1_000;
/** Drafts of one app that can be promoted; each turn reads what is not over. */
export const DRAFTS_KEPT = 100;

/** Comments that are older than the branch by more were written before anybody listened. */
const UNHEARD: Seconds = 15 * MINUTE;

/** @returns the state of a repository that Signalbox has never touched. */
export function emptyState(performer: Performer, at: Instant): State {
  return {
    meta: { format: STATE_FORMAT, performer, turn: 0, at },
    repository: { refs: {}, commentsSince: plus(at, -UNHEARD), sweptAt: null, owed: [] },
    outcomes: [],
    apps: {},
    releases: {},
  };
}

/**
 * @returns the app's state; an app that was never released has the next number 1 and no environments.
 * @throws {AppUnreadable}
 */
export function appState(state: State, app: AppName): AppState {
  const unreadable = unreadableFile(state, app);
  if (unreadable) throw new AppUnreadable(app, unreadable);
  return own(state.apps, app) ?? { name: app, nextNumber: 1, environments: {}, tasks: {}, summaries: [] };
}

/** Several apps make a release spelled `web@v12`, also where one of them has left the config or cannot be read. */
export function hasSeveralApps(
  { apps, unreadable = {} }: Pick<State, 'apps' | 'unreadable'>,
  policy: Policy | null,
): boolean {
  const names = [apps, unreadable, policy?.apps ?? {}].flatMap((each) => Object.keys(each));
  return new Set(names).size > 1;
}

/** @returns what is wrong with the app's files; undefined when they can be read. */
export function unreadableFile(state: State, app: AppName): UnreadableFile | undefined {
  return own(state.unreadable ?? {}, app);
}

/** @returns the environment's state; a never touched one is empty. */
export function environmentState(state: State, app: AppName, environment: EnvironmentName): EnvironmentState {
  return own(appState(state, app).environments, environment) ?? EMPTY_ENVIRONMENT;
}

/** @returns the loaded release, or undefined when it does not exist or is final and was not asked for. */
export function loadedRelease(state: State, app: AppName, number: ReleaseNumber): Release | undefined {
  return state.releases[releaseKey(app, number)];
}

/** @returns the state with this release in it, replacing the one of the same number. */
export function withRelease(state: State, release: Release): State {
  return {
    ...state,
    releases: { ...state.releases, [releaseKey(release.app, release.number)]: release },
  };
}

/** @returns the state with the environment changed. */
export function withEnvironment(
  state: State,
  app: AppName,
  environment: EnvironmentName,
  change: Partial<EnvironmentState>,
): State {
  const before = appState(state, app);
  const changed = { ...environmentState(state, app, environment), ...change };
  return withApp(state, { ...before, environments: { ...before.environments, [environment]: changed } });
}

/** @returns the state with this app in it. */
export function withApp(state: State, app: AppState): State {
  return { ...state, apps: { ...state.apps, [app.name]: app } };
}
