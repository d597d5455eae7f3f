import { mayCommand } from './access.ts';
import { advance } from './advance.ts';
import { answerCommand } from './answer-command.ts';
import { refuse } from './answers.ts';
import { handleClaim } from './claim.ts';
import type { Answer, Decision } from './decision.ts';
import { isEqual } from './equal.ts';
import type { Facts, PolicyAnswer } from './fact.ts';
import { FactUnanswered, MissingFacts } from './fact.ts';
import { concernsOf, headlineOf } from './headline.ts';
import type { ClaimInput, CommandInput, Input, MisspeltInput, ReportInput } from './input.ts';
import { latest } from './instant.ts';
import { takeOver } from './outbox.ts';
import {
  isListFull,
  isRestReserved,
  noteOutcome,
  overLimitUntil,
  rememberedAnswer,
  wasToldOfLimit,
} from './outcomes.ts';
import { handlePerformed } from './performed.ts';
import { oweProjections } from './projections.ts';
import { seeRefs } from './handled-refs.ts';
import { handlePush, handleTag } from './push.ts';
import type { Policy } from './policy.ts';
import { invalidityOf, recordOf, shownPolicy } from './policy-record.ts';
import { isQuestion } from './question.ts';
import { isRepair } from './repair.ts';
import { handleReport } from './report.ts';
import { handleRun } from './run-outcome.ts';
import { isFinal } from './derive.ts';
import type { Sha } from './names.ts';
import { takeUpPutOff } from './put-off.ts';
import type { State } from './state.ts';
import { AppUnreadable } from './unreadable.ts';
import { keepSummaries } from './summaries.ts';
import { handleTick } from './tick.ts';
import { StateBehind, vouch } from './traces.ts';
import type { Stamp } from './turn.ts';
import { Turn } from './turn.ts';
import { unlessUnanswered } from './unanswered.ts';
import { watchedBy } from './watched-refs.ts';

/**
 * The centre: what becomes of the state when this input comes in, given these facts. Pure: no clock, no randomness, no
 * I/O. Asks for facts it lacks instead of fetching them; the engine answers and calls again.
 */
export function decide(state: State, input: Input, facts: Facts, stamp: Stamp): Decision {
  const now = latest(stamp.now, state.meta.at);
  try {
    return decideWith(new Turn(state, facts, { ...stamp, now }), input);
  } catch (error) {
    if (error instanceof MissingFacts) return { kind: 'ask', questions: error.questions };
    if (error instanceof FactUnanswered) return { kind: 'unanswered', question: error.question };
    if (error instanceof StateBehind) {
      return { kind: 'stopped', code: 'state-behind-trace', why: error.message };
    }
    throw error;
  }
}

function decideWith(turn: Turn, input: Input): Decision {
  if (input.kind === 'checks' && !isAwaited(turn, input.sha)) return { kind: 'unchanged', answer: null };
  // What was put off was asked for earlier than what comes now (invariant 7).
  if (!isRepair(input) && !isQuestion(input)) takeUpPutOff(turn);
  const answer = handleReadable(turn, input);
  // With a repair its steps are committed: where it is refused, there must be no commit at all.
  const isRefusedRepair = isRepair(input) && answer?.kind !== 'done';
  if (isQuestion(input) || isRefusedRepair) return { kind: 'unchanged', answer };
  // Refused: whatever the rules did on the way to the refusal is forgotten; what is due is still done. Only a job that
  // is turned away at the fence, or whose report is more than there is room for, has ended its attempt with it.
  if (answer?.kind === 'refused' && input.kind !== 'claim' && input.kind !== 'report') {
    turn.replace(turn.before);
  }
  if (!isRepair(input)) takeUpPutOff(turn);
  if (turn.stamp.performs) advance(turn);
  record(turn, input, answer);
  keepSummaries(turn);
  oweProjections(turn);
  takeOver(turn);
  return conclude(turn, input, answer);
}

/** An app that cannot be read keeps nobody from the others: only what needs it is refused (invariant 12). */
function handleReadable(turn: Turn, input: Input): Answer | null {
  try {
    return handle(turn, input);
  } catch (error) {
    if (!(error instanceof AppUnreadable)) throw error;
    turn.replace(turn.before);
    const isAwaited = ['command', 'claim', 'report'].includes(input.kind);
    return isAwaited ? refuse('state-unreadable', { app: error.app, message: error.message }) : null;
  }
}

/** @returns the answer to whoever waits for one; nobody does for what GitHub and the clock say. */
function handle(turn: Turn, input: Input): Answer | null {
  switch (input.kind) {
    case 'command':
    case 'misspelt':
      return answerPerson(turn, input);
    case 'claim':
      return handleClaim(turn, input);
    case 'report':
      return handleReport(turn, input);
    default:
      takeNote(turn, input);
      return null;
  }
}

