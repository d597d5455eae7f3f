import type { Instant, Seconds } from '../domain/instant.ts';
import type { AppName, ReleaseNumber } from '../domain/names.ts';
import type { RepairStep } from '../domain/repair.ts';
import type { State } from '../domain/state.ts';
import type { FileChanges } from './file-map.ts';

/**
 * Keeps the state of one repository as commits on one branch. Two implementations must be told apart by nothing
 * but speed; `test/contract/store.ts` is their common suite.
 *
 * An implementer guarantees:
 * - `load` shows one commit, never a mixture of two, and a `State` that nobody else holds;
 * - `commit` either moves the branch from exactly `expected` to one new commit, or changes nothing;
 * - after a `conflict`, or any error, the branch may be read again at once;
 * - fields that this version does not know survive a load and commit of their record;
 * - a record that is byte for byte the same is not written again.
 */
export interface StateStore {
  /**
   * Reads the head of the state branch: the small files, all open releases and the final ones in `want`.
   * @throws {StateUnreadable} when a file cannot be understood, is of a newer format, or the head is not ours.
   * @throws {StoreRefused | StoreUnavailable}
   */
  load(options?: LoadOptions): Promise<Loaded>;

  /**
   * Appends one commit with the files that differ between `before` and `after`. With `expected` null the
   * branch is created; that it exists already is a conflict.
   * @throws {RecordTooLarge} before anything was written.
   * @throws {StoreUnavailable} when it is not known whether the commit happened.
   * @throws {StoreRefused} when these credentials may not write, or nobody may: a ruleset, a branch in the way.
   */
  commit(change: StateChange): Promise<CommitOutcome>;

  /**
   * Looks at the branch as it is, whatever anybody did to it, and says what a repair would make of it. Costs many
   * requests: only `/repair` asks for it.
   * @throws {StateUnreadable} when no repair is possible: a newer format, or nothing whole in the whole history.
   * @throws {StoreRefused | StoreUnavailable}
   */
  examine(): Promise<Examined>;

  /** Newest first, at most `limit` commits of the state branch. */
  log(limit: number): Promise<readonly LogEntry[]>;
}

export interface LoadOptions {
  /** Final releases to load beside the open ones; those that do not exist are left out. */
  readonly want?: readonly { readonly app: AppName; readonly number: ReleaseNumber }[];
  /** Accept a head that this store committed itself moments ago, without asking again (invariant 2). */
  readonly mayBeCached?: boolean;
  /** Called just before the branch is asked for, so that what else is asked then can go out in the same request. */
  readonly beside?: () => void;
}

export interface Loaded {
  /** Commit that was read; null: the branch does not exist and `state` is empty. */
  readonly head: string | null;
  readonly state: State;
  /** `Date` of the answer: the only clock there is (invariant 1). */
  readonly now: Instant;
  /** From this store's own memory, not read anew: good for a decision that commits, not for a refusal. */
  readonly cached: boolean;
}

/** The branch, with a state that can be vouched for once the repairs are committed with it. */
export interface Examined extends Loaded {
  readonly steps: readonly RepairStep[];
  /** What has to be done to the files as they are, so that they hold `state`. */
  readonly repairs: FileChanges;
}

export interface StateChange {
  readonly expected: string | null;
  readonly before: State;
  readonly after: State;
  readonly message: CommitMessage;
  /** From an examination: `before` is what the branch holds after them. */
  readonly repairs?: FileChanges;
}

export interface CommitMessage {
  /** For people; no `@`, `#` or URL, they would notify and cross-link at each commit. */
  readonly headline: string;
  /** For machines: `Release`, `Actor`, `Cause`, `Turn`. */
  readonly trailers: readonly (readonly [key: string, value: string])[];
}

export type CommitOutcome =
  | { readonly kind: 'committed'; readonly head: string; readonly now: Instant }
  | { readonly kind: 'conflict' };

export interface LogEntry {
  readonly commit: string;
  readonly at: Instant;
  readonly message: string;
}

/** The state branch cannot be vouched for; nothing is decided from it (invariant 12). */
export class StateUnreadable extends Error {
  override readonly name = 'StateUnreadable';
  /** Path of the file, or of the branch itself. */
  readonly file: string;
  readonly why: string;
  readonly code: 'state-unreadable' | 'state-newer-format' | 'state-behind-trace';
  /** GitHub's clock when the branch was found so; null: nobody knows. */
  foundAt: Instant | null = null;

  constructor(
    code: 'state-unreadable' | 'state-newer-format' | 'state-behind-trace',
    file: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${why}`, options);
    this.code = code;
    this.file = file;
    this.why = why;
  }
}

/** The store could not be reached, or answered neither yes nor no. The commit may or may not have happened. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  /** So long GitHub wants no request, where it names a time. */
  readonly retryAfter: Seconds;

  constructor(message: string, { retryAfter = 0, ...options }: ErrorOptions & { retryAfter?: Seconds } = {}) {
    super(message, options);
    this.retryAfter = retryAfter;
  }
}

/** GitHub will not have it: nothing happened, and trying again will not help until somebody changes something there. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
  /** The credentials lack a permission; or a rule, or another branch, stands in the way of the state branch. */
  readonly code: 'missing-permission' | 'state-branch-refused';

  constructor(code: StoreRefused['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A file would outgrow what the state branch allows. Nothing was written, and trying again will not help. */
export class RecordTooLarge extends Error {
  override readonly name = 'RecordTooLarge';
  readonly file: string;
  readonly bytes: number;

  constructor(file: string, bytes: number, limit: number) {
    super(`${file} would have ${bytes} bytes, and a file of the state branch may have ${limit} at most`);
    this.file = file;
    this.bytes = bytes;
  }
}
