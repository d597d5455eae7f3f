import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { rememberPolicy } from './policy-seen.ts';

test('what was read ahead is used once; later decisions read anew (invariant 11)', async () => {
  const shop = new Shop();
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
  expect(facts.seen).toBeNull();
  const first = await facts.readAhead();
  shop.world.commit();
  expect(await facts.policySource()).toBe(first);
  expect(reads).toBe(1);
  const second = await facts.policySource();
  expect(second.sha).not.toBe(first.sha);
  expect(facts.seen).toBe(second);
  expect(reads).toBe(2);
});

test('who decides nothing takes what was seen, and leaves what was read ahead to others', async () => {
  const shop = new Shop();
  const facts = rememberPolicy(shop.facts);
  const first = await facts.readAhead();
  shop.world.commit();
  expect(await facts.onlooking.policySource()).toBe(first);
  expect(await facts.policySource()).toBe(first);
  facts.dropAhead();
  expect((await facts.policySource()).sha).not.toBe(first.sha);
});
