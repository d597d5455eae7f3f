import type { FactAnswers } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import { orNull } from './refused.ts';

type RefAnswer = FactAnswers['ref']['answer'];

interface GitObjectJson {
  readonly sha: string;
  readonly type: string;
}

/** An annotated tag may point at another one; nobody stacks more than this. */
const MOST_PEELS = 5;

/**
 * Finds what a person meant by a ref. As in git, 40 hexadecimal digits are a commit before anything else, and
 * fewer are a commit only when no branch or tag has that name. A branch goes before a tag of the same name, as in
 * GitHub's own pages; who means the tag writes `refs/tags/…`.
 * @param ref branch, tag, full ref, or commit id of at least 4 digits
 * @returns the commit, with the full ref where it was one; null when there is none.
 */
export async function resolveRef(client: GitHubClient, ref: string): Promise<RefAnswer> {
  if (/^[0-9a-f]{40}$/i.test(ref)) {
    const commit = await commitOf(client, ref.toLowerCase());
    if (commit !== null) return { sha: commit, ref: null };
  }
  for (const full of fullNames(ref)) {
    const sha = await readRef(client, full);
    if (sha !== null) return { sha, ref: full };
  }
  if (!/^[0-9a-f]{4,39}$/i.test(ref)) return null;
  const commit = await commitOf(client, ref.toLowerCase());
  return commit === null ? null : { sha: commit, ref: null };
}

function fullNames(ref: string): readonly string[] {
  if (ref.startsWith('refs/heads/') || ref.startsWith('refs/tags/')) return [ref];
  return [`refs/heads/${ref}`, `refs/tags/${ref}`];
}

/** @returns the commit a full ref points at, annotated tags peeled; null when there is none. */
async function readRef(client: GitHubClient, full: string): Promise<Sha | null> {
  const asked = client.rest<{ readonly ref: string; readonly object: GitObjectJson }>(
    'GET /repos/{owner}/{repo}/git/ref/{ref}',
    { ref: full.slice('refs/'.length) },
  );
  // 409: the repository is empty; 422: git would not allow such a name.
  const answer = await orNull(asked, [404, 409, 422]);
  // GitHub once answered a prefix with the refs below it; only the very ref counts.
  if (answer === null || answer.data.ref !== full) return null;
  return await peel(client, answer.data.object);
}

async function peel(client: GitHubClient, object: GitObjectJson): Promise<Sha | null> {
  let current = object;
  for (let peels = 0; current.type === 'tag' && peels < MOST_PEELS; peels += 1) {
    const answer = await client.rest<{ readonly object: GitObjectJson }>(
      'GET /repos/{owner}/{repo}/git/tags/{tag_sha}',
      { tag_sha: current.sha },
    );
    current = answer.data.object;
  }
  return current.type === 'commit' ? current.sha : null;
}

/** @returns the full id of the commit that begins with these digits; null when there is none or several. */
async function commitOf(client: GitHubClient, digits: string): Promise<Sha | null> {
  const answer = await orNull(
    client.rest<{ readonly sha: string }>('GET /repos/{owner}/{repo}/commits/{ref}', { ref: digits }),
    [404, 409, 422],
  );
  return answer !== null && answer.data.sha.startsWith(digits) ? answer.data.sha : null;
}
