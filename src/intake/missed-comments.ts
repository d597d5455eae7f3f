import { commentInput } from '../commands/comment-input.ts';
import type { Instant } from '../domain/instant.ts';
import { DAY, MINUTE, instantOf, latest, plus } from '../domain/instant.ts';
import type { Workplace } from './workplace.ts';

/** Webhooks and sweeps overlap by this much; what is seen twice is answered once. */
const OVERLAP = 2 * MINUTE;
/** Outcomes are remembered this long: what is older might be answered a second time. */
const LOOK_BACK = DAY;

/** What a look for missed comments came to. */
export interface Heard {
  /** Every one of them was decided. */
  readonly isAll: boolean;
  /** Somebody has commanded something since the cursor. */
  readonly hasCommands: boolean;
  /** Somebody has written anything since the cursor. */
  readonly hasComments: boolean;
}

/**
 * Hands in comments that no webhook brought (invariant 9).
 * @param span.cursor comments up to then were looked at; null: nobody ever looked.
 * @param onFailure told of each comment that could not be decided; it does not keep the others from it.
 */
export async function hearMissed(
  { engine, facts }: Pick<Workplace, 'engine' | 'facts'>,
  { cursor, now }: { readonly cursor: Instant | null; readonly now: Instant },
  onFailure: (comment: string, error: unknown) => void,
): Promise<Heard> {
  const oldest = plus(now, -LOOK_BACK);
  const from = cursor === null ? oldest : latest(plus(cursor, -OVERLAP), oldest);
  const comments = await facts.commentsSince(from);
  const inputs = comments.flatMap((comment) => commentInput(comment) ?? []);
  let isAll = true;
  for (const input of inputs) {
    try {
      await engine.submit(input);
    } catch (error) {
      isAll = false;
      onFailure(input.id, error);
    }
  }
  const isNew = (at: Instant): boolean => cursor === null || at >= cursor;
  return {
    isAll,
    hasCommands: inputs.some(({ writtenAt }) => isNew(writtenAt)),
    hasComments: comments.some(({ createdAt }) => isNew(instantOf(new Date(createdAt)))),
  };
}
