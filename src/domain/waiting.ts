import type { Detail } from './detail.ts';
import type { AttemptRef } from './effect.ts';
import type { Seconds } from './instant.ts';
import { plus } from './instant.ts';
import type { ReasonCode } from './reason.ts';
import type { Waiting } from './attempt.ts';
import type { Turn } from './turn.ts';

/** What an attempt waits for. */
export interface Cause {
  readonly for: ReasonCode;
  readonly detail: Detail;
  /** How long it is waited for; absent where only a person, or the occupant's end, can end it. */
  readonly patience?: Seconds;
}

/**
 * Notes what an attempt waits for. Waiting on for the same thing keeps the first instant, so that deadlines and
 * "since" stay true however often it is looked at.
 */
export function keepWaiting(turn: Turn, at: AttemptRef, { for: code, detail, patience }: Cause): void {
  turn.changeAttempt(at, (attempt) => {
    const since = attempt.waiting?.for === code ? attempt.waiting.since : turn.now;
    const waiting: Waiting = {
      for: code,
      since,
      detail,
      ...(patience === undefined ? {} : { until: plus(since, patience) }),
    };
    return { ...attempt, waiting };
  });
}
