import { branchOf, tagOf } from '../domain/git-ref.ts';
import type { Instant, Seconds } from '../domain/instant.ts';
import { DAY, HOUR, MINUTE, secondsBetween } from '../domain/instant.ts';
import type { Sha } from '../domain/names.ts';
import type { Phrase } from './phrase.ts';
import { say } from './phrase.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** Older than this, a date says more than an age. */
const OLD: Seconds = 60 * DAY;

/** @returns how long ago, or how far ahead: `just now`, `5 min ago`, `in 2 h`; a date beyond two months. */
export function age(instant: Instant, now: Instant): Phrase {
  const seconds = secondsBetween(instant, now);
  if (!Number.isFinite(seconds)) return say`at an unknown time`;
  if (Math.abs(seconds) >= OLD) return say`on ${date(instant)}`;
  if (seconds < 0 && seconds > -MINUTE) return say`in ${-seconds} s`;
  if (Math.abs(seconds) < MINUTE) return say`just now`;
  return seconds > 0 ? say`${roughly(seconds)} ago` : say`in ${roughly(-seconds)}`;
}

/** @returns a point in time for texts that are read later: `20 Nov 2026, 14:02 UTC`. */
export function moment(instant: Instant): Phrase {
  const at = new Date(Date.parse(instant));
  if (Number.isNaN(at.getTime())) return say`at an unknown time`;
  return own(`${dateOf(at)}, ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} UTC`);
}

/** @returns how long something took: `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function lasted(from: Instant, to: Instant): Phrase {
  const seconds = Math.max(0, secondsBetween(from, to));
  if (seconds < MINUTE) return say`${seconds} s`;
  const [large, small] = seconds < HOUR ? [MINUTE, 1] : [HOUR, MINUTE];
  const rest = Math.floor((seconds % large) / small);
  const units = seconds < HOUR ? (['min', 's'] as const) : (['h', 'min'] as const);
  const first = own(`${Math.floor(seconds / large)} ${units[0]}`);
  return rest === 0 ? first : say`${first} ${own(`${rest} ${units[1]}`)}`;
}

/** @returns `1 release`, `2 releases`; the words are ours. */
export function count(number: number, one: 'attempt' | 'release' | 'problem' | 'more line'): Phrase {
  return own(`${number} ${one}${number === 1 ? '' : 's'}`);
}

/** @returns the seven characters that people know a commit by. */
export function shortSha(sha: Sha): string {
  return sha.slice(0, 7);
}

/** @returns a branch or tag without `refs/heads/` or `refs/tags/`. */
export function shortRef(ref: string): string {
  return branchOf(ref) ?? tagOf(ref) ?? ref;
}

/** @returns a length of time in its largest unit: `10 min`, `24 h`, `3 d`. */
export function roughly(seconds: Seconds): Phrase {
  if (seconds < HOUR) return say`${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return say`${Math.floor(seconds / HOUR)} h`;
  return say`${Math.floor(seconds / DAY)} d`;
}

function date(instant: Instant): Phrase {
  return own(dateOf(new Date(Date.parse(instant))));
}

function dateOf(at: Date): string {
  return `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()] ?? ''} ${at.getUTCFullYear()}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function own(text: string): Phrase {
  return [{ kind: 'own', text }];
}
