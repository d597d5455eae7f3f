import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';

/** A pull request as GitHub names it with a commit. */
export interface PullJson {
  readonly number: number;
  readonly merged: boolean;
  readonly mergedAt: string | null;
  readonly url: string;
}

type CommitsJson = Readonly<
  Record<string, { readonly associatedPullRequests?: { readonly nodes: readonly PullJson[] } } | null>
>;

/** By commit. */
type Found = ReadonlyMap<Sha, readonly PullJson[]>;

/** Commits asked about in one query. */
export const PER_QUERY = 50;

/**
 * Merged pull requests of this repository, by the commits they brought. Those that will most likely be asked for are
 * asked for in the same breath as the policy, which costs no request of its own.
 */
export class AssociatedPulls {
  readonly #client: GitHubClient;
  #expected: readonly Sha[] = [];
  #ahead: Promise<Found> | null = null;

  constructor(client: GitHubClient) {
    this.#client = client;
  }

  /** These commits will be asked about in the next turn; more than one query of them are not worth it. */
  expect(commits: readonly Sha[]): void {
    this.#expected = commits.length > PER_QUERY ? [] : commits;
  }

  /** A turn begins: what was expected is asked for, and what was known before is of another moment. */
  begin(): void {
    const commits = this.#expected;
    this.#expected = [];
    this.#ahead = commits.length === 0 ? null : this.#read(commits);
    // Whoever needs it asks again and is told.
    this.#ahead?.catch(() => undefined);
  }

  /** @param commits `PER_QUERY` at most */
  async of(commits: readonly Sha[]): Promise<readonly PullJson[]> {
    const ahead = await this.#ahead?.catch(() => undefined);
    const isKnown = ahead !== undefined && commits.every((sha) => ahead.has(sha));
    const found = isKnown ? ahead : await this.#read(commits);
    return commits.flatMap((sha) => found.get(sha) ?? []);
  }

  async #read(commits: readonly Sha[]): Promise<Found> {
    const client = this.#client;
    const { data } = await client.readRepository<CommitsJson>({
      fields: commits.map((_, index) => `    c${index}: object(oid: $c${index}) { ...Pulls }`).join('\n'),
      variables: Object.fromEntries(
        commits.map((sha, index) => [`c${index}`, { type: 'GitObjectID!', value: sha }]),
      ),
      fragments: [PULLS],
    });
    return new Map(
      commits.map((sha, index) => {
        const nodes = data?.[`c${index}`]?.associatedPullRequests?.nodes ?? [];
        return [sha, nodes.filter((pull) => pull.merged && isHere(client, pull))];
      }),
    );
  }
}

const PULLS = `fragment Pulls on Commit {
  associatedPullRequests(first: 10) { nodes { number merged mergedAt url } }
}`;

/** A commit that came here from a fork may have a pull request there as well. */
function isHere({ owner, repo }: GitHubClient, { number, url }: PullJson): boolean {
  const path = `/${owner}/${repo}/pull/${number}`.toLowerCase();
  return URL.canParse(url) && new URL(url).pathname.toLowerCase() === path;
}
