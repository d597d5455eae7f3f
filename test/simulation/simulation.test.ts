import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { account } from './account.ts';
import { judge } from './judge.ts';
import { play } from './play.ts';
import { worldOf } from './setup.ts';
import { shrink } from './shrink.ts';
import { stepsOf } from './steps.ts';

/** Stories that are played each time: each once showed a fault, or is of a kind that chance seldom makes. */
const FIXED = [14, 22, 25, 26, 182, 295] as const;
const STEPS = 60;
/** Stories that nobody has seen before: others for each commit, and for one commit always the same. */
const OF_THIS_COMMIT = 6;
/** Seconds of stories that chance alone chooses, when asked for. */
const FRESH_FOR = Number(process.env['SIGNALBOX_SIMULATE_SECONDS'] ?? 0) * 1000;
/** What failed is made shorter for so long. */
const SHRINK_FOR = 60_000;

/** Where there is no git, a part of it is not checked anew by each commit; nothing else is lost. */
function seedsOfThisCommit(): readonly number[] {
  const { stdout } = spawnSync('git', ['rev-parse', 'HEAD'], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  const first = 10_000_000 + (Number.parseInt(stdout.slice(0, 7), 16) || 0);
  return Array.from({ length: OF_THIS_COMMIT }, (_, index) => first + index);
}

async function expectToHold(seed: number): Promise<void> {
  const setup = worldOf(seed);
  const steps = stepsOf(setup, STEPS);
  const played = await judge(setup, steps);
  if (played.violation === null) return;
  expect.fail(account(setup, steps, await shrink(setup, steps, { budget: SHRINK_FOR })));
}

describe('every invariant holds', { timeout: 180_000 }, () => {
  test.each(FIXED)('in the story of seed %i', expectToHold);

  test.each(seedsOfThisCommit())('in the story of seed %i, which no other commit plays', expectToHold);

  test.runIf(FRESH_FOR > 0)('in stories that chance has chosen', async () => {
    const until = performance.now() + FRESH_FOR;
    const first = Math.floor(Math.random() * 1_000_000_000);
    for (let seed = first; performance.now() < until; seed += 1) await expectToHold(seed);
  });
});

test('the same seed goes the same way', async () => {
  const setup = worldOf(25);
  const trace = async (): Promise<string[]> => {
    const lines: string[] = [];
    await play(setup, stepsOf(setup, 20), { trace: (line) => void lines.push(line) });
    return lines;
  };
  expect(await trace()).toEqual(await trace());
});
