import { describe, expect, test } from 'vitest';
import { RELEASE_STATUSES } from './release.ts';
import { IllegalTransition, RELEASE_TRANSITIONS, assertMove, mayMove } from './transitions.ts';

describe('moves of a release', () => {
  test.each([
    ['queued', 'running', true],
    ['running', 'queued', true],
    ['draft', 'on-hold', true],
    ['failed', 'superseded', true],
    ['aborted', 'failed', true],
    ['aborted', 'draft', true],
    ['queued', 'queued', true],
    ['succeeded', 'running', false],
    ['superseded', 'queued', false],
    ['running', 'draft', false],
    ['failed', 'succeeded', false],
  ] as const)('%s → %s: %s', (from, to, may) => {
    expect(mayMove(from, to)).toBe(may);
  });

  test('what succeeded or was superseded stays', () => {
    expect(RELEASE_TRANSITIONS.succeeded).toEqual([]);
    expect(RELEASE_TRANSITIONS.superseded).toEqual([]);
  });

  test('every status but the first and a planned one can be come to', () => {
    const reached = new Set(Object.values(RELEASE_TRANSITIONS).flat());
    expect(RELEASE_STATUSES.filter((each) => !reached.has(each))).toEqual(['scheduled']);
  });

  test('a move that is not in the table is a bug and says which', () => {
    expect(() => assertMove('web@v3', 'succeeded', 'running')).toThrow(IllegalTransition);
    expect(() => assertMove('web@v3', 'succeeded', 'running')).toThrow(
      'web@v3 cannot go from succeeded to running',
    );
    expect(() => assertMove('web@v3', 'running', 'failed')).not.toThrow();
  });
});
