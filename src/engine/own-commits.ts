import type { Input } from '../domain/input.ts';

const KNOWN = 200;
/** What the id of the news that the state branch moved begins with; the commit follows. */
const STATE_NEWS = 'state:';

/** The newest commits of the state branch that one engine made. */
export class OwnCommits {
  readonly #commits: string[] = [];

  add(commit: string): void {
    this.#commits.push(commit);
    if (this.#commits.length > KNOWN) this.#commits.shift();
  }

  has(commit: string): boolean {
    return this.#commits.includes(commit);
  }

  /** GitHub may tell of a commit before it answers whoever makes it; by the time of the next turn it is known. */
  isNewsOf({ kind, id }: Input): boolean {
    return kind === 'tick' && id.startsWith(STATE_NEWS) && this.has(id.slice(STATE_NEWS.length));
  }
}
