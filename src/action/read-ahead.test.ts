import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { LoadOptions, StateStore } from '../store/store.ts';
import { readAhead } from './read-ahead.ts';

async function counted(): Promise<{ store: StateStore; loads: LoadOptions[] }> {
  const shop = new Shop();
  await shop.push();
  const loads: LoadOptions[] = [];
  const inner = memoryStore(shop.branch, () => shop.now);
  const store: StateStore = {
    load: (options = {}) => {
      loads.push(options);
      return inner.load(options);
    },
    commit: (change) => inner.commit(change),
    log: (limit) => inner.log(limit),
  };
  return { store, loads };
}

test('the first load is the one that was begun, the next is a new one', async () => {
  const { store, loads } = await counted();
  const ahead = readAhead(store);
  expect(loads).toHaveLength(1);
  expect((await ahead.load()).state.releases).toHaveProperty('shop/1');
  expect(loads).toHaveLength(1);
  await ahead.load();
  expect(loads).toHaveLength(2);
});

test('whoever wants more than was asked for asks anew', async () => {
  const { store, loads } = await counted();
  const want = [{ app: 'shop', number: 1 }];
  await readAhead(store).load({ want });
  expect(loads).toEqual([{}, { want }]);
});

test('what went wrong is told to the first to load, and to nobody else', async () => {
  const { store } = await counted();
  let isAway = true;
  const ahead = readAhead({
    ...store,
    load: (options) => (isAway ? Promise.reject(new Error('away')) : store.load(options)),
  });
  isAway = false;
  await expect(ahead.load()).rejects.toThrow('away');
  await expect(ahead.load()).resolves.toBeDefined();
});
