import type { Input } from '../domain/input.ts';
import { isRepair } from '../domain/repair.ts';
import type { Examined, Loaded } from '../store/store.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { TurnFacts } from './answer-facts.ts';
import type { EngineParts } from './engine.ts';
import type { MadeTurn } from './make-turn.ts';
import type { Performing } from './performing.ts';
import { makeTurn } from './make-turn.ts';
import { Patience } from './patience.ts';

/** @returns how many of the first inputs share a turn; a repair is decided on another view of the branch, so alone. */
export function batchOf(waiting: readonly { readonly input: Input }[], most: number): number {
  const at = waiting.findIndex(({ input }) => isRepair(input));
  if (at === 0) return 1;
  return at < 0 ? most : Math.min(at, most);
}

/** How long GitHub may show a head from before the damage, where somebody waits for the repair; milliseconds. */
const UNTIL_SHOWN = 10_000;

/** Does what became due while nobody could vouch for the branch. */
export const AFTER_REPAIR: Input = { kind: 'tick', id: 'repaired', sweep: false };

/** A turn with what it was decided on. */
export interface DecidedTurn {
  readonly loaded: Loaded | Examined;
  readonly made: MadeTurn;
}

interface Known {
  readonly facts: TurnFacts;
  readonly performing: Performing;
}

/**
 * Decides a repair on the state as it is after it. GitHub may show an older head than the one that is broken: who says
 * what to do was shown what is wrong, so where nothing is, it is looked at again for a moment.
 */
export async function decideRepair(
  parts: EngineParts,
  inputs: readonly Input[],
  known: Known,
): Promise<DecidedTurn> {
  const { random, wait } = parts;
  const patience = new Patience({ limit: UNTIL_SHOWN, random });
  let decided = await decideOnce(parts, inputs, known);
  while (isSurprising(inputs, decided.made)) {
    const pause = patience.next(null);
    if (pause === null) break;
    await wait(pause);
    const again = await decideOnce(parts, inputs, known).catch(nullIfUnavailable);
    // What was found stands when GitHub cannot be asked once more.
    if (again === null) break;
    decided = again;
  }
  return decided;
}

function nullIfUnavailable(error: unknown): null {
  if (error instanceof StoreUnavailable) return null;
  throw error;
}

function isSurprising(inputs: readonly Input[], { answers }: MadeTurn): boolean {
  return inputs.some((input, index) => {
    const isTold = input.kind === 'command' && input.command.name === 'repair' && input.command.apply;
    return isTold && answers[index]?.code === 'nothing-to-repair';
  });
}

async function decideOnce(
  { store, nonce, log }: EngineParts,
  inputs: readonly Input[],
  { facts, performing }: Known,
): Promise<DecidedTurn> {
  const loaded = await store.examine();
  facts.noteExamined(loaded);
  performing.note(loaded.state);
  // Nothing is carried out in the turn itself: one commit, and nothing but the repair.
  const made = await makeTurn({ loaded, inputs, facts, front: null, nonce, room: () => 0, log });
  if (made === 'reload') throw new Error('a repair needs no record of a release');
  return { loaded, made };
}
