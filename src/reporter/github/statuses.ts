import type { GitHubClient } from '../../github/client.ts';
import type { StatusProjection } from '../projection.ts';

interface StatusJson {
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly target_url: string | null;
}

/**
 * Writes a commit status. GitHub keeps each one and shows the last of a context, so writing it twice shows the same;
 * it takes a thousand per commit and context, so callers write on change only.
 */
export async function writeStatus(client: GitHubClient, status: StatusProjection): Promise<void> {
  await client.rest('POST /repos/{owner}/{repo}/statuses/{sha}', {
    sha: status.sha,
    context: status.context,
    state: status.state,
    description: status.description,
    ...(status.targetUrl === null ? {} : { target_url: status.targetUrl }),
    repeatable: true,
  });
}

/** @returns whether the newest status of this context on the commit says the same. */
export async function isStatusShown(client: GitHubClient, status: StatusProjection): Promise<boolean> {
  const answer = await client.restPages<StatusJson>('GET /repos/{owner}/{repo}/commits/{ref}/statuses', {
    ref: status.sha,
    per_page: 100,
  });
  // GitHub lists the newest first, and compares contexts without case.
  const context = status.context.toLowerCase();
  const newest = answer.data.find((each) => each.context.toLowerCase() === context);
  return (
    newest !== undefined &&
    newest.state === status.state &&
    newest.description === status.description &&
    newest.target_url === status.targetUrl
  );
}
