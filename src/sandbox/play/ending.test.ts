import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Ending } from './ending.ts';
import { newEnding } from './ending.ts';

let exits: number[];
let printed: string[];
let ending: Ending;

beforeEach(() => {
  vi.useFakeTimers();
  exits = [];
  printed = [];
  ending = newEnding({
    print: (text) => printed.push(text),
    exit: (code) => exits.push(code),
    now: () => Date.now(),
  });
});

afterEach(() => {
  vi.useRealTimers();
});

test('who asks is told so, and open work is cut off after three seconds', () => {
  ending.ask(130);
  expect(ending.asked.aborted).toBe(true);
  expect(printed).toEqual(['Ending …']);
  vi.advanceTimersByTime(2_999);
  expect(exits).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(exits).toEqual([0]);
});

test('who asks again does not wait', () => {
  ending.ask(130);
  vi.advanceTimersByTime(400);
  ending.ask(143);
  expect(exits).toEqual([143]);
  expect(printed).toEqual(['Ending …']);
});

test('one press that comes twice is one', () => {
  ending.ask(130);
  vi.advanceTimersByTime(40);
  ending.ask(130);
  expect(exits).toEqual([]);
});

test('an end that nobody asked for has its own code, and is no longer than the other', () => {
  ending.begin(1);
  expect(printed).toEqual([]);
  expect(ending.asked.aborted).toBe(false);
  vi.advanceTimersByTime(3_000);
  expect(exits).toEqual([1]);
});