function takeNote(
  turn: Turn,
  input: Exclude<Input, CommandInput | MisspeltInput | ClaimInput | ReportInput>,
): void {
  switch (input.kind) {
    case 'push':
      return handlePush(turn, input);
    case 'tag':
      return handleTag(turn, input);
    case 'run':
      return handleRun(turn, input);
    case 'performed':
      return handlePerformed(turn, input.completions);
    case 'tick':
      return handleTick(turn, input);
    case 'checks':
      // Nothing to note: whoever waits for checks looks at them in every turn.
      return;
  }
}

/** Whether any release waits for something on this commit; GitHub tells of many checks that concern nobody. */
function isAwaited(turn: Turn, sha: Sha): boolean {
  return turn.loadedReleases().some((release) => release.spec.sha === sha && !isFinal(release.status));
}

/** One input, one outcome: a command that was answered before gets its first answer again (invariant 9). */
function answerPerson(turn: Turn, input: CommandInput | MisspeltInput): Answer | null {
  const first = rememberedAnswer(turn.state, input.id);
  if (first) return first;
  const answer = turn.policyAnswer();
  const policy = shownPolicy(turn.rules());
  if (input.comment && !input.comment.explicit && isSilent(answer, policy)) return null;
  if (policy === null) return noPolicy(answer);
  // A branch that is not there may have been deleted (design, section 4).
  if (turn.before.meta.turn === 0 && !isRepair(input)) vouch(turn);
  const until = isQuestion(input) ? null : overLimitUntil(turn, input.actor.id);
  if (until !== null) {
    if (wasToldOfLimit(turn, input.actor.id)) return null;
    return refuse('too-many-commands', { by: input.actor.login, until });
  }
  if (!isQuestion(input) && isRestReserved(turn) && !mayCommand(turn, input.actor, policy)) return null;
  if (input.kind === 'misspelt') return refuse(input.code, input.detail);
  if (isListFull(turn) && !isQuestion(input)) return refuse('busy');
  return answerCommand(turn, input, policy);
}

/** Nothing was ever the policy here, or it cannot be had any more. */
function noPolicy(answer: PolicyAnswer): Answer {
  if (answer.status !== 'invalid') return refuse('no-config');
  return refuse(invalidityOf(answer.errors), { problems: answer.errors });
}

/** Short forms are ours only where a config exists, or did, and leaves them on (design, section 7). */
function isSilent(answer: PolicyAnswer, policy: Policy | null): boolean {
  return policy === null ? answer.status === 'absent' : !policy.shortCommands;
}

function record(turn: Turn, input: Input, answer: Answer | null): void {
  if (answer === null || (input.kind !== 'command' && input.kind !== 'misspelt')) return;
  // A repository that is not set up gets no state branch by a question.
  if (answer.code === 'no-config') return;
  if (rememberedAnswer(turn.before, input.id)) return;
  noteOutcome(turn, input, answer);
}

function conclude(turn: Turn, input: Input, answer: Answer | null): Decision {
  const isNew = turn.before.meta.turn === 0;
  // The name of a performer alone is no reason to begin a state branch.
  if (isNew && isEqual(turn.before, turn.state)) return { kind: 'unchanged', answer };
  // Whatever it is that would begin a branch, even the memory of a refusal: there may have been one.
  if (isNew && !isRepair(input)) vouch(turn);
  // A repair puts a branch in the place of one that is gone: what was turned away meanwhile is still to be handled.
  if (isNew && !isRepair(input)) noteWhatLies(turn);
  notePerformer(turn);
  notePolicy(turn);
  if (isEqual(turn.before, turn.state)) return { kind: 'unchanged', answer };
  const meta = { ...turn.state.meta, turn: turn.stamp.turn, at: turn.now };
  const state = { ...turn.state, meta };
  return {
    kind: 'changed',
    state,
    answer,
    headline: headlineOf(turn, input, answer),
    concerns: concernsOf(turn),
  };
}

/**
 * What moves from now on makes releases, whether it is told of or found by a sweep. Where GitHub cannot say what lies
 * there now, the first sweep looks.
 */
function noteWhatLies(turn: Turn): void {
  const policy = turn.facts.has('policy', {}) ? turn.policy() : null;
  if (policy === null) return;
  unlessUnanswered(
    turn,
    () => seeRefs(turn, watchedBy(policy)),
    () => undefined,
  );
}

/**
 * Whoever wrote the branch first stays its performer until the config names another (docs/decisions/0012-performer.md).
 * The policy is looked at where the turn asked for it anyway.
 */
function notePerformer(turn: Turn): void {
  const named = turn.facts.has('policy', {}) ? turn.policy()?.performer : null;
  const { meta } = turn.state;
  if (named && named !== meta.performer) turn.replace({ ...turn.state, meta: { ...meta, performer: named } });
}

/** By what was decided is remembered: it is what holds when the default branch says nothing that can be read. */
function notePolicy(turn: Turn): void {
  const policy = turn.facts.has('policy', {}) ? turn.policy() : null;
  const { repository } = turn.state;
  const record = policy && recordOf(policy, repository.policy);
  if (record === null || record === repository.policy) return;
  turn.replace({ ...turn.state, repository: { ...repository, policy: record } });
}
