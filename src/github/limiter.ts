import { GitHubLimited } from './client.ts';

/** What goes first: work (commits, dispatches, cancels) before reads before what only shows the state. */
export const URGENCIES = ['work', 'read', 'projection'] as const;
export type Urgency = (typeof URGENCIES)[number];

export interface LimitedRequest<T> {
  readonly urgency: Urgency;
  /** Writes are spaced, reads are not. */
  readonly writes: boolean;
  readonly send: () => Promise<T>;
}

/**
 * Keeps all requests of one installation within GitHub's secondary limits (GitHub documentation, "Best practices for
 * using the REST API"): few at once, a pause between writes, silence for as long as `Retry-After` says.
 */
export interface Limiter {
  /**
   * Sends when it is the request's turn.
   * @throws {GitHubLimited} at once when GitHub asked for a longer silence than anybody here should wait.
   */
  run<T>(request: LimitedRequest<T>): Promise<T>;
  /** GitHub asked to be left alone for so long. */
  pause(seconds: number): void;
}

export interface LimiterOptions {
  /** Requests at once; GitHub allows 100 per installation, and other processes may share it. */
  readonly atOnce?: number;
  /** Milliseconds from the start of one write to the next. */
  readonly writeSpacing?: number;
  /** Seconds of silence that a request waits through; beyond them it is refused. */
  readonly patience?: number;
  /** A clock that never goes back, in milliseconds. */
  readonly elapsed?: () => number;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** @returns a limiter; hand the same one to every client of an installation. */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  return new PriorityLimiter(options);
}

interface Queued {
  readonly rank: number;
  readonly writes: boolean;
  readonly start: () => Promise<void>;
  readonly refuse: (error: Error) => void;
}

class PriorityLimiter implements Limiter {
  readonly #atOnce: number;
  readonly #writeSpacing: number;
  readonly #patience: number;
  readonly #elapsed: () => number;
  readonly #wait: (milliseconds: number) => Promise<void>;
  /** In the order of their turns. */
  readonly #queue: Queued[] = [];
  #running = 0;
  #nextWrite = Number.NEGATIVE_INFINITY;
  #silentUntil = Number.NEGATIVE_INFINITY;
  #alarmIsSet = false;

  constructor(options: LimiterOptions) {
    this.#atOnce = options.atOnce ?? 10;
    this.#writeSpacing = options.writeSpacing ?? 100;
    this.#patience = options.patience ?? 20;
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#wait = options.wait ?? waitFor;
  }

  run<T>(request: LimitedRequest<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#enqueue({
        rank: URGENCIES.indexOf(request.urgency),
        writes: request.writes,
        start: () => request.send().then(resolve, reject),
        refuse: reject,
      });
      this.#startWhatMay();
    });
  }

  pause(seconds: number): void {
    this.#silentUntil = Math.max(this.#silentUntil, this.#elapsed() + seconds * 1000);
    if (this.#queue.length > 0) this.#keepSilent(this.#silentUntil - this.#elapsed());
  }

  #enqueue(queued: Queued): void {
    const later = this.#queue.findIndex((other) => other.rank > queued.rank);
    this.#queue.splice(later < 0 ? this.#queue.length : later, 0, queued);
  }

  #startWhatMay(): void {
    while (this.#queue.length > 0 && this.#running < this.#atOnce) {
      const now = this.#elapsed();
      if (now < this.#silentUntil) return this.#keepSilent(this.#silentUntil - now);
      const index = this.#queue.findIndex(({ writes }) => !writes || now >= this.#nextWrite);
      if (index < 0) return this.#lookAgainIn(this.#nextWrite - now);
      for (const queued of this.#queue.splice(index, 1)) this.#start(queued, now);
    }
  }

  #start(queued: Queued, now: number): void {
    if (queued.writes) this.#nextWrite = now + this.#writeSpacing;
    this.#running += 1;
    void queued.start().finally(() => {
      this.#running -= 1;
      this.#startWhatMay();
    });
  }

  #keepSilent(milliseconds: number): void {
    const seconds = Math.ceil(milliseconds / 1000);
    if (seconds <= this.#patience) return this.#lookAgainIn(milliseconds);
    const error = new GitHubLimited('no request was sent', seconds);
    for (const queued of this.#queue.splice(0)) queued.refuse(error);
  }

  #lookAgainIn(milliseconds: number): void {
    if (this.#alarmIsSet) return;
    this.#alarmIsSet = true;
    void this.#wait(milliseconds).then(() => {
      this.#alarmIsSet = false;
      this.#startWhatMay();
    });
  }
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
