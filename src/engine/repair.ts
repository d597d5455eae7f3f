import type { Input } from '../domain/input.ts';
import { isRepair } from '../domain/repair.ts';
import type { Examined, Loaded } from '../store/store.ts';
import type { TurnFacts } from './answer-facts.ts';
import type { EngineParts } from './engine.ts';
import type { MadeTurn } from './make-turn.ts';
import type { Performing } from './performing.ts';
import { makeTurn } from './make-turn.ts';

/** @returns how many of the first inputs share a turn; a repair is decided on another view of the branch, so alone. */
export function batchOf(waiting: readonly { readonly input: Input }[], most: number): number {
  const at = waiting.findIndex(({ input }) => isRepair(input));
  if (at === 0) return 1;
  return at < 0 ? most : Math.min(at, most);
}

/** Does what became due while nobody could vouch for the branch. */
export const AFTER_REPAIR: Input = { kind: 'tick', id: 'repaired', sweep: false };

/** A turn with what it was decided on. */
export interface DecidedTurn {
  readonly loaded: Loaded | Examined;
  readonly made: MadeTurn;
}

/** Decides a repair on the state as it is after it. */
export async function decideRepair(
  { store, nonce, log }: EngineParts,
  inputs: readonly Input[],
  { facts, performing }: { readonly facts: TurnFacts; readonly performing: Performing },
): Promise<DecidedTurn> {
  const loaded = await store.examine();
  facts.noteExamined(loaded);
  performing.note(loaded.state);
  // Nothing is carried out in the turn itself: one commit, and nothing but the repair.
  const made = await makeTurn({ loaded, inputs, facts, front: null, nonce, room: () => 0, log });
  if (made === 'reload') throw new Error('a repair needs no record of a release');
  return { loaded, made };
}
