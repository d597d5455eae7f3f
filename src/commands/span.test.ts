import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_SPAN, parseSpan, spellSpan } from './span.ts';

test.each<[string, number | null]>([
  ['90s', 90],
  ['30m', 1800],
  ['2h', 7200],
  ['1d', 86_400],
  ['1w', 604_800],
  ['1h30m', 5400],
  ['2H', 7200],
  ['366d', LONGEST_SPAN],
  ['367d', null],
  ['0s', null],
  ['', null],
  ['2', null],
  ['h', null],
  ['1m2h', null],
  ['-2h', null],
  ['1.5h', null],
  ['2 h', null],
])('%s', (text, seconds) => {
  expect(parseSpan(text)).toBe(seconds);
});

test('every span can be spelled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: LONGEST_SPAN }), (seconds) => {
      expect(parseSpan(spellSpan(seconds))).toBe(seconds);
    }),
  );
});
