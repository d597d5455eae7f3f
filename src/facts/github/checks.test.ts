import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { GitHubRefused, GitHubUnavailable } from '../../github/client.ts';
import type { RollupPage } from './checks.ts';
import { gatherChecks, readChecks } from './checks.ts';

const SHA = 'a'.repeat(40);

interface PageChange {
  readonly oid?: string;
  readonly contexts?: readonly (string | null)[];
  readonly next?: string | null;
}

function page({ oid = SHA, contexts = [], next }: PageChange): RollupPage {
  const nodes = contexts.map((context) =>
    context === null
      ? null
      : {
          __typename: 'StatusContext' as const,
          context,
          state: 'SUCCESS',
          targetUrl: null,
          createdAt: '2026-11-20T12:00:00Z',
        },
  );
  const pageInfo = { hasNextPage: next !== undefined, endCursor: next ?? null };
  return { repository: { object: { oid, statusCheckRollup: { contexts: { nodes, pageInfo } } } } };
}

function gather(pages: readonly RollupPage[]): ReturnType<typeof gatherChecks> {
  const rest = [...pages];
  return gatherChecks(SHA, () => {
    const next = rest.shift();
    if (next === undefined) throw new Error('asked for more pages than there are');
    return Promise.resolve(next);
  });
}

test('checks of all pages are one answer', async () => {
  const answer = await gather([
    page({ contexts: ['a'], next: 'c1' }),
    page({ contexts: ['b'], next: 'c2' }),
    page({ contexts: ['c'] }),
  ]);
  expect(answer.status === 'ok' && answer.checks.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('a commit on which nobody reported has no checks', async () => {
  const none: RollupPage = { repository: { object: { oid: SHA, statusCheckRollup: null } } };
  expect(await gather([none])).toEqual({ status: 'ok', checks: [] });
});

// Attack A14: a part of the checks is not the checks.
test.each<[string, RollupPage[]]>([
  ['another commit on a later page', [page({ next: 'c1' }), page({ oid: 'b'.repeat(40) })]],
  ['a cursor that comes again', [page({ next: 'c1' }), page({ next: 'c1' })]],
  ['a next page without a cursor', [page({ next: null })]],
  [
    'a rollup that goes away',
    [page({ next: 'c1' }), { repository: { object: { oid: SHA, statusCheckRollup: null } } }],
  ],
  ['a check that is hidden', [page({ contexts: ['a', null] })]],
  ['a commit that is not shown', [{ repository: { object: null } }]],
  ['a repository that is not shown', [{ repository: null }]],
])('[A14] %s makes the answer unreadable', async (_, pages) => {
  expect((await gather(pages)).status).toBe('unreadable');
});

test("GitHub's refusal is unreadable, with its words", async () => {
  const client = answeringClient(() => {
    throw new GitHubRefused('Resource not accessible by integration', 200, 'FORBIDDEN');
  });
  expect(await readChecks(client, SHA)).toEqual({
    status: 'unreadable',
    message: 'Resource not accessible by integration',
  });
});

test('GitHub being away is no answer', async () => {
  const client = answeringClient(() => {
    throw new GitHubUnavailable('502');
  });
  await expect(readChecks(client, SHA)).rejects.toThrow(GitHubUnavailable);
});
