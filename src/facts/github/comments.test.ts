import { describe, expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { readCommentsSince } from './comments.ts';

const SINCE = '2026-11-20T12:00:00Z';

/** A comment as GitHub lists it, of a person who has just written it. */
function listed(change: object = {}): object {
  return {
    id: 1,
    html_url: 'https://github.example/acme/shop/issues/7#issuecomment-1',
    issue_url: 'https://api.github.example/repos/acme/shop/issues/7',
    body: '/rollback production',
    user: { login: 'alice', id: 583231, type: 'User' },
    created_at: '2026-11-20T12:01:00Z',
    updated_at: '2026-11-20T12:01:00Z',
    ...change,
  };
}

function read(...comments: readonly object[]) {
  return readCommentsSince(
    answeringClient(() => comments),
    SINCE,
  );
}

test('a comment that no webhook brought is read as it would have been', async () => {
  expect(await read(listed())).toEqual([
    {
      id: '1',
      issue: 7,
      pull: false,
      body: '/rollback production',
      author: { login: 'alice', id: 583231, person: true },
      createdAt: '2026-11-20T12:01:00Z',
      isMarked: false,
    },
  ]);
});

test.each([
  [{ eyes: 1, heart: 2, rocket: 0 }, false],
  [{ rocket: 1 }, true],
  [{ '+1': 3 }, true],
  [{ '-1': 1 }, true],
])('whether it bears the mark of an answer: %j %s', async (reactions, isMarked) => {
  expect(await read(listed({ reactions }))).toMatchObject([{ isMarked }]);
});

describe('[A17] [A18] what somebody may have put into another one’s mouth is no word of theirs', () => {
  test.each([
    [
      'edited since, by whomever: GitHub names its first author all the same',
      { updated_at: '2026-11-20T12:01:01Z' },
    ],
    ['written before, and edited since', { created_at: '2026-11-20T11:59:59Z' }],
    ['of an account that is gone', { user: null }],
    ['of no issue', { issue_url: 'https://api.github.example/repos/acme/shop/commits/7' }],
  ])('%s: left out', async (_, change) => {
    const ids = (await read(listed(change), listed({ id: 2 }))).map(({ id }) => id);
    expect(ids).toEqual(['2']);
  });

  test.each([
    ['a bot', { user: { login: 'helper[bot]', id: 9, type: 'Bot' } }],
    ['an organisation', { user: { login: 'acme', id: 9, type: 'Organization' } }],
    ['a program in the name of a person', { performed_via_github_app: { id: 3 } }],
  ])('%s is no person', async (_, change) => {
    expect(await read(listed(change))).toMatchObject([{ author: { person: false } }]);
  });
});

test('they come in the order in which they were written', async () => {
  const later = listed({ id: 3, created_at: '2026-11-20T12:02:00Z', updated_at: '2026-11-20T12:02:00Z' });
  expect((await read(later, listed())).map(({ id }) => id)).toEqual(['1', '3']);
});
