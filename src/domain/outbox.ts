import type { OwedEffect } from './effect.ts';
import { isWork } from './effect.ts';
import { plus } from './instant.ts';
import type { State } from './state.ts';
import type { Turn } from './turn.ts';
import { LEASE } from './turn.ts';

/**
 * Takes over what nobody carries out: effects that were never taken (the other front recorded them), those that rested,
 * and those whose lease has run out (whoever had them died). The last may have been done already, so they are doubtful
 * and looked up first (invariant 3).
 */
export function takeOver(turn: Turn): void {
  if (!turn.stamp.performs) return;
  for (const owed of turn.state.repository.owed) {
    if (owed.leaseUntil !== null && owed.leaseUntil > turn.now) continue;
    turn.changeOwed(owed.effect.id, ({ resting: _rested, ...each }) => ({
      ...each,
      ...doubtOf(owed),
      turn: turn.stamp.turn,
      leaseUntil: plus(turn.now, LEASE),
    }));
  }
  // A dispatch is judged, and everything is rendered, with the policy of the turn that carries it out (invariant 6).
  if (effectsOfTurn(turn.state, turn.stamp.turn).length > 0) turn.policyAnswer();
}

/** Doubt begins when the lease did: from then on it may have been carried out. */
function doubtOf({ leaseUntil, resting, doubtful }: OwedEffect): Partial<OwedEffect> {
  if (leaseUntil === null || resting || doubtful) return {};
  return { doubtful: true, since: plus(leaseUntil, -LEASE) };
}

/** Whoever committed its turn carries it out now. */
function isTaken({ leaseUntil, resting }: OwedEffect): boolean {
  return leaseUntil !== null && !resting;
}

/** @returns the effects that belong to a turn: newly owed, or taken over in it; work before projections. */
export function effectsOfTurn(state: State, turn: number): readonly OwedEffect[] {
  const mine = state.repository.owed.filter((each) => each.turn === turn && isTaken(each));
  return [...mine.filter((each) => isWork(each.effect)), ...mine.filter((each) => !isWork(each.effect))];
}
