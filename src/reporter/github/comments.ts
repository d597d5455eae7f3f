import type { GitHubClient } from '../../github/client.ts';
import { GitHubLimited, GitHubRefused, GitHubUnavailable } from '../../github/client.ts';
import { isGitHubError } from '../../github/github-error.ts';
import { markerOf } from '../../views/markers.ts';
import type { FoundComment, Reaction } from '../board.ts';

interface CommentJson {
  readonly id: number | bigint | string;
  readonly body?: string;
  readonly user: { readonly id: number } | null;
}

interface ViewerJson {
  readonly viewer: { readonly databaseId: number | null };
}

/**
 * Who writes with these credentials. GraphQL says it to every kind of token, an App's and a workflow's included, while
 * `GET /user` refuses those.
 * @returns the numeric account id
 */
export async function readSelf(client: GitHubClient): Promise<number> {
  const answer = await client.graphql<ViewerJson>('query { viewer { databaseId } }');
  const id = answer.data.viewer.databaseId;
  if (id === null) throw new GitHubUnavailable('GitHub does not say whose credentials these are');
  return id;
}

interface CreatedJson {
  readonly created_at: string;
}

/** @returns when a comment was written; null when it is gone. */
export async function writtenAt(client: GitHubClient, comment: string): Promise<string | null> {
  try {
    const answer = await client.rest<CreatedJson>('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      comment_id: comment,
    });
    return answer.data.created_at;
  } catch (error) {
    if (error instanceof GitHubRefused && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

/**
 * @param of.since when the comment was written that the sought one answers, so that what is older need not be read: an
 * issue that commands are written on gets thousands of comments
 * @param of.author account that must have written it: a marker can be copied into anybody's comment (attack A16)
 * @returns the oldest comment on the issue or pull request that is signed so; null when there is none.
 */
export async function findComment(
  client: GitHubClient,
  of: {
    readonly issue: number;
    readonly marker: string;
    readonly author: number;
    readonly since: string | null;
  },
): Promise<FoundComment | null> {
  const answer = await client.restPages<CommentJson>(
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { issue_number: of.issue, per_page: 100, ...(of.since === null ? {} : { since: of.since }) },
  );
  const [own, ...others] = answer.data.filter(
    ({ user, body }) => user?.id === of.author && markerOf(body ?? '') === of.marker,
  );
  if (own === undefined) return null;
  return { id: String(own.id), body: own.body ?? '', others: others.map(({ id }) => String(id)) };
}

/** @returns the new comment's id. */
export async function createComment(client: GitHubClient, issue: number, body: string): Promise<string> {
  const answer = await client.rest<{ readonly id: number | bigint }>(
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    { issue_number: issue, body },
  );
  return String(answer.data.id);
}

/** Deletes a comment; that it is gone already is no fault. */
export async function removeComment(client: GitHubClient, id: string): Promise<void> {
  try {
    await client.rest('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      comment_id: id,
      repeatable: true,
    });
  } catch (error) {
    if (error instanceof GitHubRefused && (error.status === 404 || error.status === 410)) return;
    throw error;
  }
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
 * easily missed (platform, section 7), so what goes wrong here goes nowhere. Nothing happened at a limit: it is tried
 * once more, and the client waits through a short one.
 */
export async function react(client: GitHubClient, comment: string, content: Reaction): Promise<void> {
  const send = (): Promise<unknown> =>
    client.rest('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      comment_id: comment,
      content,
      repeatable: true,
    });
  const sendAgain = (error: unknown): Promise<unknown> => {
    if (error instanceof GitHubLimited) return send();
    throw error;
  };
  try {
    await send().catch(sendAgain);
  } catch (error) {
    if (!isGitHubError(error)) throw error;
  }
}
