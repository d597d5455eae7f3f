import type { FactKind, FactAnswers } from '../domain/fact.ts';
import type { Seconds } from '../domain/instant.ts';
import type { Sha } from '../domain/names.ts';

/** The questions that a `FactSource` answers; what is left out here is answered by the engine itself. */
export type SourceFactKind = Exclude<FactKind, 'policy' | 'lastPolicy' | 'release' | 'repair'>;

/**
 * Answers what the domain wants to know from outside. Answers are of the moment: nothing is cached across turns
 * unless it can never change (a commit, ancestry of two commits).
 *
 * An implementer guarantees: all pages or an explicit "unreadable"; never an answer made up for an error: that
 * is a `FactsUnavailable`, and the turn is tried again later.
 */
export interface FactSource {
  /** @throws {FactsUnavailable | FactsRefused} when the answer cannot be had now, or not by these credentials. */
  answer<K extends SourceFactKind>(
    kind: K,
    question: FactAnswers[K]['question'],
  ): Promise<FactAnswers[K]['answer']>;

  /**
   * GitHub told of a push: what it said need not be asked, and what will be asked because of it can be asked for
   * together with the policy. Nothing depends on its being called.
   */
  expect?(push: PushNews): void;

  /** The default branch's files that policy is made of, all from one commit. */
  policySource(): Promise<PolicySource>;

  /** The same files in a commit that was the default branch's head once; null: there is no such commit any more. */
  policySourceAt(sha: Sha): Promise<PolicySource | null>;

  /** Comments written since `since`, oldest first: for commands whose webhook was lost. */
  commentsSince(since: string): Promise<readonly CommentFact[]>;
}

/** What GitHub says of a push that took no commit away from its branch. */
export interface PushNews {
  /** Commit that the others were added to; null: the branch is new. */
  readonly before: Sha | null;
  readonly after: Sha;
  /** All that were added, oldest first; where the branch is new, its newest alone. */
  readonly commits: readonly { readonly sha: Sha; readonly message: string; readonly author: string }[];
}

export interface PolicySource {
  readonly sha: string;
  /** Name of the repository without its owner; the one app is named like it where the config names none. */
  readonly repository: string;
  readonly defaultBranch: string;
  /** Text of `.github/signalbox.yml`; null when there is none. */
  readonly config: { readonly path: string; readonly text: string } | null;
  /** File name → text of every workflow in `.github/workflows`. */
  readonly workflows: Readonly<Record<string, string>>;
}

export interface CommentFact {
  readonly id: string;
  readonly issue: number;
  readonly pull: boolean;
  readonly body: string;
  readonly author: { readonly login: string; readonly id: number; readonly person: boolean };
  readonly createdAt: string;
  /** Somebody has reacted to it in one of the ways in which Signalbox marks what it has answered; GitHub tells not who. */
  readonly isMarked: boolean;
}

/** GitHub could not be asked, or did not answer clearly. */
export class FactsUnavailable extends Error {
  override readonly name: string = 'FactsUnavailable';
  /** So long GitHub wants no request, where it names a time. */
  readonly retryAfter: Seconds;

  constructor(message: string, { retryAfter = 0, ...options }: ErrorOptions & { retryAfter?: Seconds } = {}) {
    super(message, options);
    this.retryAfter = retryAfter;
  }
}

/** GitHub said no: to ask it again with these credentials would end the same. */
export class FactsRefused extends FactsUnavailable {
  override readonly name = 'FactsRefused';
  /** It is these credentials that lack something, and not the question that is wrong. */
  readonly isForbidden: boolean;

  constructor(
    message: string,
    { isForbidden, ...options }: ErrorOptions & { readonly isForbidden: boolean },
  ) {
    super(message, options);
    this.isForbidden = isForbidden;
  }
}
