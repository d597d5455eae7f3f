import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

test.each<[string, string | null]>([
  ['rollback', 'rollback'],
  ['rolback', 'rollback'],
  ['orllback', 'rollback'],
  ['reasn', 'reason'],
  ['fro', 'for'],
  ['lokc', 'lock'],
  ['banana', null],
  ['', null],
  ['r'.repeat(5000), null],
])('%s', (word, choice) => {
  expect(nearest(word, ['rollback', 'reason', 'for', 'lock'])).toBe(choice);
});
