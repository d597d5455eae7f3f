import { expect, test } from 'vitest';
import { GITHUB_SHARES, WriteBudget } from './write-budget.ts';

const HOUR = 3_600_000;

function counting(): WriteBudget {
  const budget = new WriteBudget(GITHUB_SHARES);
  budget.begin();
  return budget;
}

test('a server that speaks of no limits has none', () => {
  const budget = new WriteBudget(GITHUB_SHARES);
  for (let count = 0; count < 600; count += 1) budget.note('work', count);
  expect(budget.waitFor('projection', 600)).toBe(0);
  expect(budget.room('projection', 600)).toBe(Infinity);
});

test.each([
  ['projection', 400],
  ['answer', 430],
  ['work', 490],
] as const)('in an hour, %s stops at %i writes of all kinds', (kind, most) => {
  const budget = counting();
  for (let count = 0; count < most - 1; count += 1) budget.note(kind, count * 1_000);
  expect(budget.waitFor(kind, most * 1_000)).toBe(0);
  budget.note(kind, (most - 1) * 1_000);
  expect(budget.waitFor(kind, most * 1_000)).toBe(HOUR - most * 1_000);
  expect(budget.waitFor(kind, HOUR)).toBe(0);
});

test('in a minute, work goes on where the rest has to wait', () => {
  const budget = counting();
  for (let count = 0; count < 75; count += 1) budget.note('work', count * 100);
  expect(budget.waitFor('projection', 10_000)).toBeGreaterThan(0);
  expect(budget.waitFor('answer', 10_000)).toBeGreaterThan(0);
  expect(budget.waitFor('work', 10_000)).toBe(0);
});

test('what is handed out ahead leaves some for what was begun, and is not handed out twice', () => {
  const budget = counting();
  const first = budget.room('projection', 0);
  expect(first).toBe(27);
  budget.expect(first, 0);
  expect(budget.room('projection', 0)).toBe(13);
  budget.expect(20, 0);
  expect(budget.room('projection', 0)).toBe(0);
  expect(budget.room('projection', 10_001)).toBe(27);
});

/** Work alone, evenly over an hour. */
function busyWith(count: number): WriteBudget {
  const budget = counting();
  for (let each = 0; each < count; each += 1) budget.note('work', (each * HOUR) / count);
  return budget;
}

test('however much work there is, some of the rest goes out every hour', () => {
  const budget = busyWith(450);
  expect(budget.room('projection', HOUR - 1)).toBe(20);
  for (let count = 0; count < 40; count += 1) {
    expect(budget.waitFor('projection', HOUR - 1)).toBe(0);
    budget.note('projection', HOUR - 1);
  }
  expect(budget.room('projection', HOUR - 1)).toBe(0);
  expect(budget.waitFor('projection', HOUR - 1)).toBeGreaterThan(0);
});

test('the last that GitHub takes are for work alone', () => {
  const budget = busyWith(490);
  expect(budget.room('projection', HOUR - 1)).toBe(0);
  expect(budget.waitFor('projection', HOUR - 1)).toBe(1);
});

test('where GitHub refuses all the same, what may wait makes room for others, for an hour', () => {
  const budget = counting();
  budget.noteRefusal(0);
  expect(budget.room('projection', 1_000)).toBe(13);
  for (let count = 0; count < 34; count += 1) budget.note('projection', 1_000 + count);
  expect(budget.waitFor('projection', 2_000)).toBeGreaterThan(0);
  expect(budget.waitFor('work', 2_000)).toBe(0);
  expect(budget.room('projection', HOUR)).toBe(27);
});
