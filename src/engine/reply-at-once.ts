import type { Answer } from '../domain/decision.ts';
import type { ReplyEffect } from '../domain/effect.ts';
import type { Input } from '../domain/input.ts';
import { rememberedAnswer } from '../domain/outcomes.ts';
import { shownPolicy } from '../domain/policy-record.ts';
import type { Head } from '../reporter/reporter.ts';
import type { MadeTurn } from './make-turn.ts';

/**
 * Answers that are not in the branch (queries, and commands of which nothing was remembered) are replied at once,
 * outside the outbox: losing one, when this process ends while GitHub takes no comments, costs a person a repeated
 * question, nothing else.
 * @returns null when nobody waits in a comment, or the outbox owes the reply already.
 */
export function replyAtOnce(
  input: Input,
  answer: Answer | null,
  made: MadeTurn,
): { effect: ReplyEffect; head: Head } | null {
  if (input.kind !== 'command' && input.kind !== 'misspelt') return null;
  if (!answer || !input.comment || rememberedAnswer(made.state, input.id)) return null;
  const { id, issue } = input.comment;
  const { id: cause, writtenAt } = input;
  const effect: ReplyEffect = {
    kind: 'reply',
    id: `reply:${cause}`,
    input: cause,
    issue,
    comment: id,
    writtenAt,
  };
  const outcome = { input: input.id, at: made.now, answer };
  // Ages are told as of now: in a quiet repository the last turn may be days old.
  const meta = { ...made.state.meta, at: made.now };
  const state = { ...made.state, meta, outcomes: [...made.state.outcomes, outcome] };
  const policy = made.rules && shownPolicy(made.rules);
  return { effect, head: { state, policy } };
}
