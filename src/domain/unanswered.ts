import { FactUnanswered } from './fact.ts';
import type { Seconds } from './instant.ts';
import { DAY } from './instant.ts';
import type { Turn } from './turn.ts';
import type { Cause } from './waiting.ts';

/** As long as a config that lacks something is waited for: somebody has to look what is wrong (invariant 13). */
const PATIENCE: Seconds = 7 * DAY;

/**
 * Does what may need facts that cannot be had now. If so, it is as if it had not been begun.
 * @param otherwise what is done instead.
 */
export function unlessUnanswered<T>(turn: Turn, work: () => T, otherwise: (missing: FactUnanswered) => T): T {
  const before = turn.state;
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FactUnanswered)) throw error;
    turn.replace(before);
    return otherwise(error);
  }
}

/**
 * @returns what an attempt waits for whose facts cannot be had (invariant 12): every turn asks again. GitHub's own words
 * differ each time, and would make a commit of each look.
 */
export function causeOf({ question }: FactUnanswered): Cause {
  return { for: 'github-unavailable', detail: { topic: question.kind }, patience: PATIENCE };
}
