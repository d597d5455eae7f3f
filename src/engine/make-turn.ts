import type { Answer } from '../domain/decision.ts';
import { decide } from '../domain/decide.ts';
import { Facts } from '../domain/fact.ts';
import type { Question } from '../domain/fact.ts';
import type { Input } from '../domain/input.ts';
import type { Instant } from '../domain/instant.ts';
import { latest } from '../domain/instant.ts';
import { effectsOfTurn } from '../domain/outbox.ts';
import type { Performer } from '../domain/policy.ts';
import type { Rules } from '../domain/policy-record.ts';
import { isPolicyGone, rulesKnown } from '../domain/policy-record.ts';
import type { State } from '../domain/state.ts';
import { setAside } from '../domain/set-aside.ts';
import type { Stamp } from '../domain/turn.ts';
import { STATE_BRANCH } from '../domain/state.ts';
import type { CommitMessage, Loaded } from '../store/store.ts';
import { StateUnreadable } from '../store/store.ts';
import type { FactsUnavailable } from '../facts/facts.ts';
import type { TurnFacts } from './answer-facts.ts';
import type { MessageLine } from './commit-message.ts';
import { commitMessage } from './commit-message.ts';
import type { EngineLog } from './engine.ts';

/** Inputs that one commit will answer, decided against one head. */
export interface MadeTurn {
  readonly state: State;
  readonly answers: readonly (Answer | null)[];
  /** Beside each input, why it could not be decided now: it is as if it had not come in; null: it was. */
  readonly undecided: readonly (FactsUnavailable | null)[];
  readonly isChanged: boolean;
  /** Nothing changed but what is known of effects: that can wait for company. */
  readonly isOnlyCompletions: boolean;
  /** Something was refused, repeated or found to be nothing: that must not rest on a cached head (invariant 2). */
  readonly needsFresh: boolean;
  readonly message: CommitMessage;
  /** *Now* of this turn. */
  readonly now: Instant;
  /** By what was decided; null: nobody asked for it. */
  readonly rules: Rules | null;
  /** There was a policy here, and the default branch has none any more; null: nobody looked. */
  readonly isPolicyGone: boolean | null;
}

export interface TurnMaterial {
  readonly loaded: Loaded;
  readonly inputs: readonly Input[];
  readonly facts: TurnFacts;
  /** Null: whoever it is, nothing is carried out in this turn, only recorded. */
  readonly front: Performer | null;
  readonly nonce: () => string;
  /** How many statuses and deployments GitHub has room for, when it is asked. */
  readonly room: () => number;
  readonly log: EngineLog;
}

/**
 * Decides a batch of inputs one after the other, each on the state that the one before left.
 * @returns `reload` when a record is wanted that was not read with the state.
 */
export async function makeTurn(material: TurnMaterial): Promise<MadeTurn | 'reload'> {
  const { loaded, inputs, facts } = material;
  let state = loaded.state;
  const answers: (Answer | null)[] = [];
  const undecided: (FactsUnavailable | null)[] = [];
  const lines: MessageLine[] = [];
  for (const input of inputs) {
    const decided = await decideOne(material, state, input);
    if (decided === 'reload') return 'reload';
    answers.push(decided.answer);
    undecided.push(decided.undecided ?? null);
    lines.push(...decided.lines);
    state = decided.state;
  }
  const known = new Facts(facts.answers);
  return {
    state,
    answers,
    undecided,
    isChanged: state !== loaded.state,
    isOnlyCompletions: lines.every((line) => line.input.kind === 'performed') && !takesOn(state),
    needsFresh: needsFresh(inputs, answers, lines),
    message: commitMessage(state.meta.turn, lines),
    now: latest(loaded.now, state.meta.at),
    rules: rulesKnown(loaded.state, known),
    isPolicyGone: isPolicyGone(loaded.state, known),
  };
}

/**
 * News of effects can change the state on their own and leave an input beside them with nothing to do: that input, too,
 * has to be looked at on a fresh head, or the wake-up that it is would be lost.
 */
function needsFresh(
  inputs: readonly Input[],
  answers: readonly (Answer | null)[],
  lines: readonly MessageLine[],
): boolean {
  if (lines.length === 0 || answers.some((answer) => answer !== null && answer.kind !== 'done')) return true;
  const changing = lines.map((line) => line.input);
  return inputs.some((input) => input.kind !== 'performed' && !changing.includes(input));
}

/** What else was due is done together with the news of effects; what it has taken on must not wait for company. */
function takesOn(state: State): boolean {
  return effectsOfTurn(state, state.meta.turn).length > 0;
}

interface Decided {
  readonly state: State;
  readonly answer: Answer | null;
  /** What the commit's message says of it; empty when nothing changed. */
  readonly lines: readonly MessageLine[];
  readonly undecided?: FactsUnavailable;
}

/** Asks and decides until there is a decision, or it is clear that there can be none now. */
async function decideOne(material: TurnMaterial, state: State, input: Input): Promise<Decided | 'reload'> {
  const stamp = stampFor(material);
  for (;;) {
    const decision = decideCalmly(material, { state, input, stamp });
    if (decision.kind !== 'ask') return decision.decided;
    if (await material.facts.answer(decision.questions)) return 'reload';
  }
}

type Calm =
  | { readonly kind: 'ask'; readonly questions: readonly Question[] }
  | { readonly kind: 'decided'; readonly decided: Decided };

/** An input on which a rule throws is poisonous: it is answered and set aside, and the others go on (invariant 12). */
function decideCalmly(
  { facts, log }: TurnMaterial,
  { state, input, stamp }: { state: State; input: Input; stamp: Stamp },
): Calm {
  try {
    const decision = decide(state, input, new Facts(facts.answers), stamp);
    if (decision.kind === 'ask') return decision;
    if (decision.kind === 'unanswered') {
      const undecided = facts.whyNot(decision.question);
      return { kind: 'decided', decided: { state, answer: null, lines: [], undecided } };
    }
    if (decision.kind === 'stopped') throw new StateUnreadable(decision.code, STATE_BRANCH, decision.why);
    if (decision.kind === 'unchanged') {
      return { kind: 'decided', decided: { state, answer: decision.answer, lines: [] } };
    }
    const { answer, headline, concerns } = decision;
    return {
      kind: 'decided',
      decided: { state: decision.state, answer, lines: [{ headline, concerns, input, answer }] },
    };
  } catch (error) {
    if (error instanceof StateUnreadable) throw error;
    log.error('a rule failed; the input is set aside', { input: input.id, error: String(error) });
    const aside = setAside(state, input, stamp);
    const lines =
      aside.state === state
        ? []
        : [{ headline: `${input.kind} set aside`, concerns: [], input, answer: null }];
    return { kind: 'decided', decided: { ...aside, lines } };
  }
}

function stampFor({ loaded, front, nonce, room }: TurnMaterial): Stamp {
  const { meta } = loaded.state;
  // A branch that does not exist yet has no performer: whoever writes it first is.
  const performer = loaded.head === null ? front : meta.performer;
  return {
    now: loaded.now,
    nonce: nonce(),
    performs: front !== null && performer === front,
    turn: meta.turn + 1,
    room: room(),
  };
}
