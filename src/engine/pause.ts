const FIRST = 100;
const LONGEST = 5_000;

/** @returns how long to wait before the next try; milliseconds, growing, with jitter from a number between 0 and 1. */
export function pauseAfter(tries: number, random: number): number {
  return Math.min(LONGEST, FIRST * 2 ** tries) * (0.5 + random);
}
