import { describe, expect, test } from 'vitest';
import { nameOf, sharesOf, tryOut } from './target.ts';
import { TARGETS } from './targets.ts';

// The same inputs in every run, or nobody could trust a red one; one that fails says the command that shows it again.
// `npm run fuzz:soak` tries others, and more.

const INPUTS = 10_000;
const SHARES = sharesOf(TARGETS, INPUTS);
const SEED = 20_261_121;

for (const target of TARGETS) {
  describe(target.name, () => {
    test.for(target.checks)('$title', async (check) => {
      const runs = SHARES.get(check) ?? 0;
      expect(runs).toBeGreaterThan(0);
      const fault = await tryOut(target, check, { seed: SEED, runs });
      if (fault !== null) throw new Error(`${nameOf(target, check)}\n${fault}`);
    });
  });
}
