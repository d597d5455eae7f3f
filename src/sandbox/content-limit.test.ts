import { expect, test } from 'vitest';
import { newContentLimit } from './content-limit.ts';
import type { RequestView } from './faults.ts';

const COMMENT: RequestView = {
  method: 'POST',
  path: '/repos/alice/web/issues/1/comments',
  route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  fields: [],
  mutation: false,
  caller: 'signalbox[bot]',
  body: '{}',
};

function at(seconds: number): Date {
  return new Date(1_000_000_000_000 + seconds * 1000);
}

test('the 81st in a minute has to wait until the first is a minute old', () => {
  const limit = newContentLimit();
  for (let count = 0; count < 80; count += 1) expect(limit.count(COMMENT, at(count / 10))).toBeNull();
  expect(limit.count(COMMENT, at(20))).toBe(40);
  expect(limit.count({ ...COMMENT, caller: 'alice' }, at(20))).toBeNull();
  expect(limit.count(COMMENT, at(61))).toBeNull();
});

test('the 501st in an hour has to wait', () => {
  const limit = newContentLimit();
  for (let count = 0; count < 500; count += 1) expect(limit.count(COMMENT, at(count * 2))).toBeNull();
  expect(limit.count(COMMENT, at(1001))).toBe(2599);
});

test.each([
  ['reads', { method: 'GET' }],
  ['GraphQL queries', { route: 'POST /graphql' }],
  ['git', { route: 'git' }],
] as const)('%s are not counted', (_, other) => {
  const limit = newContentLimit();
  for (let count = 0; count < 600; count += 1) {
    expect(limit.count({ ...COMMENT, ...other }, at(0))).toBeNull();
  }
});
