import { expect, test } from 'vitest';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { GitHubUnavailable } from '../../github/client.ts';
import { matchingRefs } from './refs.ts';

const SHA = 'a'.repeat(40);
const WATCHED = { push: ['*'], tag: [] };

function page(names: readonly string[], next: string | null | undefined) {
  const nodes = names.map((name) => ({ name, target: { __typename: 'Commit', oid: SHA } }));
  const pageInfo = { hasNextPage: next !== undefined, endCursor: next ?? null };
  return { repository: { refs: { pageInfo, nodes } } };
}

function reading(...pages: readonly unknown[]) {
  const rest = [...pages];
  return matchingRefs(
    answeringClient(() => rest.shift()),
    WATCHED,
  );
}

test('refs of all pages are one answer', async () => {
  const found = await reading(page(['main'], 'c1'), page(['next'], undefined));
  expect(found.map(({ ref }) => ref)).toEqual(['refs/heads/main', 'refs/heads/next']);
});

test.each<[string, readonly unknown[]]>([
  ['no list at all', [{ repository: { refs: null } }]],
  ['a repository that is not shown', [{ repository: null }]],
  ['a second page that is missing', [page(['main'], 'c1'), { repository: { refs: null } }]],
  ['a next page without a cursor', [page(['main'], null)]],
  ['a cursor that does not move on', [page(['main'], 'c1'), page(['main'], 'c1')]],
])('%s is no answer: what is left out would be released as new', async (_, pages) => {
  await expect(reading(...pages)).rejects.toThrow(GitHubUnavailable);
});
