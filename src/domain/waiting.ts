import type { Detail } from './detail.ts';
import type { AttemptRef } from './effect.ts';
import type { Seconds } from './instant.ts';
import { plus } from './instant.ts';
import type { ReasonCode } from './reason.ts';
import type { Waiting } from './release.ts';
import type { Turn } from './turn.ts';

/**
 * Notes what an attempt waits for. Waiting on for the same thing keeps the first instant, so that deadlines and
 * "since" stay true however often it is looked at.
 */
export function keepWaiting(
  turn: Turn,
  at: AttemptRef,
  cause: ReasonCode,
  detail: Detail,
  patience?: Seconds,
): void {
  turn.changeAttempt(at, (attempt) => {
    const since = attempt.waiting?.for === cause ? attempt.waiting.since : turn.now;
    const waiting: Waiting = {
      for: cause,
      since,
      detail,
      ...(patience === undefined ? {} : { until: plus(since, patience) }),
    };
    return { ...attempt, waiting };
  });
}
