import type { Actor } from './actor.ts';
import type { Instant } from './instant.ts';
import type { ReleaseNumber, Sha } from './names.ts';

/** What the state branch remembers of one app in one environment. */
export interface EnvironmentState {
  /** What runs here: the last success. */
  readonly pointer: Pointer | null;
  /** The last admitted attempt. If it did not succeed, the environment is uncertain. */
  readonly lastTouch: Touch | null;
  readonly lock: Lock | null;
  readonly pin: Pin | null;
  /** Releases that succeeded here, newest first, `SUCCESSES_KEPT` at most; rollback chooses from them. */
  readonly successes: readonly Success[];
}

export const SUCCESSES_KEPT = 30;

export const EMPTY_ENVIRONMENT: EnvironmentState = {
  pointer: null,
  lastTouch: null,
  lock: null,
  pin: null,
  successes: [],
};

export interface Pointer {
  readonly release: ReleaseNumber;
  readonly sha: Sha;
  readonly at: Instant;
}

export interface Touch {
  readonly release: ReleaseNumber;
  readonly activity: string;
  readonly attempt: number;
  readonly at: Instant;
  readonly outcome: 'running' | 'succeeded' | 'failed' | 'aborted' | 'unknown';
}

export interface Success {
  readonly release: ReleaseNumber;
  readonly sha: Sha;
  readonly at: Instant;
  /** GitHub's deployment of it, where its id was known: it is told what took its place. */
  readonly deployment?: string;
  /** A rollback left this release behind: never a default target again. */
  readonly left?: true;
}

/** A person holds the environment. */
export interface Lock {
  readonly by: Actor;
  readonly at: Instant;
  readonly reason?: string;
  readonly until?: Instant;
  readonly input: string;
}

/** The environment stays on what a rollback, or a person, put there. */
export interface Pin {
  readonly release: ReleaseNumber;
  readonly by: Actor;
  readonly at: Instant;
  readonly reason?: string;
  readonly input: string;
}

/** @returns whether the last attempt that touched the environment did not succeed. */
export function isUncertain(environment: EnvironmentState): boolean {
  const touch = environment.lastTouch;
  return touch !== null && touch.outcome !== 'succeeded' && touch.outcome !== 'running';
}
