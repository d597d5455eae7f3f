import { commentInput } from '../commands/comment-input.ts';
import type { Instant } from '../domain/instant.ts';
import { DAY, MINUTE, latest, plus } from '../domain/instant.ts';
import type { CommentFact } from '../facts/facts.ts';
import type { Workplace } from './repositories.ts';

/** Webhooks and sweeps overlap by this much; what is seen twice is answered once. */
const OVERLAP = 2 * MINUTE;
/** Without a cursor, comments this old are still looked for. */
const LOOK_BACK = 15 * MINUTE;
/** Outcomes are remembered this long: what is older might be answered a second time. */
const LOOK_BACK_MAX = DAY;

/**
 * Hands in comments that no webhook brought (invariant 9).
 * @param cursor comments up to then were looked at; null: nobody ever looked.
 * @param onFailure told of each comment that could not be decided; it does not keep the others from it.
 * @returns whether all of them were decided.
 */
export async function hearMissed(
  { engine, facts }: Pick<Workplace, 'engine' | 'facts'>,
  { cursor, now }: { readonly cursor: Instant | null; readonly now: Instant },
  onFailure: (comment: CommentFact, error: unknown) => void,
): Promise<boolean> {
  const from = cursor === null ? plus(now, -LOOK_BACK) : plus(cursor, -OVERLAP);
  let isAllHeard = true;
  for (const comment of await facts.commentsSince(latest(from, plus(now, -LOOK_BACK_MAX)))) {
    const input = commentInput(comment);
    if (!input) continue;
    try {
      await engine.submit(input);
    } catch (error) {
      isAllHeard = false;
      onFailure(comment, error);
    }
  }
  return isAllHeard;
}
