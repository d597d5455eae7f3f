import { GitHubLimited } from './client.ts';
import { GITHUB_SHARES, type Share, WriteBudget, type WriteKind } from './write-budget.ts';

/**
 * What goes first: work (commits, dispatches, cancels) before reads, before what a person waits for, before what only
 * shows the state.
 */
export const URGENCIES = ['work', 'read', 'answer', 'projection'] as const;
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
  /** GitHub refused a write for its limits, so that others must have written as well. */
  refused(): void;
  /** GitHub says that it counts: from now on writes leave room for what is more urgent. */
  count(): void;
  /** How many writes that only show something may be begun now. */
  room(): number;
  /** So many of them are about to come. */
  expect(writes: number): void;
}

export interface LimiterOptions {
  /** Requests at once; GitHub allows 100 per installation, and other processes may share it. */
  readonly atOnce?: number;
  /** Milliseconds from the start of one write to the next. */
  readonly writeSpacing?: number;
  /** What of GitHub's limits on writes each urgency may take. */
  readonly shares?: readonly Share[];
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
  /** Null: it only reads. */
  readonly writes: WriteKind | null;
  readonly start: () => Promise<void>;
  readonly refuse: (error: Error) => void;
}

class PriorityLimiter implements Limiter {
  readonly #atOnce: number;
  readonly #writeSpacing: number;
  readonly #patience: number;
  readonly #elapsed: () => number;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #budget: WriteBudget;
  /** In the order of their turns. */
  readonly #queue: Queued[] = [];
  #running = 0;
  #nextWrite = Number.NEGATIVE_INFINITY;
  #silentUntil = Number.NEGATIVE_INFINITY;
  /** When it is looked again, at the latest. */
  #alarm = Number.POSITIVE_INFINITY;

  constructor(options: LimiterOptions) {
    this.#atOnce = options.atOnce ?? 10;
    this.#writeSpacing = options.writeSpacing ?? 100;
    this.#patience = options.patience ?? 20;
    this.#elapsed = options.elapsed ?? (() => performance.now());
    this.#wait = options.wait ?? waitFor;
    this.#budget = new WriteBudget(options.shares ?? GITHUB_SHARES);
  }

  run<T>(request: LimitedRequest<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#enqueue({
        rank: URGENCIES.indexOf(request.urgency),
        writes: request.writes && request.urgency !== 'read' ? request.urgency : null,
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

  refused(): void {
    this.#budget.noteRefusal(this.#elapsed());
  }

  count(): void {
    this.#budget.begin();
  }

  room(): number {
    const now = this.#elapsed();
    return now < this.#silentUntil ? 0 : this.#budget.room('projection', now);
  }

  expect(writes: number): void {
    this.#budget.expect(writes, this.#elapsed());
  }

  #startWhatMay(): void {
    while (this.#queue.length > 0 && this.#running < this.#atOnce) {
      const now = this.#elapsed();
      if (now < this.#silentUntil) return this.#keepSilent(this.#silentUntil - now);
      const waits = this.#waits(now);
      this.#sendAway(waits);
      const spacing = Math.max(0, this.#nextWrite - now);
      const pauses = this.#queue.map(({ writes }) =>
        writes === null ? 0 : Math.max(spacing, waits[writes]),
      );
      const index = pauses.indexOf(0);
      if (index < 0) return this.#lookAgainIn(Math.min(...pauses));
      for (const queued of this.#queue.splice(index, 1)) this.#start(queued, now);
    }
  }

  /** Milliseconds until there is room, as things stand. */
  #waits(now: number): Readonly<Record<WriteKind, number>> {
    const budget = this.#budget;
    return {
      work: budget.waitFor('work', now),
      answer: budget.waitFor('answer', now),
      projection: budget.waitFor('projection', now),
    };
  }

  /** Who would wait longer than anybody should is told when to come again. */
  #sendAway(waits: Readonly<Record<WriteKind, number>>): void {
    for (const queued of [...this.#queue]) {
      const wait = queued.writes === null ? 0 : waits[queued.writes];
      if (wait <= this.#patience * 1000) continue;
      this.#queue.splice(this.#queue.indexOf(queued), 1);
      queued.refuse(new GitHubLimited(null, Math.ceil(wait / 1000)));
    }
  }

  #start(queued: Queued, now: number): void {
    if (queued.writes !== null) {
      this.#nextWrite = now + this.#writeSpacing;
      this.#budget.note(queued.writes, now);
    }
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
    const at = this.#elapsed() + milliseconds;
    if (at >= this.#alarm) return;
    this.#alarm = at;
    void this.#wait(milliseconds).then(() => {
      // One that was set for an earlier moment has looked already, and set the next.
      if (this.#alarm === at) this.#alarm = Number.POSITIVE_INFINITY;
      this.#startWhatMay();
    });
  }
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
