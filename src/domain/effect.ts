import type { Instant, Seconds } from './instant.ts';
import type { AppName, EnvironmentName, ReleaseNumber } from './names.ts';

/** What is owed outside after a turn. `id` is stable: owing the same thing twice owes it once. */
export type Effect =
  | DispatchEffect
  | CancelEffect
  | StatusEffect
  | DeploymentEffect
  | LiveCommentEffect
  | NoticeEffect
  | ReplyEffect;

/** Names one attempt. */
export interface AttemptRef {
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly activity: string;
  readonly attempt: number;
}

/** Start the workflow run of a pending attempt. */
export interface DispatchEffect extends AttemptRef {
  readonly kind: 'dispatch';
  readonly id: string;
}

/** Ask GitHub to cancel the attempt's run. */
export interface CancelEffect extends AttemptRef {
  readonly kind: 'cancel';
  readonly id: string;
  readonly run: string;
}

/** Write the commit status `signalbox/<app>/<environment>` as the head says it. */
export interface StatusEffect {
  readonly kind: 'status';
  readonly id: string;
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly environment: EnvironmentName;
}

/** Create or update the GitHub deployment as the head says it. */
export interface DeploymentEffect {
  readonly kind: 'deployment';
  readonly id: string;
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly environment: EnvironmentName;
}

/** Create or edit the one live comment of a release on a pull request. */
export interface LiveCommentEffect {
  readonly kind: 'live-comment';
  readonly id: string;
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly pull: number;
}

/** A new comment on a pull request: a failure, or the end (design, section 7). */
export interface NoticeEffect {
  readonly kind: 'notice';
  readonly id: string;
  readonly app: AppName;
  readonly release: ReleaseNumber;
  readonly pull: number;
  readonly about: 'failed' | 'succeeded' | 'ended';
}

/** The one reply to a command in a comment, with its final reaction; the text is the remembered outcome. */
export interface ReplyEffect {
  readonly kind: 'reply';
  readonly id: string;
  /** Input id of the command, like `comment:987`. */
  readonly input: string;
  readonly issue: number;
  readonly comment: string;
  /** When that comment was written, where it is known; what the outbox owes does without. */
  readonly writtenAt?: Instant;
}

/** An effect in the outbox. */
export interface OwedEffect {
  readonly effect: Effect;
  /** Turn that owed it, or that last took it over. */
  readonly turn: number;
  /** Until then it belongs to whoever committed that turn; null: nobody took it yet. */
  readonly leaseUntil: Instant | null;
  /** First owed at; where it is doubtful, since when. */
  readonly since: Instant;
  /** A performer may have carried it out already: look it up before doing it (again). */
  readonly doubtful?: true;
  /** The last try certainly did nothing: the lease is only a rest, and no reason for doubt when it is over. */
  readonly resting?: true;
  /** What the credentials lacked that tried it last, like `actions: write`: others may have it. */
  readonly lacks?: string;
  /** GitHub's limits kept it back at the last try, until the lease ends. */
  readonly limited?: true;
  /** It says only that something goes on, and may wait until `leaseUntil` for better news. */
  readonly patient?: true;
}

/**
 * What came of an effect; rides in the next turn's commit. `turn` is the turn that the effect was carried out for: if
 * it has been owed anew since, it stays owed.
 */
export type Completion = { readonly id: string; readonly turn: number } & Outcome;

type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'started'; readonly run: { readonly id: string; readonly url: string } | null }
  /**
   * `permanent`: trying again would end the same. `lacks`: with these credentials it would, for want of that line.
   * `retryAfter`: GitHub's limits keep it back for so long.
   */
  | {
      readonly kind: 'refused';
      readonly message: string;
      readonly permanent: boolean;
      readonly lacks?: string;
      readonly retryAfter?: Seconds;
    }
  /** `effect`: what may have been written, if whoever did has not written it anew since. */
  | { readonly kind: 'ambiguous'; readonly retryAfter?: Seconds; readonly effect?: Effect }
  | {
      readonly kind: 'written';
      readonly digest: string;
      readonly ref: string | null;
      /** What was written, if whoever did has not written it anew since, so that this was its last word. */
      readonly effect?: Effect;
    };

/** What came of an effect that was carried out to its end: nothing is left of it to be tried again. */
export type Accomplished = Extract<Completion, { readonly kind: 'done' | 'written' }>;

/** Effects that start or stop work; they go out before any projection. */
export function isWork(effect: Effect): effect is DispatchEffect | CancelEffect {
  return effect.kind === 'dispatch' || effect.kind === 'cancel';
}

/** @returns the id of an attempt's dispatch. */
export function dispatchId(ref: AttemptRef): string {
  return `dispatch:${ref.app}/${ref.release}/${ref.activity}/${ref.attempt}`;
}
