import { createHash } from 'node:crypto';
import type { FileMap } from '../file-map.ts';
import { isIndexPath } from '../paths.ts';

/** The page that is being filled, of a few apps. */
const KEPT = 4;

/**
 * Pages of summaries that a store wrote itself, or read with the state. A release that comes to its end changes one, and whoever knows by its id
 * that it is still the same need not read it again: it may be large, and its id is not.
 */
export class PageMemory {
  /** By path; null: there is no such page. */
  readonly #texts = new Map<string, string | null>();
  /** Commit at which all of them are known to be as they are here. */
  #head: string | null = null;

  /** Pages whose ids are worth asking for with the next read. */
  get paths(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Takes note of the ids that pages have at a commit. */
  seen(head: string, ids: ReadonlyMap<string, string>): void {
    for (const [path, text] of this.#texts) if (ids.get(path) !== idOf(text)) this.#texts.delete(path);
    this.#head = head;
  }

  /** Takes note of pages as the commit has them that was seen last. */
  read(paths: readonly string[], texts: FileMap): void {
    for (const path of paths) this.#texts.set(path, texts.get(path) ?? null);
  }

  /** Takes note of the pages in a commit of our own. */
  committed(expected: string | null, head: string, additions: FileMap): void {
    if (this.#head !== expected) this.#texts.clear();
    for (const [path, text] of additions) {
      if (!isIndexPath(path)) continue;
      this.#texts.delete(path);
      this.#texts.set(path, text);
    }
    for (const oldest of [...this.#texts.keys()].slice(0, -KEPT)) this.#texts.delete(oldest);
    this.#head = head;
  }

  /** @returns the pages as that commit has them; null when one of them is not known. */
  at(head: string, paths: readonly string[]): FileMap | null {
    if (this.#head !== head) return null;
    if (!paths.every((path) => this.#texts.has(path))) return null;
    const found = paths.flatMap((path): [string, string][] => {
      const text = this.#texts.get(path) ?? null;
      return text === null ? [] : [[path, text]];
    });
    return new Map(found);
  }
}

function idOf(text: string | null): string | undefined {
  return text === null ? undefined : blobId(text);
}

/** Git's name of a file's content; where the repository uses another hash, nothing is ever the same. */
function blobId(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest('hex');
}
