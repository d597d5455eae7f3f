import type { Detail } from './detail.ts';
import type { AttemptRef } from './effect.ts';
import type { Seconds } from './instant.ts';
import { plus } from './instant.ts';
import type { ReasonCode } from './reason.ts';
import type { Attempt, Waiting } from './attempt.ts';
import type { Turn } from './turn.ts';

/** What an attempt waits for. */
export interface Cause {
  readonly for: ReasonCode;
  readonly detail: Detail;
  /** How long it is waited for; absent where only a person, or the occupant's end, can end it. */
  readonly patience?: Seconds;
}

/** That GitHub could not be asked for a moment does not end what was waited for. */
const INTERRUPTIONS: readonly ReasonCode[] = ['github-unavailable', 'checks-unreadable'];

/**
 * Notes what an attempt waits for. Waiting on for the same thing keeps the first instant, so that deadlines and
 * "since" stay true however often it is looked at, and whether or not GitHub could be asked in between.
 */
export function keepWaiting(turn: Turn, at: AttemptRef, { for: code, detail, patience }: Cause): void {
  turn.changeAttempt(at, (attempt) => {
    const before = attempt.waiting;
    const known = [before, before?.interrupted].find((each) => each?.for === code);
    const since = known?.since ?? turn.now;
    const waiting: Waiting = {
      for: code,
      since,
      detail,
      ...(patience === undefined ? {} : { until: plus(since, patience) }),
      ...(INTERRUPTIONS.includes(code) ? interrupted(before) : {}),
    };
    return { ...attempt, waiting };
  });
}

function interrupted(before: Waiting | undefined): Pick<Waiting, 'interrupted'> {
  if (!before) return {};
  if (INTERRUPTIONS.includes(before.for)) {
    return before.interrupted ? { interrupted: before.interrupted } : {};
  }
  return { interrupted: { for: before.for, since: before.since } };
}

/** @returns the attempt without what it waited for. */
export function notWaiting({ waiting: _over, ...attempt }: Attempt): Attempt {
  return attempt;
}
