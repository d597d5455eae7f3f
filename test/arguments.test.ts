import { expect, test } from 'vitest';
import { assertKnown, wholeNumber } from '../scripts/arguments.ts';

test.each(['0', '7', '1000000', 'Infinity'])('%s is a number', (text) => {
  expect(wholeNumber('seed', text)).toBe(Number(text));
});

test.each(['abc', '', ' ', '1.5', '-3', 'NaN'])('“%s” is none, and is refused in words', (text) => {
  expect(() => wholeNumber('seed', text)).toThrow(`--seed takes a whole number, and “${text}” is none`);
});

test('a word that means nothing is refused with those that there are', () => {
  expect(() => assertKnown(['app', 'ap'], ['app', 'action'])).toThrow('“ap” is none of: app, action');
  expect(() => assertKnown(['action'], ['app', 'action'])).not.toThrow();
});
