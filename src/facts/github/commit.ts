import type { CommitFact } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { Memo } from './memo.ts';
import { orNull } from './refused.ts';

const COMMIT = 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}';

interface CommitJson {
  readonly sha: string;
  readonly message: string;
  readonly author: { readonly name?: string } | null;
}

/**
 * @param sha full commit id
 * @returns the commit; null when the repository does not have it. That it exists says nothing about where: GitHub
 * shows commits of forks through the parent repository, so whoever releases one asks for `containing` as well.
 */
export async function readCommit(
  client: GitHubClient,
  memo: Memo<CommitFact>,
  sha: Sha,
): Promise<CommitFact | null> {
  const kept = memo.get(sha);
  if (kept !== undefined) return kept;
  const asked = client.rest<CommitJson>(COMMIT, { commit_sha: sha });
  const answer = await orNull(asked, [404, 422]);
  if (answer === null) return null;
  const commit = commitFact(answer.data);
  memo.set(sha, commit);
  return commit;
}

/** @returns the first parent of a commit; null when it has none, or the repository does not have the commit. */
export async function readParent(client: GitHubClient, sha: Sha): Promise<Sha | null> {
  const asked = client.rest<{ readonly parents: readonly { readonly sha: Sha }[] }>(COMMIT, {
    commit_sha: sha,
  });
  return (await orNull(asked, [404, 422]))?.data.parents[0]?.sha ?? null;
}

/** @returns the commit in our words. */
export function commitFact({ sha, message, author }: CommitJson): CommitFact {
  return { sha, subject: message.split('\n', 1)[0] ?? '', author: author?.name ?? '' };
}
