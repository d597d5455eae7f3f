import { expect, test } from 'vitest';
import { parseDuration } from './durations.ts';

test.each<[text: string, expected: number | null]>([
  ['1m', 60],
  ['30m', 1800],
  ['90m', 5400],
  ['1h', 3600],
  ['2d', 172_800],
  ['1d12h', 129_600],
  ['1d2h3m', 93_780],
  ['35d', 3_024_000],
  ['35d1m', null],
  ['99999d', null],
  ['0m', null],
  ['30s', null],
  ['1m1h', null],
  ['1.5h', null],
  ['-1h', null],
  ['1 h', null],
  ['1H', null],
  ['h', null],
  ['', null],
  ['60', null],
])('%j', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
