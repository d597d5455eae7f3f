import type { Seconds } from '../domain/instant.ts';
import { DAY, HOUR, MINUTE } from '../domain/instant.ts';

const UNITS = { w: 7 * DAY, d: DAY, h: HOUR, m: MINUTE, s: 1 } as const;

/** The longest span that a command takes. */
export const LONGEST_SPAN: Seconds = 366 * DAY;

/** @returns the seconds of `2h`, `1h30m`, `1w`; null when it is no span between a second and a year. */
export function parseSpan(text: string): Seconds | null {
  const match = /^(?:(\d{1,8})w)?(?:(\d{1,8})d)?(?:(\d{1,8})h)?(?:(\d{1,8})m)?(?:(\d{1,8})s)?$/i.exec(text);
  if (match === null) return null;
  const seconds = Object.values(UNITS).reduce((sum, unit, at) => sum + Number(match[at + 1] ?? 0) * unit, 0);
  return seconds >= 1 && seconds <= LONGEST_SPAN ? seconds : null;
}

/** @returns the span as `parseSpan` reads it, largest units first. */
export function spellSpan(seconds: Seconds): string {
  let rest = seconds;
  const parts = Object.entries(UNITS).map(([letter, unit]) => {
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    return count === 0 ? '' : `${count}${letter}`;
  });
  return parts.join('') || '0s';
}
