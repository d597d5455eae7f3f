import type { Effect } from '../domain/effect.ts';
import type { Seconds } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import type { State } from '../domain/state.ts';

/** Effects that only show what the branch says. */
export type ProjectionEffect = Exclude<Effect, { readonly kind: 'dispatch' | 'cancel' }>;

/**
 * Shows people what the state branch says. What it writes is rendered at writing time from the head it is
 * handed, carries a hidden marker with the effect's id where GitHub has room for one, and is looked up before it
 * is created (invariant 8).
 */
export interface Reporter {
  /**
   * @returns what was written, or that nothing had to be.
   * @throws {ReporterUnavailable} when it may be tried again later.
   */
  show(effect: ProjectionEffect, head: Head, doubtful: boolean): Promise<Shown>;
  /**
   * Acknowledges a command at once; cosmetic, so GitHub's trouble with it is not thrown. The answer to that comment is
   * shown after it, or 👀 would come when everything is said.
   * @param isWanted whether it is to be acknowledged at all; yes, unless told.
   */
  acknowledge(comment: string, isWanted?: Promise<boolean>): Promise<void>;
  /** How many statuses and deployments GitHub's limits have room for now; without it, all. */
  room?(): number;
  /** So many of them were decided on, and come as soon as their turn is committed. */
  expect?(count: number): void;
}

/** The head of the state branch, and the policy, at writing time. */
export interface Head {
  readonly state: State;
  readonly policy: Policy | null;
}

export type Shown =
  /** `digest` of the text, `ref` the id that GitHub gave it. */
  | { readonly kind: 'written'; readonly digest: string; readonly ref: string | null }
  | { readonly kind: 'unchanged' }
  /** GitHub will never take it (a deleted pull request, say); it is dropped with a warning. */
  | { readonly kind: 'dropped'; readonly message: string };

export class ReporterUnavailable extends Error {
  override readonly name = 'ReporterUnavailable';
  /** The permission that these credentials lack, where that is why. */
  readonly lacks: string | null;
  /** So long GitHub's limits want it kept back, where that is why. */
  readonly retryAfter: Seconds;

  constructor(
    message: string,
    {
      lacks = null,
      retryAfter = 0,
      ...options
    }: ErrorOptions & { lacks?: string | null; retryAfter?: Seconds } = {},
  ) {
    super(message, options);
    this.lacks = lacks;
    this.retryAfter = retryAfter;
  }
}
