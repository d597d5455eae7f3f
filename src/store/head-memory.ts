import { finalPath, isHotPath } from './paths.ts';
import type { FileMap } from './file-map.ts';
import type { LoadOptions } from './store.ts';

/** Heads whose files are kept: the one a turn was decided on may be a few reads old when it is committed. */
const HEADS_KEPT = 4;

/** What one store remembers of the commits that it has read or made. A commit never changes, so neither does this. */
export class HeadMemory {
  readonly #files = new Map<string, FileMap>();
  #own: string | null = null;

  /** Takes note of files as this commit has them, the newest that was seen. */
  read(head: string, files: FileMap): void {
    if (head !== this.#own) this.#own = null;
    this.#remember(head, files);
  }

  /**
   * Takes note of a commit that this store made itself: until it is doubted it may stand in for a read. What ended and
   * what is generated is left out, or a long-lived store would in time hold everything that ever was.
   */
  own(head: string, files: FileMap): void {
    this.#remember(head, new Map([...files].filter(([path]) => isHotPath(path))));
    this.#own = head;
  }

  /** Somebody else has moved the branch, or nobody knows. */
  doubt(): void {
    this.#own = null;
  }

  /** @returns every file known of this commit; null when it is forgotten. */
  filesAt(head: string): FileMap | null {
    return this.#files.get(head) ?? null;
  }

  /** @returns the store's own newest commit, if it is not doubted and has all that is wanted. */
  ownHead(want: LoadOptions['want'] = []): { readonly head: string; readonly files: FileMap } | null {
    const files = this.#own === null ? undefined : this.#files.get(this.#own);
    if (this.#own === null || files === undefined) return null;
    const all = want.every((place) => files.has(finalPath(place)));
    return all ? { head: this.#own, files } : null;
  }

  #remember(head: string, files: FileMap): void {
    const known = this.#files.get(head);
    this.#files.delete(head);
    this.#files.set(head, new Map([...(known ?? []), ...files]));
    for (const oldest of [...this.#files.keys()].slice(0, -HEADS_KEPT)) this.#files.delete(oldest);
  }
}
