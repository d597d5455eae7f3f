import type { Answer } from '../domain/decision.ts';
import { decide } from '../domain/decide.ts';
import { Facts, questionKey } from '../domain/fact.ts';
import type { PolicyAnswer } from '../domain/fact.ts';
import type { Input } from '../domain/input.ts';
import type { Performer } from '../domain/policy.ts';
import type { State } from '../domain/state.ts';
import { setAside } from '../domain/set-aside.ts';
import type { Stamp } from '../domain/turn.ts';
import type { CommitMessage, Loaded } from '../store/store.ts';
import type { TurnFacts } from './answer-facts.ts';
import { commitMessage } from './commit-message.ts';
import type { EngineLog } from './engine.ts';

/** Inputs that one commit will answer, decided against one head. */
export interface MadeTurn {
  readonly state: State;
  readonly answers: readonly (Answer | null)[];
  readonly isChanged: boolean;
  /** Nothing changed but what is known of effects: that can wait for company. */
  readonly isOnlyCompletions: boolean;
  /** Something was refused, repeated or found to be nothing: that must not rest on a cached head (invariant 2). */
  readonly needsFresh: boolean;
  readonly message: CommitMessage;
  readonly policy: PolicyAnswer | null;
}

export interface TurnMaterial {
  readonly loaded: Loaded;
  readonly inputs: readonly Input[];
  readonly facts: TurnFacts;
  readonly front: Performer;
  readonly nonce: () => string;
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
  const lines: { headline: string; concerns: readonly string[]; input: Input }[] = [];
  for (const input of inputs) {
    const decided = await decideOne(material, state, input);
    if (decided === 'reload') return 'reload';
    answers.push(decided.answer);
    if (decided.headline !== null)
      lines.push({ headline: decided.headline, concerns: decided.concerns, input });
    state = decided.state;
  }
  const policy = facts.answers.get(questionKey({ kind: 'policy' }));
  return {
    state,
    answers,
    isChanged: state !== loaded.state,
    isOnlyCompletions: lines.every((line) => line.input.kind === 'performed'),
    needsFresh: answers.some((answer) => answer !== null && answer.kind !== 'done') || state === loaded.state,
    message: commitMessage(state.meta.turn, lines),
    policy: (policy ?? null) as PolicyAnswer | null,
  };
}

interface Decided {
  readonly state: State;
  readonly answer: Answer | null;
  readonly headline: string | null;
  readonly concerns: readonly string[];
}

async function decideOne(material: TurnMaterial, state: State, input: Input): Promise<Decided | 'reload'> {
  const stamp = stampFor(material);
  try {
    for (;;) {
      const decision = decide(state, input, new Facts(material.facts.answers), stamp);
      if (decision.kind === 'changed') return { ...decision };
      if (decision.kind === 'unchanged')
        return { state, answer: decision.answer, headline: null, concerns: [] };
      if (await material.facts.answer(decision.questions)) return 'reload';
    }
  } catch (error) {
    if (isOutside(error)) throw error;
    material.log.error('a rule failed; the input is set aside', { input: input.id, error: String(error) });
    const aside = setAside(state, input, stamp);
    return { ...aside, headline: `${input.kind} set aside`, concerns: [] };
  }
}

/** Errors of the world outside are not the input's fault: the whole turn is tried again. */
function isOutside(error: unknown): boolean {
  return error instanceof Error && /Unavailable|Limited|Refused|Unreadable/.test(error.name);
}

function stampFor({ loaded, front, nonce }: TurnMaterial): Stamp {
  const { meta } = loaded.state;
  // A branch that does not exist yet has no performer: whoever writes it first is.
  const performer = loaded.head === null ? front : meta.performer;
  return { now: loaded.now, nonce: nonce(), performs: performer === front, turn: meta.turn + 1 };
}
