import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { LoadOptions, StateStore } from '../store/store.ts';
import { rememberPolicy } from './policy-seen.ts';
import { readAhead } from './read-ahead.ts';

async function counted(): Promise<{ store: StateStore; loads: LoadOptions[]; shop: Shop }> {
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
    examine: () => inner.examine(),
    log: (limit) => inner.log(limit),
  };
  return { store, loads, shop };
}

test('the first load is the one that was begun, the next is a new one', async () => {
  const { store, loads, shop } = await counted();
  const ahead = readAhead(store, rememberPolicy(shop.facts));
  expect(loads).toHaveLength(1);
  expect((await ahead.load()).state.releases).toHaveProperty('shop/1');
  expect(loads).toHaveLength(1);
  await ahead.load();
  expect(loads).toHaveLength(2);
});

test('whoever wants more than was asked for asks anew', async () => {
  const { store, loads, shop } = await counted();
  const want = [{ app: 'shop', number: 1 }];
  await readAhead(store, rememberPolicy(shop.facts)).load({ want });
  expect(loads.map((each) => each.want)).toEqual([undefined, want]);
});

test('the policy is read beside it, and is no older than the state that is decided on', async () => {
  const { store, loads, shop } = await counted();
  let reads = 0;
  const facts = rememberPolicy({
    answer: (kind, question) => shop.facts.answer(kind, question),
    commentsSince: (since) => shop.facts.commentsSince(since),
    policySourceAt: (sha) => shop.facts.policySourceAt(sha),
    policySource: () => {
      reads += 1;
      return shop.facts.policySource();
    },
  });
  const ahead = readAhead(store, facts);
  loads[0]?.beside?.();
  expect(reads).toBe(1);
  await ahead.load();
  await facts.policySource();
  expect(reads).toBe(1);
  void facts.readAhead();
  await ahead.load();
  await facts.policySource();
  expect(reads).toBe(3);
});

test('what went wrong is told to the first to load, and to nobody else', async () => {
  const { store, shop } = await counted();
  let isAway = true;
  const failing: StateStore = {
    ...store,
    load: (options) => (isAway ? Promise.reject(new Error('away')) : store.load(options)),
  };
  const ahead = readAhead(failing, rememberPolicy(shop.facts));
  isAway = false;
  await expect(ahead.load()).rejects.toThrow('away');
  await expect(ahead.load()).resolves.toBeDefined();
});
