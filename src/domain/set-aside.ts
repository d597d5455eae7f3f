import { refuse } from './answers.ts';
import type { Answer } from './decision.ts';
import { Facts } from './fact.ts';
import type { Input } from './input.ts';
import { latest } from './instant.ts';
import { noteOutcome } from './outcomes.ts';
import type { State } from './state.ts';
import type { Stamp } from './turn.ts';
import { Turn } from './turn.ts';

/**
 * A poisonous input, one that a rule threw on: it is answered and remembered, so that nobody waits and nobody tries it
 * again, and it does not hold up the inputs beside it (invariant 12).
 */
export function setAside(state: State, input: Input, stamp: Stamp): { state: State; answer: Answer } {
  const answer = refuse('internal-error', { name: input.id });
  if (input.kind !== 'command' && input.kind !== 'misspelt') return { state, answer };
  const turn = new Turn(state, new Facts(), { ...stamp, now: latest(stamp.now, state.meta.at) });
  noteOutcome(turn, input, answer);
  const meta = { ...state.meta, turn: stamp.turn, at: turn.now };
  return { state: { ...turn.state, meta }, answer };
}
