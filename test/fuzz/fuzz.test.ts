import { randomInt } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { nameOf, sharesOf, tryOut } from './target.ts';
import { TARGETS } from './targets.ts';

// Each run tries other inputs; one that fails says the command that shows it again. `npm run fuzz:soak` tries more.

const INPUTS = 10_000;
const SHARES = sharesOf(TARGETS, INPUTS);
const SEED = randomInt(2 ** 31);

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
