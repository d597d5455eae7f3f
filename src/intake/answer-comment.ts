import type { Answer } from '../domain/decision.ts';
import type { CommandInput, MisspeltInput } from '../domain/input.ts';
import { emptyState } from '../domain/state.ts';
import type { EngineLog } from '../engine/engine.ts';
import { refusalOf } from '../store/refusal.ts';
import { policyFor } from './policy-for.ts';
import type { Workplace } from './workplace.ts';

/**
 * Answers a command that a person wrote: 👀 at once, so that it is seen to be heard; the reply follows the commit.
 * Both are the performer's; the other front only records what it heard.
 * @returns what was answered; null where the words were not meant for us.
 * @throws what kept the engine from deciding; the same input may be handed in again.
 */
export async function answerComment(
  at: Workplace,
  input: CommandInput | MisspeltInput,
  log: EngineLog,
): Promise<Answer | null> {
  const answer = at.engine.submit(input);
  const seen = acknowledge(at, input);
  try {
    return await answer;
  } catch (error) {
    const answer = refusalOf(error);
    if (answer) await replyWithoutState(at, input, answer).catch((why: unknown) => complain(log, input, why));
    throw error;
  } finally {
    await seen;
  }
}

/** With the App and the Action in one repository, only the one that will answer does (decision 0012). */
async function acknowledge(at: Workplace, input: CommandInput | MisspeltInput): Promise<void> {
  if (!input.comment) return;
  const known = Promise.all([policyFor(at, input.comment), at.engine.performs()]);
  const isWanted = known.then(([policy, performs]) => policy !== 'not-ours' && performs);
  await at.reporter.acknowledge(input.comment.id, isWanted);
}

/** The reply has a name of its own, so that it is not taken for the answer that may still come. */
async function replyWithoutState(
  at: Workplace,
  input: CommandInput | MisspeltInput,
  answer: Answer,
): Promise<void> {
  const policy = await policyFor(at, input.comment);
  if (!input.comment || policy === 'not-ours') return;
  const { id: comment, issue } = input.comment;
  const outcome = { input: input.id, at: input.writtenAt, answer };
  const state = { ...emptyState('app', input.writtenAt), outcomes: [outcome] };
  await at.reporter.show(
    { kind: 'reply', id: `reply:${input.id}:${answer.code}`, input: input.id, issue, comment },
    { state, policy: policy?.status === 'ok' ? policy.policy : null },
    true,
  );
}

function complain(log: EngineLog, input: CommandInput | MisspeltInput, error: unknown): void {
  log.warn('a refusal could not be shown', { input: input.id, error: String(error) });
}
