import type { GitHubClient } from '../../github/client.ts';
import type { CommentFact } from '../facts.ts';

interface CommentJson {
  readonly id: number | bigint;
  readonly html_url: string;
  readonly issue_url: string;
  readonly body?: string | null;
  readonly user: { readonly login: string; readonly id: number; readonly type: string } | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly performed_via_github_app?: object | null;
  /** How often each reaction was given. */
  readonly reactions?: Readonly<Record<string, unknown>>;
}

const MARKS = ['rocket', '+1', '-1'];

/**
 * Comments on issues and pull requests of the whole repository, oldest first. GitHub's `since` means "updated
 * since", so older ones are dropped here. Edited ones are dropped as well: a command counts as it was first written,
 * that text is gone, and a maintainer may edit what bears somebody else's name.
 * @param since instant, ISO text; comments of that very second are included
 */
export async function readCommentsSince(
  client: GitHubClient,
  since: string,
): Promise<readonly CommentFact[]> {
  const answer = await client.restPages<CommentJson>('GET /repos/{owner}/{repo}/issues/comments', {
    since,
    sort: 'created',
    direction: 'asc',
    per_page: 100,
  });
  const from = Date.parse(since);
  return answer.data
    .filter((comment) => Date.parse(comment.created_at) >= from && comment.updated_at === comment.created_at)
    .flatMap((comment) => commentFact(comment) ?? [])
    .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
}

/** @returns null for a comment whose author's account is gone: nobody could be asked what they may do. */
function commentFact(comment: CommentJson): CommentFact | null {
  const issue = /\/issues\/(\d+)$/.exec(comment.issue_url)?.[1];
  if (comment.user === null || issue === undefined) return null;
  const { login, id, type } = comment.user;
  const byApp = comment.performed_via_github_app !== null && comment.performed_via_github_app !== undefined;
  return {
    id: String(comment.id),
    issue: Number(issue),
    pull: comment.html_url.includes(`/pull/${issue}#`),
    body: comment.body ?? '',
    author: { login, id, person: type === 'User' && !byApp },
    createdAt: comment.created_at,
    isMarked: MARKS.some((content) => Number(comment.reactions?.[content] ?? 0) > 0),
  };
}
