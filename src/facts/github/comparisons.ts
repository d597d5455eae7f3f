import type { CommitFact } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { ComparisonJson } from './ancestry.ts';
import { compare } from './ancestry.ts';
import { commitFact } from './commit.ts';
import { Memo } from './memo.ts';

/** A push asks for the same two commits in several ways within one turn; comparisons are large. */
const KEPT = 10;

/** What of a comparison does not need its files. */
export type Line = Pick<ComparisonJson, 'status' | 'total_commits' | 'commits'>;

/** First pages of comparisons, each asked for once: how two commits stand to each other never changes. */
export class Comparisons {
  readonly client: GitHubClient;
  /** Commits that were listed on the way. */
  readonly commits: Memo<CommitFact>;
  readonly #first = new Memo<ComparisonJson>(KEPT);
  readonly #told = new Memo<Line>(KEPT);

  constructor(client: GitHubClient, commits = new Memo<CommitFact>()) {
    this.client = client;
    this.commits = commits;
  }

  /** @returns GitHub's comparison with up to a hundred commits, the oldest; null when there is none to be made. */
  async first(base: Sha, head: Sha): Promise<ComparisonJson | null> {
    const key = `${base}...${head}`;
    const known = this.#first.get(key);
    if (known !== undefined) return known;
    const comparison = await compare(this.client, base, head, { per_page: 100, page: 1 });
    if (comparison === null) return null;
    const kept = worthKeeping(comparison);
    this.#first.set(key, kept);
    this.#keepCommits(kept);
    return kept;
  }

  /** The same where it matters only which commits lie between, which whoever told of a push may have said. */
  async line(base: Sha, head: Sha): Promise<Line | null> {
    return this.#told.get(`${base}...${head}`) ?? (await this.first(base, head));
  }

  /**
   * GitHub told of a push that added commits to a branch and took none away.
   * @param base null: which commit it added to is not known
   */
  tell(base: Sha | null, head: Sha, line: Line): void {
    if (base !== null) this.#told.set(`${base}...${head}`, line);
    this.#keepCommits(line);
  }

  #keepCommits({ commits }: Line): void {
    for (const { sha, commit } of commits) {
      if (commit) this.commits.set(sha, commitFact({ sha, ...commit }));
    }
  }
}

/** GitHub's answer holds every changed line; an App that keeps it for many repositories would be full of them. */
function worthKeeping({ status, total_commits, commits, files }: ComparisonJson): ComparisonJson {
  return {
    status,
    total_commits,
    commits: commits.map(({ sha, commit }) => {
      const { message, author } = commit ?? {};
      if (message === undefined) return { sha };
      return { sha, commit: { message, author: author?.name === undefined ? null : { name: author.name } } };
    }),
    ...(files === undefined
      ? {}
      : {
          files: files.map(({ filename, previous_filename }) =>
            previous_filename === undefined ? { filename } : { filename, previous_filename },
          ),
        }),
  };
}
