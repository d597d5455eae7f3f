import type { Sha } from '../../domain/names.ts';
import { compare } from './ancestry.ts';
import type { AssociatedPulls, PullJson } from './associated-pulls.ts';
import { PER_QUERY } from './associated-pulls.ts';
import type { Comparisons } from './comparisons.ts';

/** A release shows itself on no more pull requests than this (design, section 7). */
const MOST_PULLS = 10;

/** Of a very long stretch only the newest commits are looked at: ten pull requests are found long before. */
const MOST_COMMITS = 500;

const PER_PAGE = 100;

/**
 * @param base null, for a first release: only the head's own pull requests. The whole history would mean comments
 * under pull requests that were done with years ago.
 * @returns numbers of this repository's merged pull requests that brought the commits of `base..head`, newest
 * merge first, ten at most.
 */
export async function mergedPulls(
  { comparisons, pulls }: { readonly comparisons: Comparisons; readonly pulls: AssociatedPulls },
  base: Sha | null,
  head: Sha,
): Promise<readonly number[]> {
  const commits = base === null ? [head] : await newestCommits(comparisons, base, head);
  const found = new Map<number, PullJson>();
  for (let from = 0; from < commits.length && found.size < MOST_PULLS; from += PER_QUERY) {
    for (const pull of await pulls.of(commits.slice(from, from + PER_QUERY))) {
      found.set(pull.number, pull);
    }
  }
  return newestMerges([...found.values()]);
}

/**
 * @returns the commits of `base..head`, newest first. GitHub lists them oldest first, so the last pages are read
 * first, and only as many as may be needed.
 */
async function newestCommits(comparisons: Comparisons, base: Sha, head: Sha): Promise<Sha[]> {
  const { client } = comparisons;
  const first = await comparisons.line(base, head);
  const commits: Sha[] = [];
  for (let page = Math.ceil((first?.total_commits ?? 0) / PER_PAGE); page > 0; page -= 1) {
    const listed = page === 1 ? first : await compare(client, base, head, { per_page: PER_PAGE, page });
    commits.push(...(listed?.commits ?? []).map(({ sha }) => sha).reverse());
    if (commits.length >= MOST_COMMITS) break;
  }
  return commits;
}

function newestMerges(pulls: readonly PullJson[]): readonly number[] {
  const mergedAt = (pull: PullJson): number => Date.parse(pull.mergedAt ?? '') || 0;
  return pulls
    .toSorted((a, b) => mergedAt(b) - mergedAt(a) || b.number - a.number)
    .slice(0, MOST_PULLS)
    .map(({ number }) => number);
}
