import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { Completion } from './effect.ts';
import { Facts } from './fact.ts';
import { MINUTE, plus } from './instant.ts';
import { handlePerformed } from './performed.ts';
import type { State } from './state.ts';
import { withRelease } from './state.ts';
import { LEASE, Turn } from './turn.ts';

const DISPATCH = 'dispatch:shop/1/staging/1';

const dispatch = async (shop: Shop) =>
  (await shop.state()).repository.owed.find((each) => each.effect.kind === 'dispatch');

/** The engine of the other front decided the push: nothing was carried out yet. */
async function recorded(): Promise<Shop> {
  const shop = new Shop();
  shop.runner.scriptNext({ answer: 'not-now' });
  await shop.push();
  return shop;
}

async function note(shop: Shop, completion: Completion): Promise<void> {
  await shop.newEngine('action').submit({ kind: 'performed', id: 'performed', completions: [completion] });
}

describe('what came of an effect', () => {
  test('of an older turn does not settle what is owed anew', async () => {
    const shop = await recorded();
    const owed = await dispatch(shop);
    await note(shop, {
      id: DISPATCH,
      turn: (owed?.turn ?? 0) - 1,
      kind: 'refused',
      message: 'no',
      permanent: true,
    });
    expect(await dispatch(shop)).toEqual(owed);
  });

  test('but that a dispatch went out is true whichever turn it was carried out for', async () => {
    const shop = await recorded();
    const run = { id: '77', url: 'https://github.example/77' };
    await note(shop, { id: DISPATCH, turn: 1, kind: 'started', run });
    expect(await dispatch(shop)).toBeUndefined();
    expect((await shop.release(1)).phases[0]?.activities[0]?.attempts[0]).toMatchObject({
      status: 'running',
      run,
    });
  });

  test('that nothing was to be sent is not believed of an attempt that still waits to be sent', async () => {
    const shop = await recorded();
    const turn = (await dispatch(shop))?.turn ?? 0;
    await note(shop, { id: DISPATCH, turn, kind: 'done' });
    expect(await dispatch(shop)).toBeDefined();
  });

  test.each([
    ['something else', 'is looked at once more, for it may stand there', [{ doubtful: true }]],
    ['the same', 'changes nothing', []],
  ])('written late for an older turn: %s %s', async (said, _, wanted) => {
    const shop = new Shop();
    await shop.push();
    await shop.claim(shop.run('staging'));
    const shown = (await shop.release(1)).projections.statuses['staging'] ?? '';
    const at = { app: 'shop', release: 1, environment: 'staging' };
    const effect = { kind: 'status', id: 'status:shop/1/staging', ...at } as const;
    const digest = said === 'the same' ? shown : 'of-before';
    await note(shop, { id: effect.id, turn: 1, kind: 'written', digest, ref: null, effect });
    const { owed } = (await shop.state()).repository;
    expect(owed.filter((each) => each.effect.id === effect.id)).toMatchObject(wanted);
    await shop.tick();
    expect((await shop.state()).repository.owed.filter((each) => each.effect.id === effect.id)).toEqual([]);
  });

  test('perhaps written late for an older turn: what stands there is looked at once more', async () => {
    const shop = new Shop();
    await shop.ship('one');
    const at = { app: 'shop', release: 1, environment: 'staging' };
    const effect = { kind: 'status', id: 'status:shop/1/staging', ...at } as const;
    await note(shop, { id: effect.id, turn: 1, kind: 'ambiguous', effect });
    const { owed } = (await shop.state()).repository;
    expect(owed.filter((each) => each.effect.id === effect.id)).toMatchObject([{ doubtful: true }]);
  });

  test('the same as is remembered, while a newer word is on its way: what stands there is looked at when that is on record', async () => {
    const shop = new Shop();
    await shop.ship('one');
    const state = await shop.state();
    const effect = { kind: 'status', app: 'shop', release: 1, environment: 'staging' } as const;
    const owing = { ...effect, id: 'status:shop/1/staging' };
    const turn = (number: number, of: State) =>
      new Turn(of, new Facts(), {
        now: plus(shop.now, number),
        nonce: 'x',
        performs: true,
        turn: 100 + number,
      });
    const written = (by: number, digest: string) =>
      ({ id: owing.id, turn: 100 + by, kind: 'written', digest, ref: null, effect: owing }) as const;
    const owedAfter = ({ state: after }: Turn) =>
      after.repository.owed.filter(({ effect: { id } }) => id === owing.id);
    const release = await shop.release(1);
    const running = { ...release, projections: { ...release.projections, statuses: { staging: 'running' } } };
    const newer = turn(2, withRelease(state, running));
    newer.owe(owing);

    const late = turn(3, newer.state);
    handlePerformed(late, [written(1, 'running')]);
    expect(owedAfter(late)).toMatchObject([{ turn: 102 }]);

    const done = turn(4, late.state);
    handlePerformed(done, [written(2, 'success')]);
    expect(owedAfter(done)).toMatchObject([{ turn: 104, doubtful: true }]);

    const looked = turn(5, done.state);
    handlePerformed(looked, [written(4, 'success')]);
    expect(owedAfter(looked)).toEqual([]);
  });

  test('of what was made meanwhile is told to who waited for it', async () => {
    const shop = new Shop();
    await shop.ship('one');
    const state = await shop.state();
    const effect = { kind: 'deployment', app: 'shop', release: 1, environment: 'staging' } as const;
    const owing = { ...effect, id: 'deployment:shop/1/staging' };
    const turn = (performs: number, of: State) =>
      new Turn(of, new Facts(), {
        now: plus(shop.now, performs),
        nonce: 'x',
        performs: true,
        turn: 100 + performs,
      });
    const release = await shop.release(1);
    const unmade = { ...release, projections: { ...release.projections, deployments: {} } };
    const first = turn(1, withRelease(state, unmade));
    first.owe(owing);
    const second = turn(2, first.state);
    second.owe(owing);
    const third = turn(3, second.state);
    handlePerformed(third, [
      { id: owing.id, turn: 101, kind: 'written', digest: 'd', ref: '7', effect: owing },
    ]);
    const [waited] = third.state.repository.owed.filter(({ effect: { id } }) => id === owing.id);
    expect(waited).toMatchObject({ turn: 103, leaseUntil: plus(shop.now, 3 + LEASE), doubtful: true });
    expect(waited?.patient).toBeUndefined();
  });

  test('that nobody owes any more is ignored', async () => {
    const shop = new Shop();
    await shop.push();
    const before = await shop.state();
    await note(shop, { id: 'dispatch:shop/9/staging/1', turn: 1, kind: 'started', run: null });
    await note(shop, {
      id: 'status:shop/1/staging',
      turn: 1,
      kind: 'refused',
      message: 'no',
      permanent: false,
    });
    expect(await shop.state()).toEqual(before);
  });

  test('a refusal for now rests a little longer each time, and is not looked up before it is tried again', async () => {
    const shop = await recorded();
    expect(await dispatch(shop)).toMatchObject({ leaseUntil: plus(shop.now, 20), resting: true });
    expect((await dispatch(shop))?.doubtful).toBeUndefined();
    for (const minutes of [5, 5, 10]) {
      shop.runner.scriptNext({ answer: 'not-now' });
      shop.pass(minutes * MINUTE);
      await shop.tick();
    }
    expect(await dispatch(shop)).toMatchObject({ leaseUntil: plus(shop.now, 15 * MINUTE), resting: true });
    shop.pass(15 * MINUTE);
    await shop.tick();
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    expect(shop.runner.runs).toHaveLength(1);
  });

  test('a dispatch that GitHub refuses for good ends the attempt with its words', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'refused' });
    await shop.push();
    expect(await shop.progress(1)).toBe('failed: staging failed, production pending');
    expect((await shop.release(1)).phases[0]?.activities[0]?.attempts[0]).toMatchObject({
      reason: 'dispatch-refused',
      detail: { message: 'the script says refused' },
    });
  });

  describe('for want of a permission', () => {
    test('a dispatch rests, the release says which, and whoever has it sends it', async () => {
      const shop = new Shop();
      shop.runner.scriptNext({ answer: 'forbidden' });
      await shop.push();
      expect(await shop.progress(1)).toBe('running: staging running missing-permission, production pending');
      expect((await shop.release(1)).phases[0]?.activities[0]?.attempts[0]?.waiting).toMatchObject({
        detail: { needed: 'actions: write' },
      });
      expect((await shop.says('alice', '/status')).detail.lacking).toEqual(['actions: write']);
      shop.pass(MINUTE);
      await shop.tick();
      expect(await shop.progress(1)).toBe('running: staging running, production pending');
      expect(shop.runner.runs).toHaveLength(1);
      expect((await shop.says('alice', '/status')).detail.lacking).toBeUndefined();
      await shop.succeed('staging');
    });

    test('a dispatch that nobody could send fails at its deadline, with what was missing', async () => {
      const shop = new Shop();
      for (let times = 0; times < 10; times += 1) shop.runner.scriptNext({ answer: 'forbidden' });
      await shop.push();
      for (let minutes = 0; minutes <= 60; minutes += 10) {
        shop.pass(10 * MINUTE);
        await shop.tick();
      }
      expect((await shop.release(1)).phases[0]?.activities[0]?.attempts[0]).toMatchObject({
        status: 'failed',
        reason: 'dispatch-refused',
        detail: { message: expect.stringContaining('actions: write') as string },
      });
      expect(shop.runner.orders.length).toBeLessThan(8);
    });

    test('what only shows something stays owed, and is shown by whoever may', async () => {
      const shop = new Shop();
      shop.reporter.failNext('forbidden', 'forbidden', 'forbidden');
      await shop.push();
      const owed = async () =>
        (await shop.state()).repository.owed.filter(({ lacks }) => lacks !== undefined);
      expect(await owed()).not.toEqual([]);
      expect((await shop.says('alice', '/status')).detail.lacking).toEqual(['statuses: write']);
      shop.pass(MINUTE);
      await shop.tick();
      expect(await owed()).toEqual([]);
      expect(shop.reporter.statuses.map(({ context }) => context)).toContain('signalbox/shop/staging');
    });

    test('for a day; then it is given up, or the outbox would grow for ever', async () => {
      const shop = new Shop({ config: 'signalbox: 1\nenvironments: { production: {} }\n' });
      const never = (): void => shop.reporter.failNext(...Array<'forbidden'>(20).fill('forbidden'));
      never();
      await shop.push();
      expect((await shop.state()).repository.owed).not.toEqual([]);
      shop.pass(25 * 60 * MINUTE);
      never();
      await shop.tick();
      expect(
        (await shop.state()).repository.owed.filter(({ effect }) => effect.id === 'status:shop/1/production'),
      ).toEqual([]);
    });
  });

  test('ids of what GitHub shows are kept, and nothing is told twice', async () => {
    const shop = new Shop();
    const sha = shop.world.commit();
    shop.world.mergedPull({ number: 5, commits: [sha], mergedAt: '2026-11-20T11:00:00Z' });
    await shop.pushed(sha, '0'.repeat(40));
    await shop.succeed('staging');
    await shop.succeed('production');
    const { projections } = await shop.release(1);
    expect(Object.keys(projections.statuses)).toEqual(['staging', 'production']);
    expect(Object.keys(projections.deployments)).toEqual(['staging', 'production']);
    expect(Object.keys(projections.comments)).toEqual(['5']);
    expect(shop.reporter.deployments).toHaveLength(2);
    expect(shop.reporter.comments.filter((each) => each.issue === 5)).toHaveLength(2);
  });
});

test('what succeeded remembers its deployment, for when another takes its place', async () => {
  const shop = new Shop();
  await shop.ship();
  const { deployments } = (await shop.release(1)).projections;
  const { successes, pointer } = await shop.environment('production');
  expect(successes).toMatchObject([{ release: 1, deployment: deployments['production']?.id }]);
  expect(pointer).not.toHaveProperty('deployment');
});
