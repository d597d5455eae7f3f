import type { OwedEffect } from './effect.ts';
import { isWork } from './effect.ts';
import { plus } from './instant.ts';
import type { State } from './state.ts';
import { unreadableFile } from './state.ts';
import type { Turn } from './turn.ts';
import { LEASE, mayBeDone } from './turn.ts';
import { unlessUnanswered } from './unanswered.ts';

/**
 * Takes over what nobody carries out: effects that were never taken (the other front recorded them), those that rested,
 * and those whose lease has run out (whoever had them died). The last may have been done already, so they are doubtful
 * and looked up first (invariant 3).
 */
export function takeOver(turn: Turn): void {
  if (!turn.stamp.performs) return;
  unlessUnanswered(
    turn,
    () => takeAll(turn),
    () => leaveAll(turn),
  );
}

function takeAll(turn: Turn): void {
  for (const owed of turn.state.repository.owed) {
    if (owed.leaseUntil !== null && owed.leaseUntil > turn.now) continue;
    if (isOutOfReach(turn.state, owed)) continue;
    turn.changeOwed(owed.effect.id, ({ resting: _rested, patient: _waited, ...each }) => ({
      ...each,
      ...doubtOf(owed),
      turn: turn.stamp.turn,
      leaseUntil: plus(turn.now, LEASE),
    }));
  }
  // A dispatch is judged, and everything is rendered, with the policy of the turn that carries it out (invariant 6).
  if (effectsOfTurn(turn.state, turn.stamp.turn).length > 0) turn.rules();
}

/** Without a policy nothing is carried out: what became owed in this turn is nobody's until the next. */
function leaveAll(turn: Turn): void {
  for (const { effect } of effectsOfTurn(turn.state, turn.stamp.turn)) {
    turn.changeOwed(effect.id, (each) => ({ ...each, leaseUntil: null }));
  }
}

/** @returns whether it is about an app that cannot be read: it stays owed as it is until that can be. */
export function isOutOfReach(state: State, { effect }: Pick<OwedEffect, 'effect'>): boolean {
  return 'app' in effect && unreadableFile(state, effect.app) !== undefined;
}

/** Doubt begins when the lease did: from then on it may have been carried out. */
function doubtOf(owed: OwedEffect): Partial<OwedEffect> {
  if (owed.leaseUntil === null || owed.doubtful || !mayBeDone(owed)) return {};
  return { doubtful: true, since: plus(owed.leaseUntil, -LEASE) };
}

/** Whoever committed its turn carries it out now. */
function isTaken({ leaseUntil, patient }: OwedEffect): boolean {
  return leaseUntil !== null && !patient;
}

/** @returns the effects that belong to a turn: newly owed, or taken over in it; work before projections. */
export function effectsOfTurn(state: State, turn: number): readonly OwedEffect[] {
  const mine = state.repository.owed.filter((each) => each.turn === turn && isTaken(each));
  return [...mine.filter((each) => isWork(each.effect)), ...mine.filter((each) => !isWork(each.effect))];
}
