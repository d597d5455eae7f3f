import type { CommitFact } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { ComparisonJson } from './ancestry.ts';
import { compare } from './ancestry.ts';
import { commitFact } from './commit.ts';
import { Memo } from './memo.ts';

/** A push asks for the same two commits in several ways within one turn; comparisons are large. */
const KEPT = 10;

/** First pages of comparisons, each asked for once: how two commits stand to each other never changes. */
export class Comparisons {
  readonly client: GitHubClient;
  /** Commits that were listed on the way. */
  readonly commits: Memo<CommitFact>;
  readonly #first = new Memo<ComparisonJson>(KEPT);

  constructor(client: GitHubClient, commits = new Memo<CommitFact>()) {
    this.client = client;
    this.commits = commits;
  }

  /** @returns GitHub's comparison with up to a hundred commits, the oldest; null when there is none to be made. */
  async first(base: Sha, head: Sha): Promise<ComparisonJson | null> {
    const key = `${base}...${head}`;
    const kept = this.#first.get(key);
    if (kept !== undefined) return kept;
    const comparison = await compare(this.client, base, head, { per_page: 100, page: 1 });
    if (comparison === null) return null;
    this.#first.set(key, comparison);
    for (const { sha, commit } of comparison.commits) {
      if (commit) this.commits.set(sha, commitFact({ sha, ...commit }));
    }
    return comparison;
  }
}
