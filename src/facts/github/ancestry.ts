import type { Ancestry } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { Memo } from './memo.ts';
import { orNull } from './refused.ts';

/** What we take from GitHub's comparison of two commits. */
export interface ComparisonJson {
  readonly status: string;
  readonly total_commits: number;
  /** Of this page, oldest first. */
  readonly commits: readonly {
    readonly sha: string;
    readonly commit?: { readonly message: string; readonly author: { readonly name?: string } | null };
  }[];
  readonly files?: readonly { readonly filename: string; readonly previous_filename?: string }[];
}

/**
 * @returns how `head` stands to `base`; `unknown` when GitHub does not have one of them, or they share no history.
 * How two commits stand to each other never changes, so that it is asked once.
 */
export async function readAncestry(
  client: GitHubClient,
  memo: Memo<Ancestry>,
  base: Sha,
  head: Sha,
): Promise<Ancestry> {
  const key = `${base}...${head}`;
  const kept = memo.get(key);
  if (kept !== undefined) return kept;
  const ancestry = ancestryIn(await compare(client, base, head, { per_page: 1 }));
  if (ancestry !== 'unknown') memo.set(key, ancestry);
  return ancestry;
}

/**
 * @param page `per_page` and `page` over the commits; files are on the first page only
 * @returns GitHub's comparison; null when there is none to be made.
 */
export async function compare(
  client: GitHubClient,
  base: Sha,
  head: Sha,
  page: { readonly per_page: number; readonly page?: number },
): Promise<ComparisonJson | null> {
  const asked = client.rest<ComparisonJson>('GET /repos/{owner}/{repo}/compare/{basehead}', {
    basehead: `${base}...${head}`,
    ...page,
  });
  // 422: not something that can be a commit. 404: unknown, or "no common ancestor".
  const answer = await orNull(asked, [404, 422]);
  return answer?.data ?? null;
}

/** @returns what a comparison says; `unknown` without one. */
export function ancestryIn(comparison: Pick<ComparisonJson, 'status'> | null): Ancestry {
  return comparison === null ? 'unknown' : ancestryOf(comparison.status);
}

function ancestryOf(word: string): Ancestry {
  switch (word) {
    case 'identical':
    case 'ahead':
    case 'behind':
    case 'diverged':
      return word;
    default:
      return 'unknown';
  }
}
