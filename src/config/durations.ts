import { z } from 'zod';
import { DAY, HOUR, MINUTE } from '../domain/instant.ts';
import type { Seconds } from '../domain/instant.ts';

const PATTERN = /^(?=\d)(?:(\d{1,5})d)?(?:(\d{1,5})h)?(?:(\d{1,5})m)?$/;

/** A workflow run ends after 35 days at the latest (GitHub documentation, "Actions limits"). */
const LONGEST: Seconds = 35 * DAY;

/** @returns the seconds of `30m`, `2h`, `1d` or `1d12h`; null when it is no duration between one minute and 35 days. */
export function parseDuration(text: string): Seconds | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [, days = '0', hours = '0', minutes = '0'] = match;
  const seconds = Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE;
  return seconds >= MINUTE && seconds <= LONGEST ? seconds : null;
}

const error = 'must be a duration between 1m and 35d, like 30m, 2h, 1d or 1h30m';

/** A duration as it is written. */
export const durationSchema = z
  .string({ error })
  .regex(PATTERN, { error, abort: true })
  .refine((text) => parseDuration(text) !== null, { error });

/** @returns the seconds of a duration that `durationSchema` has let through, or `otherwise` when none is written. */
export function secondsOf(written: string | undefined, otherwise: Seconds): Seconds {
  return (written === undefined ? null : parseDuration(written)) ?? otherwise;
}
