import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { MINUTE, plus } from './instant.ts';

/** What GitHub's limits keep back, as the branch has it. */
async function keptBack(shop: Shop) {
  return (await shop.state()).repository.owed.filter(({ limited }) => limited);
}

test('where GitHub has no room, work begins and what shows it is nobody’s, without a commit for each look', async () => {
  const shop = new Shop();
  shop.reporter.leaveRoomFor(0);
  await shop.push();
  expect(shop.runner.runs).toHaveLength(1);
  expect(shop.reporter.statuses).toEqual([]);
  const kept = await keptBack(shop);
  expect(kept.map(({ effect }) => effect.kind)).toContain('status');
  expect(kept.every(({ leaseUntil, doubtful }) => leaseUntil === null && !doubtful)).toBe(true);
  const { turn } = (await shop.state()).meta;
  for (const _ of [1, 2, 3]) {
    shop.pass(5 * MINUTE);
    await shop.tick();
  }
  expect((await shop.state()).meta.turn).toBe(turn);
});

test('people are answered all the same, and /status says what it is about', async () => {
  const shop = new Shop();
  shop.reporter.leaveRoomFor(0);
  await shop.push();
  const { length } = await keptBack(shop);
  expect(length).toBeGreaterThan(0);
  expect((await shop.says('alice', '/status')).detail.keptBack).toBe(length);
});

test('when there is room again, the oldest goes first, one turn after the other', async () => {
  const shop = new Shop();
  shop.reporter.leaveRoomFor(0);
  await shop.push();
  const kept = await keptBack(shop);
  expect(kept.map(({ effect }) => effect.id)).toEqual(['status:shop/1/production', 'status:shop/1/staging']);
  shop.reporter.leaveRoomFor(1);
  shop.pass(MINUTE);
  await shop.tick();
  expect(await keptBack(shop)).toEqual([]);
  const contexts = shop.reporter.statuses.map(({ context }) => context);
  expect(contexts).toEqual(['signalbox/shop/production', 'signalbox/shop/staging']);
});

test('what GitHub itself keeps back rests as long as it says, and is looked up then', async () => {
  const shop = new Shop();
  shop.reporter.failNext('limited', 'limited', 'limited');
  await shop.push();
  const [kept] = await keptBack(shop);
  expect(kept).toMatchObject({ leaseUntil: plus(shop.now, 30 * MINUTE), doubtful: true });
  shop.pass(31 * MINUTE);
  await shop.tick();
  expect(await keptBack(shop)).toEqual([]);
});
