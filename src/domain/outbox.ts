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

/**
 * What GitHub's limits have no room for now is not taken, or each try would be a commit and take the room of work. The
 * oldest goes first.
 */
function takeAll(turn: Turn): void {
  let { room = Infinity } = turn.stamp;
  for (const owed of turn.state.repository.owed) {
    const isMine = owed.turn === turn.stamp.turn && isTaken(owed);
    if (!isMine && (isOthers(turn, owed) || isOutOfReach(turn.state, owed))) continue;
    if (mayBeKeptBack(owed)) {
      if (room <= 0) {
        if (isMine) keepBack(turn, owed);
        continue;
      }
      room -= 1;
    }
    if (isMine) continue;
    turn.changeOwed(owed.effect.id, ({ resting: _rested, patient: _waited, limited: _kept, ...each }) => ({
      ...each,
      ...doubtOf(owed),
      turn: turn.stamp.turn,
      leaseUntil: plus(turn.now, LEASE),
    }));
  }
  // A dispatch is judged, and everything is rendered, with the policy of the turn that carries it out (invariant 6).
  if (effectsOfTurn(turn.state, turn.stamp.turn).length > 0) turn.rules();
}

function isOthers({ now }: Turn, { leaseUntil }: OwedEffect): boolean {
  return leaseUntil !== null && leaseUntil > now;
}

/** Work is begun, and people are answered, as long as GitHub takes anything. */
export function mayBeKeptBack({ effect }: Pick<OwedEffect, 'effect'>): boolean {
  return effect.kind === 'status' || effect.kind === 'deployment';
}

/** It is nobody's until there is room. */
function keepBack(turn: Turn, { effect }: OwedEffect): void {
  turn.changeOwed(effect.id, (each) => ({ ...each, leaseUntil: null, limited: true }));
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
