import { expect, test } from 'vitest';
import type { PushPayload } from './payloads.ts';
import { pushNews } from './push-news.ts';

const [BEFORE, MIDDLE, AFTER] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
const ZERO = '0'.repeat(40);

function commit(id: string | undefined) {
  return { id: id ?? '', message: 'Say hello\n\nand more', author: { name: 'Alice' } };
}

function pushed(change: Partial<PushPayload> = {}): PushPayload {
  return {
    ref: 'refs/heads/main',
    before: BEFORE ?? '',
    after: AFTER ?? '',
    deleted: false,
    forced: false,
    head_commit: commit(AFTER),
    commits: [commit(MIDDLE), commit(AFTER)],
    sender: null,
    ...change,
  };
}

test('a branch that went on: what lay before, and every commit since', () => {
  const kept = { message: 'Say hello\n\nand more', author: 'Alice' };
  expect(pushNews(pushed())).toEqual({
    before: BEFORE,
    after: AFTER,
    commits: [
      { sha: MIDDLE, ...kept },
      { sha: AFTER, ...kept },
    ],
  });
});

test('a new branch tells of its newest commit alone: where it began is not said', () => {
  expect(pushNews(pushed({ before: ZERO }))).toMatchObject({ before: null, commits: [{ sha: AFTER }] });
});

test.each<[string, Partial<PushPayload>]>([
  ['a forced push', { forced: true }],
  ['a push that does not say whether it was forced', { forced: null }],
  ['a deletion', { deleted: true }],
  ['a tag', { ref: 'refs/tags/v1' }],
  ['the state branch', { ref: 'refs/heads/signalbox/releases' }],
  ['a push without its commits', { commits: null }],
  ['a list that ends elsewhere', { commits: [commit(AFTER), commit(MIDDLE)] }],
  ['a branch put back to a commit that it had', { commits: [] }],
  ['a long list', { commits: Array.from({ length: 101 }, () => commit(AFTER)) }],
])('%s is asked about as before', (_, change) => {
  expect(pushNews(pushed(change))).toBeNull();
});
