import type { Actor, Mark } from './actor.ts';
import type { Detail } from './detail.ts';
import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';
import type { ReasonCode } from './reason.ts';

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

/** One try of an activity; at most one workflow run of it is ever admitted. */
export interface Attempt {
  /** 1, 2, … within the activity. */
  readonly number: number;
  /** Unguessable name of this attempt; its run shows it in its title. */
  readonly nonce: string;
  readonly status: AttemptStatus;
  readonly createdAt: Instant;
  /** While `waiting`: for what, and who or what wakes it. While `pending`: what its dispatch cannot go out without. */
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
  /** What was waited for until GitHub could not be asked: its deadline runs on. */
  readonly interrupted?: { readonly for: ReasonCode; readonly since: Instant };
}
