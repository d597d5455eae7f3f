import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check, Target } from './target.ts';
import { nameOf, sharesOf, tryOut } from './target.ts';

/** A reader that does not like texts with an `x` in them. */
const check: Check = {
  title: 'no text is refused',
  property: fc.property(fc.string({ maxLength: 20 }), (text) => assert.ok(!text.includes('x'), `no ${text}`)),
};
const target: Target = { name: 'reader', checks: [check] };

test('what fails is told with the smallest input, and with the command that shows just that one again', async () => {
  const told = await tryOut(target, check, { seed: 7, runs: 10_000 });
  expect(told).toMatch(/Counterexample: \["x"\][^]*no x\n/);
  const [, name, path = ''] = /fuzz:soak -- --check "(.*)" --seed 7 --path (\S+)$/.exec(told ?? '') ?? [];
  expect(name).toBe(nameOf(target, check));
  expect(path).not.toBe('');
  expect(await tryOut(target, check, { seed: 7, runs: 10_000, path })).toMatch(/after 1 tests[^]*no x\n/);
});

test('what holds is nothing to tell, and a share is so much of the whole', async () => {
  const holds = { ...check, property: fc.property(fc.nat(), () => true), share: 3 };
  expect(await tryOut(target, holds, { seed: 7, runs: 10 })).toBeNull();
  const shares = sharesOf([{ name: 'both', checks: [check, holds] }], 100);
  expect([shares.get(check), shares.get(holds)]).toEqual([25, 75]);
});
