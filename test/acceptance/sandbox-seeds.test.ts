import { expect, test } from 'vitest';
import { holdsOnSandbox } from '../simulation/sandbox/seeds.ts';
import { FRONT } from '../support/front.ts';

// Two of the simulator's stories, with real git and real processes; `npm run simulate -- --world sandbox` plays others.

/** GitHub is down at one of the App's commits; at a dispatch of the Action. */
const STORIES = { app: { seed: 4759, steps: 2 }, action: { seed: 3848, steps: 3 } } as const;

test(
  '[CVX-S02] every invariant holds in a story of the simulator that real processes play',
  { timeout: 360_000 },
  async () => {
    const { seed, steps } = STORIES[FRONT];
    const lines: string[] = [];
    const holds = await holdsOnSandbox(seed, { steps, say: (line) => lines.push(line) });
    expect(holds, lines.join('\n')).toBe(true);
  },
);
