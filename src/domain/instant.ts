/**
 * A point in time as `2026-11-20T12:00:00Z`: UTC, whole seconds, always this shape, so that two of them
 * compare as text. The domain never reads a clock; every instant is an argument (architecture, invariant 1).
 */
export type Instant = string;

/** A span in whole seconds. */
export type Seconds = number;

/** @returns the instant in the one shape that the state branch uses. */
export function instantOf(date: Date): Instant {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** @returns the instant `seconds` after `instant` (before it, when negative). */
export function plus(instant: Instant, seconds: Seconds): Instant {
  return instantOf(new Date(Date.parse(instant) + seconds * 1000));
}

/** @returns whole seconds from `from` to `to`; negative when `to` is earlier. */
export function secondsBetween(from: Instant, to: Instant): Seconds {
  return Math.floor((Date.parse(to) - Date.parse(from)) / 1000);
}

/** @returns the later of two instants. */
export function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b;
}

export const MINUTE: Seconds = 60;
export const HOUR: Seconds = 60 * MINUTE;
export const DAY: Seconds = 24 * HOUR;
