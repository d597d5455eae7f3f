import { expect, test } from 'vitest';
import { matchesFilter } from './filter-pattern.ts';

test.each([
  ['main', 'main', true],
  ['main', 'main2', false],
  ['releases/*', 'releases/10', true],
  ['releases/*', 'releases/10/beta', false],
  ['releases/**', 'releases/10/beta', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['**/*.js', 'index.js', true],
  ['**/*.js', 'src/deep/index.js', true],
  ['docs/**/*.md', 'docs/a/b.md', true],
  ['docs/**/*.md', 'docs/b.md', true],
  ['*.jsx?', 'page.js', true],
  ['v[12].[0-9]+.[0-9]+', 'v1.10.1', true],
  ['v[12].[0-9]+.[0-9]+', 'v3.0.0', false],
  ['a.b', 'axb', false],
  ['a|b', 'a', false],
])('%s and %s: %s', (pattern, value, expected) => {
  expect(matchesFilter([pattern], value)).toBe(expected);
});

test('a later pattern changes what an earlier one said', () => {
  const patterns = ['releases/**', '!releases/**-alpha', 'releases/1-alpha'];
  expect(matchesFilter(patterns, 'releases/1')).toBe(true);
  expect(matchesFilter(patterns, 'releases/2-alpha')).toBe(false);
  expect(matchesFilter(patterns, 'releases/1-alpha')).toBe(true);
});
