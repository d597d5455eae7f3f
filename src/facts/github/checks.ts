import type { ChecksAnswer } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import { GitHubRefused } from '../../github/client.ts';
import type { ContextJson } from './check-contexts.ts';
import { mergeContexts } from './check-contexts.ts';

/** One page of a commit's checks. */
export interface RollupPage {
  readonly repository: {
    readonly object: {
      readonly oid?: string;
      readonly statusCheckRollup?: {
        readonly contexts: {
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
          readonly nodes: readonly (ContextJson | null)[];
        };
      } | null;
    } | null;
  } | null;
}

const ROLLUP_QUERY = `
query ($owner: String!, $repo: String!, $sha: GitObjectID!, $after: String) {
  repository(owner: $owner, name: $repo) {
    object(oid: $sha) {
      ... on Commit {
        oid
        statusCheckRollup {
          contexts(first: 100, after: $after) {
            pageInfo { hasNextPage endCursor }
            nodes {
              __typename
              ... on CheckRun {
                name status conclusion startedAt completedAt detailsUrl
                checkSuite { app { slug } workflowRun { url } }
              }
              ... on StatusContext { context state targetUrl createdAt }
            }
          }
        }
      }
    }
  }
}`;

/**
 * @returns the newest check of each name and app on the commit; `unreadable` when GitHub refuses, or when the pages
 * do not add up. That nobody has reported anything is an answer too: no checks.
 */
export async function readChecks(client: GitHubClient, sha: Sha): Promise<ChecksAnswer> {
  try {
    return await gatherChecks(sha, async (after) => {
      const answer = await client.graphql<RollupPage>(ROLLUP_QUERY, { sha, after });
      return answer.data;
    });
  } catch (error) {
    if (error instanceof GitHubRefused) return unreadable(error.message);
    throw error;
  }
}

/**
 * Reads pages until the last one. Every page must be of the same commit and the cursor must move on; a part of the
 * checks is not the checks (attack A14).
 * @param page fetches the page after a cursor
 */
export async function gatherChecks(
  sha: Sha,
  page: (after: string | null) => Promise<RollupPage>,
): Promise<ChecksAnswer> {
  const contexts: ContextJson[] = [];
  const cursors = new Set<string>();
  let after: string | null = null;
  for (;;) {
    const commit: Commit = (await page(after)).repository?.object ?? null;
    if (commit?.oid !== sha) return unreadable('GitHub does not show this commit');
    if (commit.statusCheckRollup === undefined || commit.statusCheckRollup === null) {
      return after === null ? { status: 'ok', checks: [] } : unreadable('the list of checks ended early');
    }
    const { nodes, pageInfo }: Contexts = commit.statusCheckRollup.contexts;
    const readable = nodes.filter((node) => node !== null);
    if (readable.length < nodes.length) return unreadable('GitHub hides a check from these credentials');
    contexts.push(...readable);
    if (!pageInfo.hasNextPage) return { status: 'ok', checks: mergeContexts(contexts) };
    after = pageInfo.endCursor;
    if (after === null || cursors.has(after)) return unreadable('the list of checks does not end');
    cursors.add(after);
  }
}

type Commit = NonNullable<RollupPage['repository']>['object'];
type Contexts = NonNullable<NonNullable<Commit>['statusCheckRollup']>['contexts'];

function unreadable(message: string): ChecksAnswer {
  return { status: 'unreadable', message };
}
