import type { OwedEffect } from './effect.ts';
import { plus } from './instant.ts';
import type { Turn } from './turn.ts';
import { LEASE } from './turn.ts';

/**
 * Takes over what nobody carries out: effects that were never taken (the other front recorded them) and those whose
 * lease has run out (whoever had them died). The latter may have been done already, so they are doubtful and
 * looked up first (invariant 3).
 */
export function takeOver(turn: Turn): void {
  if (!turn.stamp.performs) return;
  for (const owed of turn.state.repository.owed) {
    if (owed.leaseUntil !== null && owed.leaseUntil > turn.now) continue;
    turn.changeOwed(owed.effect.id, (each) => ({
      ...each,
      turn: turn.before.meta.turn + 1,
      leaseUntil: plus(turn.now, LEASE),
      ...(each.leaseUntil === null ? {} : { doubtful: true as const }),
    }));
  }
}

/** @returns the effects that belong to this turn: newly owed, or taken over in it. */
export function effectsOfTurn(turn: Turn): readonly OwedEffect[] {
  if (!turn.stamp.performs) return [];
  const number = turn.before.meta.turn + 1;
  return turn.state.repository.owed.filter((each) => each.turn === number);
}
