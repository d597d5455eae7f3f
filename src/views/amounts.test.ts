import { describe, expect, test } from 'vitest';
import type { Instant } from '../domain/instant.ts';
import { plus } from '../domain/instant.ts';
import { age, count, lasted, moment, shortRef } from './amounts.ts';
import { phraseText } from './terminal.ts';

const NOW: Instant = '2026-11-20T12:00:00Z';

describe('an age', () => {
  test.each<[number, string]>([
    [0, 'just now'],
    [-59, 'just now'],
    [30, 'in 30 s'],
    [-60, '1 min ago'],
    [-3599, '59 min ago'],
    [-3600, '1 h ago'],
    [-47 * 3600, '47 h ago'],
    [-48 * 3600, '2 d ago'],
    [-59 * 86_400, '59 d ago'],
    [-60 * 86_400, 'on 21 Sep 2026'],
    [7200, 'in 2 h'],
  ])('%d s', (seconds, text) => {
    expect(phraseText(age(plus(NOW, seconds), NOW))).toBe(text);
  });

  test('of nonsense is no nonsense', () => {
    expect(phraseText(age('yesterday', NOW))).toBe('at an unknown time');
    expect(phraseText(moment(''))).toBe('at an unknown time');
  });
});

test.each<[number, string]>([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
  [-5, '0 s'],
])('something lasted %d s', (seconds, text) => {
  expect(phraseText(lasted(NOW, plus(NOW, seconds)))).toBe(text);
});

test('a moment says its time zone', () => {
  expect(phraseText(moment('2026-01-05T04:07:59Z'))).toBe('5 Jan 2026, 04:07 UTC');
});

test('counts and refs', () => {
  expect(phraseText(count(1, 'more line'))).toBe('1 more line');
  expect(phraseText(count(2, 'more line'))).toBe('2 more lines');
  expect(shortRef('refs/heads/feature/x')).toBe('feature/x');
  expect(shortRef('refs/tags/v1')).toBe('v1');
});
