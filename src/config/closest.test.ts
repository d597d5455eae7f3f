import { expect, test } from 'vitest';
import { closest } from './closest.ts';

test.each<[word: string, candidates: string[], expected: string | null]>([
  ['environmets', ['apps', 'environments'], 'environments'],
  ['releaseOn', ['release-on', 'roles'], 'release-on'],
  ['check', ['checks', 'checks-deadline'], 'checks'],
  ['wiat', ['wait', 'refuse'], 'wait'],
  ['taks', ['task', 'deploy'], 'task'],
  ['abc', ['xyz'], null],
  ['foo', [], null],
  ['x'.repeat(10_000), ['task'], null],
])('%s among %j', (word, candidates, expected) => {
  expect(closest(word, candidates)).toBe(expected);
});
