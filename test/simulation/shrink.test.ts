import { beforeAll, describe, expect, test } from 'vitest';
import { account } from './account.ts';
import { told } from './broken.ts';
import { judge } from './judge.ts';
import type { Played } from './play.ts';
import type { WorldSetup } from './setup.ts';
import { PLAIN } from './setup.ts';
import type { Shrunk } from './shrink.ts';
import { shrink, storyOf } from './shrink.ts';
import type { Happening, Step } from './steps.ts';

// Tried on an engine that is known to be wrong: every commit lies ahead of every other.

const WORLD: WorldSetup = { seed: 7, replicas: 2, repositories: [{ ...PLAIN, seed: 7 }] };
const MINUTE = 60_000;
const then = (gap: number, happening: Happening): Step => ({ gap, at: 'shop', ...happening });
const say = (gap: number, text: string): Step => then(gap, { do: 'say', who: 'mona', text, onPull: false });
const PUSH = then(10 * MINUTE, {
  do: 'push',
  who: 'alice',
  in: 'shop',
  merges: false,
  check: 'success',
});
const WAIT = then(MINUTE, { do: 'wait' });
const BACK = then(10 * MINUTE, { do: 'force-push', back: 1 });
const AHEAD = told('ancestry', () => 'ahead');

/** Steps 2 and 4 are what it takes. */
const STORY: readonly Step[] = [
  WAIT,
  say(MINUTE, '/status'),
  PUSH,
  WAIT,
  BACK,
  say(MINUTE, '/hold v1'),
  PUSH,
];

const played = (steps: readonly Step[]): Promise<Played> => judge(WORLD, steps, { tamper: AHEAD });

describe('a story that fails', () => {
  let found: Shrunk;

  beforeAll(async () => {
    found = await shrink(WORLD, STORY, { tamper: AHEAD, budget: 60_000 });
  });

  test('is made as short as it goes, and fails in the same way', async () => {
    const whole = await played(STORY);
    expect(whole.violation?.invariant).toMatch(/^7 /);
    expect(found.kept).toEqual([2, 4]);
    expect(found.played.violation?.invariant).toBe(whole.violation?.invariant);
    const again = await played(storyOf(STORY, found.kept));
    expect(again.violation).toEqual(found.played.violation);
  });

  test.each([2, 4])('does not fail in this way without step %i, which stays', async (step) => {
    const others = found.kept.filter((each) => each !== step);
    const fewer = await played(storyOf(STORY, others));
    expect(fewer.violation?.invariant).not.toBe(found.played.violation?.invariant);
  });

  test('is told step by step, with the command that plays it again', () => {
    const lines = account(WORLD, STORY, found).split('\n');
    expect(lines[0]).toMatch(/^seed 7: 7 .* does not hold$/);
    expect(lines[1]).toBe(`  ${found.played.violation?.what ?? ''}`);
    expect(lines[2]).toBe(
      'the shortest story found (2 processes of the App; shop by app, apps shop, concurrency wait):',
    );
    expect(lines.slice(3, -1).map((line) => line.slice(0, 7))).toEqual(['    2  ', '    4  ']);
    expect(lines.at(-2)).toContain('push');
    expect(lines.at(-1)).toBe('play it again: npm run simulate -- --seed 7 --steps 7 --keep 2,4');
  });
});

test('a story is looked at no longer than there is time', async () => {
  const { kept } = await shrink(WORLD, STORY, { tamper: AHEAD, budget: 0 });
  // What came after the failure never happened; nothing else is left out.
  expect(kept).toEqual([0, 1, 2, 3, 4]);
});

test('a story in which nothing fails stays as it is', async () => {
  const { played: whole, kept } = await shrink(WORLD, [PUSH, WAIT], { budget: 1000 });
  expect(whole.violation).toBeNull();
  expect(kept).toEqual([0, 1]);
});
