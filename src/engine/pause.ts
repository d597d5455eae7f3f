const FIRST = 100;
const LONGEST = 5_000;

/** @returns how long to wait before the next try; milliseconds, growing, with jitter from a number between 0 and 1. */
export function pauseAfter(tries: number, random: number): number {
  return Math.min(LONGEST, FIRST * 2 ** tries) * (0.5 + random);
}

export interface Patience {
  /** How long it is tried again; milliseconds. */
  readonly patience: number;
  /** Waits that many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
  /** Whether an error is of the kind that passes. */
  readonly passes: (error: unknown) => boolean;
}

/**
 * Does something that may be done twice, again and again until it works.
 * @throws what it failed with last, when patience has ended; at once what does not pass.
 */
export async function patiently<T>(work: () => Promise<T>, options: Patience): Promise<T> {
  const { patience, wait, random, passes } = options;
  let waited = 0;
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      const pause = pauseAfter(tries, random());
      waited += pause;
      if (!passes(error) || waited > patience) throw error;
      await wait(pause);
    }
  }
}
