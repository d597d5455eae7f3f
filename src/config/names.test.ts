import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isName, sanitizeName } from './names.ts';

test.each<[repository: string, expected: string]>([
  ['shop', 'shop'],
  ['Shop.js', 'Shop.js'],
  ['.github', 'github'],
  ['-x', 'x'],
  ['my shop', 'my-shop'],
  ['2048', 'app-2048'],
  ['v8', 'app-v8'],
  ['constructor', 'app-constructor'],
  ['...', 'app'],
  ['', 'app'],
])('an app of %j is named %s', (repository, expected) => {
  expect(sanitizeName(repository)).toBe(expected);
});

test('every repository gives a name', () => {
  fc.assert(
    fc.property(fc.string(), (repository) => {
      expect(isName(sanitizeName(repository))).toBe(true);
    }),
  );
});
