import type { Answer } from './decision.ts';
import type { CommandInput, MisspeltInput } from './input.ts';
import type { Instant, Seconds } from './instant.ts';
import { DAY, MINUTE, plus } from './instant.ts';
import type { State } from './state.ts';
import { OUTCOMES_KEPT } from './state.ts';
import type { Turn } from './turn.ts';

/** What one person may command, so that nobody fills the list alone (attack A28). */
export const PER_PERSON: readonly { readonly within: Seconds; readonly commands: number }[] = [
  { within: 10 * MINUTE, commands: 30 },
  { within: DAY, commands: 150 },
];

/**
 * So many outcomes are remembered of whoever comes; the rest of the list is for those who may command, or a few strangers
 * could keep everybody from it for a day, when it matters most (attack A28).
 */
export const OUTCOMES_OF_ALL = 300;

/** @returns the first answer to this input, when it is still remembered. */
export function rememberedAnswer(state: State, input: string): Answer | undefined {
  return state.outcomes.find((each) => each.input === input)?.answer;
}

/** A full list refuses, it never evicts: evicting would let one command be carried out twice (invariant 9). */
export function isListFull(turn: Turn): boolean {
  return recent(turn).length >= OUTCOMES_KEPT;
}

/** Whether what is left of the list is kept for those who may command. */
export function isRestReserved(turn: Turn): boolean {
  return recent(turn).length >= OUTCOMES_OF_ALL;
}

/** @returns from when on this person may command again; null: now. What is refused for it counts, too. */
export function overLimitUntil(turn: Turn, person: number): Instant | null {
  const own = ownOutcomes(turn, person);
  const ends = PER_PERSON.flatMap(({ within, commands }) => {
    const counted = own.filter(({ at }) => plus(at, within) > turn.now);
    if (counted.length < commands) return [];
    const last = counted[counted.length + 1 - commands] ?? counted.at(-1);
    return last === undefined ? [] : [plus(last.at, within)];
  });
  return ends.sort().at(-1) ?? null;
}

/**
 * The first command over the limit is answered; those after it are left alone, or each would cost GitHub's limits a
 * reply.
 */
export function wasToldOfLimit(turn: Turn, person: number): boolean {
  return ownOutcomes(turn, person).at(-1)?.answer.code === 'too-many-commands';
}

/** Remembers an answer for 24 hours, and owes the reply when the command stood in a comment. */
export function noteOutcome(turn: Turn, input: CommandInput | MisspeltInput, answer: Answer): void {
  const outcome = { input: input.id, at: turn.now, by: input.actor.id, answer };
  const kept = recent(turn);
  // The refusal of a full list is not remembered, or the list would grow by it; the reply is still owed.
  const room = kept.length < OUTCOMES_KEPT;
  turn.replace({ ...turn.state, outcomes: room ? [...kept, outcome] : kept });
  if (!input.comment || !room) return;
  const { id, issue } = input.comment;
  turn.owe({ kind: 'reply', id: `reply:${input.id}`, input: input.id, issue, comment: id });
}

function ownOutcomes(turn: Turn, person: number): State['outcomes'] {
  return recent(turn).filter(({ by }) => by === person);
}

function recent(turn: Turn): State['outcomes'] {
  return turn.state.outcomes.filter((each) => plus(each.at, DAY) > turn.now);
}
