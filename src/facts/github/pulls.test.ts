import { expect, test } from 'vitest';
import type { GitHubClient } from '../../github/client.ts';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { AssociatedPulls } from './associated-pulls.ts';
import { Comparisons } from './comparisons.ts';
import { mergedPulls } from './pulls.ts';

interface Pull {
  readonly number: number;
  readonly mergedAt?: string;
  readonly merged?: boolean;
  readonly in?: string;
}

/** A stretch of commits `c0` (oldest) and on, each with its pull requests. */
function repository(pulls: readonly (readonly Pull[])[]): ReturnType<typeof answeringClient> {
  const commits = pulls.map((_, index) => ({ sha: `c${index}` }));
  return answeringClient(({ what, parameters }) => {
    if (what.includes('/compare/')) {
      const from = (Number(parameters['page']) - 1) * Number(parameters['per_page']);
      return {
        status: 'ahead',
        total_commits: commits.length,
        commits: commits.slice(from, from + Number(parameters['per_page'])),
      };
    }
    const asked = Object.values(parameters).map((sha) => pulls[Number(String(sha).slice(1))] ?? []);
    const entries = asked.map((found, index) => [
      `c${index}`,
      {
        associatedPullRequests: {
          nodes: found.map(({ number, merged = true, mergedAt = '2026-11-20T12:00:00Z', ...rest }) => ({
            number,
            merged,
            mergedAt,
            url: `https://github.example/${rest.in ?? 'Acme/Shop'}/pull/${number}`,
          })),
        },
      },
    ]);
    return { repository: Object.fromEntries(entries) as unknown };
  });
}

function sourcesOf(client: GitHubClient) {
  return { comparisons: new Comparisons(client), pulls: new AssociatedPulls(client) };
}

test('merged pull requests of this repository, newest merge first, each once', async () => {
  const client = repository([
    [{ number: 3, mergedAt: '2026-11-20T12:00:00Z' }],
    [{ number: 9, mergedAt: '2026-11-19T12:00:00Z' }, { number: 3 }],
    [{ number: 4, merged: false }],
    [{ number: 5, in: 'mallory/shop' }],
    [],
  ]);
  expect(await mergedPulls(sourcesOf(client), 'base', 'head')).toEqual([3, 9]);
});

test('ten at most, found among the newest commits over several pages', async () => {
  const client = repository(
    Array.from({ length: 230 }, (_, index) => [
      { number: index + 1, mergedAt: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString() },
    ]),
  );
  const expected = Array.from({ length: 10 }, (_, index) => 230 - index);
  expect(await mergedPulls(sourcesOf(client), 'base', 'head')).toEqual(expected);
  const pages = client.asked.flatMap(({ parameters }) => parameters['page'] ?? []);
  expect(pages).toEqual([1, 3, 2]);
});

test('a first release looks at its own commit only', async () => {
  const client = repository([[{ number: 1 }], [{ number: 2 }]]);
  expect(await mergedPulls(sourcesOf(client), null, 'c1')).toEqual([2]);
  expect(client.asked).toHaveLength(1);
});

test('the commits that a push told of are not asked for', async () => {
  const client = repository([[{ number: 1 }], [{ number: 2 }]]);
  const sources = sourcesOf(client);
  const commits = [{ sha: 'c0' }, { sha: 'c1' }];
  sources.comparisons.tell('base', 'head', { status: 'ahead', total_commits: 2, commits });
  expect(await mergedPulls(sources, 'base', 'head')).toEqual([2, 1]);
  expect(client.asked).toHaveLength(1);
  // Between other commits lies something else.
  await mergedPulls(sources, 'other', 'head');
  expect(client.asked).toHaveLength(3);
});
