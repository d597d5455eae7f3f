import { commentInput } from '../commands/comment-input.ts';
import type { CommandInput, Input, MisspeltInput } from '../domain/input.ts';
import type { Instant } from '../domain/instant.ts';
import { DAY, HOUR, MINUTE, instantOf, latest, plus } from '../domain/instant.ts';
import { isQuestion } from '../domain/question.ts';
import { isRepair } from '../domain/repair.ts';
import { markerOf } from '../views/markers.ts';
import { policyFor } from './policy-for.ts';
import type { Workplace } from './workplace.ts';

/** Where nothing can be noted, each sweep asks for the same again: older than this, a person has to say it once more. */
const REPAIR_LOOK_BACK = HOUR;
/** Each costs an examination of the branch. */
const REPAIRS_AT_ONCE = 5;
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

/** Told of each comment that could not be decided; it does not keep the others from it. */
export type OnFailure = (comment: string, error: unknown) => void;

interface Span {
  /** Comments up to then were looked at; null: nobody ever looked. */
  readonly cursor: Instant | null;
  readonly now: Instant;
}

/**
 * Hands in comments that no webhook brought (invariant 9). No answer to a question is remembered: one that bears a mark
 * has been answered, also where somebody has deleted the reply, and would be answered otherwise now.
 */
export async function hearMissed(
  { engine, facts }: Pick<Workplace, 'engine' | 'facts'>,
  { cursor, now }: Span,
  onFailure: OnFailure,
): Promise<Heard> {
  const oldest = plus(now, -LOOK_BACK);
  const from = cursor === null ? oldest : latest(plus(cursor, -OVERLAP), oldest);
  const comments = await facts.commentsSince(from);
  const inputs = comments.flatMap((comment) => commentInput(comment) ?? []);
  const marked = new Set(comments.flatMap(({ id, isMarked }) => (isMarked ? `comment:${id}` : [])));
  const unanswered = inputs.filter((input) => !marked.has(input.id) || !isQuestion(input));
  const isAll = await handIn(engine, unanswered, onFailure);
  const isNew = (at: Instant): boolean => cursor === null || at >= cursor;
  return {
    isAll,
    hasCommands: inputs.some(({ writtenAt }) => isNew(writtenAt)),
    hasComments: comments.some(({ createdAt }) => isNew(instantOf(new Date(createdAt)))),
  };
}

/**
 * Hands in what no webhook brought of the one command that is heard while nobody can vouch for the branch. There nothing
 * is remembered but by our replies: whoever was answered is not answered otherwise. That a bot has written a reply is
 * taken for ours, for the worst that another can do with one is that a person has to ask again (attack A16).
 * @returns whether there was any.
 */
export async function hearMissedRepairs(
  { engine, facts }: Pick<Workplace, 'engine' | 'facts'>,
  now: Instant,
  onFailure: OnFailure,
): Promise<boolean> {
  const comments = await facts.commentsSince(plus(now, -REPAIR_LOOK_BACK));
  const replies = new Set(comments.flatMap(({ author, body }) => (author.person ? [] : markerOf(body))));
  const repairs = comments
    .flatMap((comment) => commentInput(comment) ?? [])
    .filter((input) => isRepair(input) && !replies.has(`reply:${input.id}`));
  const newest = lastWords(repairs).slice(-REPAIRS_AT_ONCE);
  const ours = await Promise.all(
    newest.map(async (input) => ((await policyFor({ facts }, input.comment)) === 'not-ours' ? [] : [input])),
  );
  await handIn(engine, ours.flat(), onFailure);
  return ours.flat().length > 0;
}

/** Each examination costs many requests, so that of each person only the last word is heard. */
function lastWords<T extends CommandInput | MisspeltInput>(inputs: readonly T[]): readonly T[] {
  return inputs.filter(
    (input, index) => !inputs.slice(index + 1).some((later) => later.actor.id === input.actor.id),
  );
}

/** @returns whether every one was decided. */
async function handIn(
  engine: Workplace['engine'],
  inputs: readonly Input[],
  onFailure: OnFailure,
): Promise<boolean> {
  let isAll = true;
  for (const input of inputs) {
    try {
      await engine.submit(input);
    } catch (error) {
      isAll = false;
      onFailure(input.id, error);
    }
  }
  return isAll;
}
