import type { Input } from '../domain/input.ts';

const COMMITS_KNOWN = 200;

/** What the id of the news that the state branch moved begins with; the commit follows. */
const STATE_NEWS = 'state:';

/** The commits of the state branch that an engine made itself. */
export class KnownCommits {
  readonly #commits: string[] = [];

  add(commit: string): void {
    this.#commits.push(commit);
    if (this.#commits.length > COMMITS_KNOWN) this.#commits.shift();
  }

  has(commit: string): boolean {
    return this.#commits.includes(commit);
  }

  /**
   * Whether an input only tells of such a commit. GitHub may do so before it answers whoever makes it, so that this is
   * asked when the input's turn comes, not when it comes in.
   */
  isOwnNews({ kind, id }: Input): boolean {
    return kind === 'tick' && id.startsWith(STATE_NEWS) && this.has(id.slice(STATE_NEWS.length));
  }
}
