import { FactsRefused, FactsUnavailable } from '../facts/facts.ts';
import { ReporterUnavailable } from '../reporter/reporter.ts';
import { StoreUnavailable } from '../store/store.ts';

/** Milliseconds; pauses grow from the first to the longest. */
const FIRST = 100;
const LONGEST = 5_000;

/**
 * Whoever meets others on a branch makes room faster, and less of it the longer they have waited: the one that has lost
 * for long goes before those who come new. Milliseconds; the least is a part of the whole pause.
 */
const OUTRUN = { growth: 3, longest: 10_000, eagerAfter: 30_000, least: 0.05 } as const;

/** Others were faster to commit. Nothing is wrong, and one of all who try always gets through. */
export class Outrun extends Error {
  override readonly name = 'Outrun';
}

export interface PatienceOptions {
  /** Milliseconds that all pauses together may take. */
  readonly limit: number;
  /** Between 0 and 1, for jitter: those who failed together do not come again together. */
  readonly random: () => number;
}

/** How long one thing is tried again. */
export class Patience {
  readonly #options: PatienceOptions;
  #tries = 0;
  #waited = 0;

  constructor(options: PatienceOptions) {
    this.#options = options;
  }

  /**
   * @param error why the last try came to nothing.
   * @returns milliseconds to wait before the next try; null: it is over, or GitHub names a longer wait than is left, or
   * to try again would end the same.
   */
  next(error: unknown): number | null {
    if (error instanceof FactsRefused) return null;
    const { limit, random } = this.#options;
    const pause = Math.max(this.#pauseAfter(error) * (0.5 + random()), askedWait(error));
    if (this.#waited + pause > limit) return null;
    this.#tries += 1;
    this.#waited += pause;
    return pause;
  }

  #pauseAfter(error: unknown): number {
    if (!(error instanceof Outrun)) return Math.min(LONGEST, FIRST * 2 ** this.#tries);
    const { growth, longest, eagerAfter, least } = OUTRUN;
    const age = Math.max(least, 1 - this.#waited / eagerAfter);
    return Math.min(longest, FIRST * growth ** this.#tries) * age;
  }
}

/**
 * Does something that may be done twice, again and again until it works.
 * @param passes whether an error is of the kind that does.
 * @throws what it failed with last, when patience has ended; at once what does not pass.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  passes: (error: unknown) => boolean,
  { wait, ...options }: PatienceOptions & { readonly wait: (milliseconds: number) => Promise<void> },
): Promise<T> {
  const patience = new Patience(options);
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const pause = passes(error) ? patience.next(error) : null;
      if (pause === null) throw error;
      await wait(pause);
    }
  }
}

/** Limits are told in seconds; to come a moment too early would be a request for nothing. */
function askedWait(error: unknown): number {
  const isPort =
    error instanceof StoreUnavailable ||
    error instanceof FactsUnavailable ||
    error instanceof ReporterUnavailable;
  return isPort ? error.retryAfter * 1000 : 0;
}
