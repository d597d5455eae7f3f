import type { GitHubClient } from '../../github/client.ts';
import { GitHubRefused } from '../../github/client.ts';
import { isGitHubError } from '../../github/github-error.ts';
import { markerOf } from '../../views/markers.ts';
import type { Reaction } from '../board.ts';

/** A comment of ours as GitHub has it. */
export interface OwnComment {
  readonly id: string;
  readonly body: string;
}

interface CommentsPage {
  readonly repository: {
    readonly issueOrPullRequest: {
      readonly comments?: {
        readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
        readonly nodes: readonly {
          readonly fullDatabaseId: string | null;
          readonly body: string;
          readonly viewerDidAuthor: boolean;
        }[];
      };
    } | null;
  } | null;
}

/** `viewerDidAuthor` is the author compared by GitHub itself: a marker can be copied into anybody's comment (A16). */
const COMMENTS_QUERY = `
query ($owner: String!, $repo: String!, $number: Int!, $before: String) {
  repository(owner: $owner, name: $repo) {
    issueOrPullRequest(number: $number) {
      ... on Issue { comments(last: 100, before: $before) { ...page } }
      ... on PullRequest { comments(last: 100, before: $before) { ...page } }
    }
  }
}
fragment page on IssueCommentConnection {
  pageInfo { hasPreviousPage startCursor }
  nodes { fullDatabaseId body viewerDidAuthor }
}`;

/** @returns the newest comment of ours on the issue or pull request that is signed so; null when there is none. */
export async function findComment(
  client: GitHubClient,
  issue: number,
  marker: string,
): Promise<OwnComment | null> {
  let before: string | null = null;
  for (;;) {
    const answer: { data: CommentsPage } = await client.graphql<CommentsPage>(COMMENTS_QUERY, {
      number: issue,
      before,
    });
    const comments: Comments = answer.data.repository?.issueOrPullRequest?.comments;
    const own = comments?.nodes.findLast(
      ({ body, viewerDidAuthor }) => viewerDidAuthor && markerOf(body) === marker,
    );
    if (own?.fullDatabaseId) return { id: own.fullDatabaseId, body: own.body };
    if (comments?.pageInfo.hasPreviousPage !== true) return null;
    before = comments.pageInfo.startCursor;
  }
}

type Comments = NonNullable<NonNullable<CommentsPage['repository']>['issueOrPullRequest']>['comments'];

/** @returns the new comment's id. */
export async function createComment(client: GitHubClient, issue: number, body: string): Promise<string> {
  const answer = await client.rest<{ readonly id: number | bigint }>(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { issue_number: issue, body },
  );
  return String(answer.data.id);
}

/** @returns false when the comment is not there any more: somebody deleted it. */
export async function editComment(client: GitHubClient, id: string, body: string): Promise<boolean> {
  try {
    await client.rest('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      comment_id: id,
      body,
      repeatable: true,
    });
    return true;
  } catch (error) {
    if (error instanceof GitHubRefused && (error.status === 404 || error.status === 410)) return false;
    throw error;
  }
}

/**
 * Reacts to a comment; a second time is the same as once. Reactions are cosmetic, and depend on a permission that is
 * easily missed (platform, section 7), so what goes wrong here goes nowhere.
 */
export async function react(client: GitHubClient, comment: string, content: Reaction): Promise<void> {
  try {
    await client.rest('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      comment_id: comment,
      content,
      repeatable: true,
    });
  } catch (error) {
    if (!isGitHubError(error)) throw error;
  }
}
