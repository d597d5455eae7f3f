import type { MemoryCommit } from '../../../src/store/memory/memory-branch.ts';
import { MemoryBranch } from '../../../src/store/memory/memory-branch.ts';

/** The state branch as GitHub has it: people with the right to push may move it anywhere. */
export class MovableBranch extends MemoryBranch {
  #head: MemoryCommit | null = null;
  readonly #known = new Map<string, MemoryCommit>();
  #pushes: number;

  /** @param from ids of commits begin behind it. */
  constructor(from = 0) {
    super();
    this.#pushes = from;
  }

  override get head(): MemoryCommit | null {
    return this.#head;
  }

  override get commits(): readonly MemoryCommit[] {
    const found: MemoryCommit[] = [];
    for (let next = this.#head; next !== null; next = next.parent === null ? null : this.at(next.parent)) {
      found.push(next);
    }
    return found;
  }

  override at(oid: string): MemoryCommit | null {
    return this.#known.get(oid) ?? null;
  }

  override append(parent: string | null, content: Omit<MemoryCommit, 'oid' | 'parent'>): MemoryCommit | null {
    if ((this.#head?.oid ?? null) !== parent) return null;
    return this.push({ ...content, parent });
  }

  /** Moves the branch to a new commit, whatever it points to now. */
  push(content: Omit<MemoryCommit, 'oid'>): MemoryCommit {
    this.#pushes += 1;
    const commit = { ...content, oid: this.#pushes.toString(16).padStart(40, '0') };
    this.#known.set(commit.oid, commit);
    this.#head = commit;
    return commit;
  }

  /** Moves the branch to a commit that is there. */
  override reset(oid: string | null): void {
    const commit = oid === null ? null : this.at(oid);
    if (oid !== null && commit === null) throw new Error(`there is no commit ${oid}`);
    this.#head = commit;
  }

  /** @returns the commit that lies so many commits behind the head, the first one at most. */
  behind(commits: number): MemoryCommit | null {
    let found = this.#head;
    for (let left = commits; left > 0 && found?.parent; left -= 1) found = this.at(found.parent);
    return found;
  }
}

/** The state branch as one process reads it: GitHub's answers may lag, but never behind what it has shown that one. */
export class LaggingView extends MemoryBranch {
  readonly #branch: MovableBranch;
  #lag = 0;
  #floor = 0;

  constructor(branch: MovableBranch) {
    super();
    this.#branch = branch;
  }

  /** The next read shows the head of so many commits ago. */
  lagOnce(commits: number): void {
    this.#lag = commits;
  }

  override get head(): MemoryCommit | null {
    const lagging = this.#lag > 0 ? this.#branch.behind(this.#lag) : null;
    this.#lag = 0;
    const seen = lagging !== null && placeOf(lagging) >= this.#floor ? lagging : this.#branch.head;
    if (seen !== null) this.#floor = placeOf(seen);
    return seen;
  }

  override get commits(): readonly MemoryCommit[] {
    return this.#branch.commits;
  }

  override at(oid: string): MemoryCommit | null {
    return this.#branch.at(oid);
  }

  override append(parent: string | null, content: Omit<MemoryCommit, 'oid' | 'parent'>): MemoryCommit | null {
    const commit = this.#branch.append(parent, content);
    if (commit) this.#floor = placeOf(commit);
    return commit;
  }
}

/** When the commit was made, in the order of all. */
function placeOf({ oid }: MemoryCommit): number {
  return Number.parseInt(oid, 16);
}
