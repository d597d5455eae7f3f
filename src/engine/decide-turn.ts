import type { Input } from '../domain/input.ts';
import { releaseKey } from '../domain/names.ts';
import { effectsOfTurn, mayBeKeptBack } from '../domain/outbox.ts';
import { isRepair } from '../domain/repair.ts';
import type { PolicyCache } from './answer-facts.ts';
import { TurnFacts } from './answer-facts.ts';
import type { EngineParts } from './engine.ts';
import { makeTurn } from './make-turn.ts';
import type { Performing } from './performing.ts';
import type { DecidedTurn } from './repair.ts';
import { decideRepair } from './repair.ts';

/** What an engine remembers from turn to turn. */
export interface Remembered {
  readonly policies: PolicyCache;
  readonly performing: Performing;
  /** Whether a head that the store has committed itself moments ago is good enough, as long as the turn commits. */
  readonly mayBeCached: boolean;
}

/** Reads the state and decides inputs on it, and again as often as records are wanted that were not read with it. */
export async function decideTurn(
  parts: EngineParts,
  inputs: readonly Input[],
  { policies, performing, mayBeCached }: Remembered,
): Promise<DecidedTurn> {
  const { facts: source, store, front, nonce, wait, random, log } = parts;
  const { reporter } = parts;
  const room = (): number => reporter.room?.() ?? Infinity;
  const pushes = inputs.filter((input) => input.kind === 'push');
  const facts = new TurnFacts({ source, pushes, policies, wait, random, log });
  if (inputs.some(isRepair)) return decideRepair(parts, inputs, { facts, performing });
  let cached = mayBeCached;
  for (;;) {
    const beside = (): void => facts.expectPolicy();
    const loaded = await store.load({ want: facts.wanted, mayBeCached: cached, beside });
    performing.note(loaded.state);
    for (const { app, number } of facts.wanted) {
      if (!loaded.state.releases[releaseKey(app, number)]) facts.noteAbsent(app, number);
    }
    const made = await makeTurn({ loaded, inputs, facts, front, nonce, room, log });
    if (made === 'reload') continue;
    reporter.expect?.(effectsOfTurn(made.state, made.state.meta.turn).filter(mayBeKeptBack).length);
    if (!(loaded.cached && made.needsFresh)) {
      performing.note(made.state);
      return { loaded, made };
    }
    cached = false;
  }
}
