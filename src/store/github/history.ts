import { z } from 'zod';
import { instantOf } from '../../domain/instant.ts';
import type { GitHubClient } from '../../github/client.ts';
import { hasTrailer } from '../commit-text.ts';
import type { LogEntry } from '../store.ts';
import { parsedAnswer } from './parsed-answer.ts';

/** Commits that others can have made on top of ours while we were waiting for an answer about it. */
const LOOK_BACK = 30;

const HISTORY = `query ($owner: String!, $repo: String!, $ref: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $ref) {
      target {
        ... on Commit {
          history(first: $first, after: $after) {
            nodes { oid committedDate message }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
    }
  }
}`;

const historySchema = z.object({
  repository: z.object({
    ref: z
      .object({
        target: z.object({
          history: z.object({
            nodes: z.array(z.object({ oid: z.string(), committedDate: z.string(), message: z.string() })),
            pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
          }),
        }),
      })
      .nullable(),
  }),
});

/**
 * @returns at most `limit` commits of the branch, newest first; none when it does not exist.
 * @throws {StoreUnavailable} for an answer in another shape than GitHub's schema says; errors of the client.
 */
export async function readHistory(
  client: GitHubClient,
  branch: string,
  limit: number,
): Promise<{ readonly entries: readonly LogEntry[]; readonly date: Date }> {
  const entries: LogEntry[] = [];
  for (let after: string | null = null; ;) {
    const first = Math.min(100, limit - entries.length);
    const page: Page = await readPage(client, { ref: `refs/heads/${branch}`, first, after });
    entries.push(...page.entries);
    after = page.next;
    if (after === null || entries.length >= limit) return { entries, date: page.date };
  }
}

interface Page {
  readonly entries: readonly LogEntry[];
  readonly next: string | null;
  readonly date: Date;
}

async function readPage(client: GitHubClient, variables: Readonly<Record<string, unknown>>): Promise<Page> {
  const { data, date } = await client.graphql<unknown>(HISTORY, variables);
  const history = parsedAnswer(historySchema, data).repository.ref?.target.history;
  const entries = (history?.nodes ?? []).map(({ oid, committedDate, message }) => ({
    commit: oid,
    at: instantOf(new Date(committedDate)),
    message,
  }));
  return { entries, next: history?.pageInfo.hasNextPage ? history.pageInfo.endCursor : null, date };
}

/** What became of a commit that GitHub gave no clear answer about. */
export type Trace =
  | { readonly kind: 'found'; readonly commit: string; readonly date: Date }
  /** The branch has gone on without it, so it can never come. */
  | { readonly kind: 'passed' }
  /** It may still come; or the answer was an old one. */
  | { readonly kind: 'open' };

/** Looks for the commit that carries the trailer, on a branch that had the head `expected` (null: none). */
export async function traceCommit(
  client: GitHubClient,
  sought: {
    readonly branch: string;
    readonly expected: string | null;
    readonly trailer: readonly [string, string];
  },
): Promise<Trace> {
  const { entries, date } = await readHistory(client, sought.branch, LOOK_BACK);
  const own = entries.find(({ message }) => hasTrailer(message, ...sought.trailer));
  if (own !== undefined) return { kind: 'found', commit: own.commit, date };
  if (sought.expected === null) return entries.length === 0 ? { kind: 'open' } : { kind: 'passed' };
  const behind = entries.findIndex(({ commit }) => commit === sought.expected);
  return behind > 0 ? { kind: 'passed' } : { kind: 'open' };
}
