import { describe, expect, test } from 'vitest';
import { Facts } from './fact.ts';
import { aRelease } from '../../test/contract/state-world.ts';
import { emptyState, withRelease } from './state.ts';
import { LEASE, Turn } from './turn.ts';
import { plus } from './instant.ts';

const now = '2026-11-20T12:00:00Z';
const turnOf = (performs = true): Turn =>
  new Turn(emptyState('app', now), new Facts(), { now, nonce: 'abc', performs, turn: 7 });
const effect = { kind: 'status', id: 'status:x', app: 'web', release: 1, environment: 'production' } as const;

test('no nonce is part of another, because runs are looked for by text in their titles', () => {
  const turn = turnOf();
  const nonces = Array.from({ length: 120 }, () => turn.nextNonce());
  for (const nonce of nonces) expect(nonces.filter((each) => each.includes(nonce))).toEqual([nonce]);
});

describe('the outbox', () => {
  test('an effect belongs to the turn that owes it, for its lease', () => {
    const turn = turnOf();
    turn.owe(effect);
    expect(turn.state.repository.owed).toEqual([
      { effect, turn: 7, leaseUntil: plus(now, LEASE), since: now },
    ]);
  });

  test('who does not perform takes nothing', () => {
    const turn = turnOf(false);
    turn.owe(effect);
    expect(turn.state.repository.owed).toMatchObject([{ leaseUntil: null }]);
  });

  test('owed twice is owed once, and looked up because the first may be under way', () => {
    const turn = turnOf();
    turn.owe(effect);
    turn.owe(effect);
    expect(turn.state.repository.owed).toMatchObject([{ effect, doubtful: true }]);
  });
});

describe('what somebody is just making', () => {
  const MADE = { kind: 'deployment', id: 'deployment:web/1/production', app: 'web', release: 1 } as const;
  const deployment = { ...MADE, environment: 'production' };
  const next = (before: Turn, at: string, state = before.state): Turn =>
    new Turn(state, new Facts(), { now: at, nonce: 'abc', performs: true, turn: before.stamp.turn + 1 });

  test('waits for that one, however often it is owed meanwhile, and no longer than its lease', () => {
    const first = turnOf();
    first.owe(deployment);
    const second = next(first, plus(now, 1));
    second.owe(deployment);
    const third = next(second, plus(now, 2));
    third.oweSoon(deployment);
    third.owe(deployment);
    const leaseUntil = plus(now, LEASE);
    expect(third.state.repository.owed).toMatchObject([{ leaseUntil, doubtful: true, patient: true }]);
    const last = next(third, leaseUntil);
    last.owe(deployment);
    expect(last.state.repository.owed).toMatchObject([
      { leaseUntil: plus(leaseUntil, LEASE), doubtful: true },
    ]);
    expect(last.state.repository.owed[0]?.patient).toBeUndefined();
  });

  test('does not wait where it was made before: then it is only written to', () => {
    const first = turnOf();
    first.owe(deployment);
    const deployments = { production: { id: '5', digest: 'd' } };
    const release = aRelease({ projections: { statuses: {}, comments: {}, deployments } });
    const second = next(first, plus(now, 1), withRelease(first.state, release));
    second.owe(deployment);
    expect(second.state.repository.owed).toMatchObject([
      { leaseUntil: plus(now, LEASE + 1), doubtful: true },
    ]);
  });
});

describe('what can wait', () => {
  test('belongs to nobody for a while, and is not in doubt afterwards', () => {
    const turn = turnOf();
    turn.oweSoon(effect);
    expect(turn.state.repository.owed).toMatchObject([{ effect, patient: true }]);
    turn.oweSoon(effect);
    expect(turn.state.repository.owed).toHaveLength(1);
    turn.owe(effect);
    const [owed] = turn.state.repository.owed;
    expect([owed?.patient, owed?.doubtful]).toEqual([undefined, undefined]);
  });

  test('does not wait when it is owed already', () => {
    const turn = turnOf();
    turn.owe(effect);
    turn.oweSoon(effect);
    expect(turn.state.repository.owed).toMatchObject([{ doubtful: true }]);
    expect(turn.state.repository.owed[0]?.patient).toBeUndefined();
  });
});
