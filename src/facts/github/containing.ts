import type { Ancestry } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import { readAncestry } from './ancestry.ts';
import type { Memo } from './memo.ts';
import { resolveRef } from './ref.ts';

/** Far below the hundred requests that GitHub takes at the same time. */
const AT_ONCE = 8;

/**
 * @param refs full names of branches and tags
 * @returns those that contain the commit, in the order given; refs that do not exist contain nothing. This is also
 * what keeps commits of forks out, which GitHub shows as if they were the repository's own.
 */
export async function refsContaining(
  client: GitHubClient,
  memo: Memo<Ancestry>,
  sha: Sha,
  refs: readonly string[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (let from = 0; from < refs.length; from += AT_ONCE) {
    const some = refs.slice(from, from + AT_ONCE);
    const contained = await Promise.all(some.map((ref) => contains(client, memo, ref, sha)));
    found.push(...some.filter((_, index) => contained[index] === true));
  }
  return found;
}

async function contains(client: GitHubClient, memo: Memo<Ancestry>, ref: string, sha: Sha): Promise<boolean> {
  const tip = await resolveRef(client, ref);
  if (tip === null || tip.ref !== ref) return false;
  const ancestry = await readAncestry(client, memo, sha, tip.sha);
  return ancestry === 'ahead' || ancestry === 'identical';
}
