import { expect, test } from 'vitest';
import { Luck, luckOf } from './luck.ts';
import { worldOf } from './setup.ts';
import { stepsOf } from './steps.ts';

test('a seed decides everything, and another one something else', () => {
  const numbers = (seed: number): number[] => {
    const luck = new Luck(seed);
    return Array.from({ length: 20 }, () => luck.next());
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
  expect(luckOf(7, 'a', 1)).not.toBe(luckOf(7, 'a', 2));
});

test('a longer story begins as the shorter one does', () => {
  const setup = worldOf(7);
  expect(stepsOf(setup, 40).slice(0, 10)).toEqual(stepsOf(setup, 10));
});
