import { expect, test } from 'vitest';
import { isWatched } from './watched-refs.ts';

const watched = { push: ['main', 'release/**', '!release/old/**'], tag: ['v*'] };

test.each([
  ['refs/heads/main', true],
  ['refs/heads/release/2026/11', true],
  ['refs/heads/release/old/1', false],
  ['refs/heads/v1', false],
  ['refs/tags/v1', true],
  ['refs/tags/main', false],
  ['refs/pull/7/head', false],
  ['main', false],
])('%s is watched: %s', (ref, expected) => {
  expect(isWatched(watched, ref)).toBe(expected);
});
