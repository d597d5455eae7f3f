import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import type { FileMap } from '../file-map.ts';

export interface MemoryCommit {
  readonly oid: string;
  readonly parent: string | null;
  readonly files: FileMap;
  readonly message: string;
  readonly at: Instant;
}

/** A branch without a git: a chain of commits that moves by compare-and-swap only. Several stores may share it. */
export class MemoryBranch {
  /** Oldest first. */
  #commits: MemoryCommit[] = [];
  /** By id, those among them that the branch was taken back from: git keeps them for a while. */
  readonly #known = new Map<string, MemoryCommit>();

  get head(): MemoryCommit | null {
    return this.#commits.at(-1) ?? null;
  }

  /** Newest first. */
  get commits(): readonly MemoryCommit[] {
    return [...this.#commits].reverse();
  }

  at(oid: string): MemoryCommit | null {
    return this.#known.get(oid) ?? null;
  }

  /** Somebody takes the branch back to an earlier commit, or deletes it. */
  reset(oid: string | null): void {
    const end = oid === null ? 0 : this.#commits.findIndex((commit) => commit.oid === oid) + 1;
    this.#commits = this.#commits.slice(0, end);
  }

  /** @returns the new commit, or null when the head is not `parent`. */
  append(parent: string | null, content: Omit<MemoryCommit, 'oid' | 'parent'>): MemoryCommit | null {
    if ((this.head?.oid ?? null) !== parent) return null;
    const commit = { ...content, parent, oid: oidOf(parent, content) };
    this.#commits.push(commit);
    this.#known.set(commit.oid, commit);
    return commit;
  }
}

function oidOf(parent: string | null, content: Omit<MemoryCommit, 'oid' | 'parent'>): string {
  const text = JSON.stringify([parent, content.message, content.at, [...content.files]]);
  return createHash('sha1').update(text).digest('hex');
}
