import type { RepairStep } from '../domain/repair.ts';
import type { FileChanges, FileMap } from './file-map.ts';
import type { RawBranch } from './branch-view.ts';

/** Where what nobody understands is moved to; no turn reads it. */
const ASIDE = 'set-aside/';

/** The files of a branch while they are being mended. */
export class Workbench {
  readonly raw: RawBranch;
  readonly steps: RepairStep[] = [];
  readonly #before: Map<string, string>;
  readonly #files: Map<string, string>;

  constructor(raw: RawBranch) {
    this.raw = raw;
    this.#before = new Map(raw.files);
    this.#files = new Map(raw.files);
  }

  get files(): FileMap {
    return this.#files;
  }

  note(step: RepairStep): void {
    this.steps.push(step);
  }

  /** Takes these files of the head along, beside those that every turn reads; what was put there already stays. */
  async bring(paths: readonly string[]): Promise<void> {
    const wanted = paths.filter((path) => !this.#before.has(path) && this.raw.paths.has(path));
    if (wanted.length === 0) return;
    for (const [path, text] of await this.raw.read(wanted)) {
      this.#before.set(path, text);
      if (!this.#files.has(path)) this.#files.set(path, text);
    }
  }

  put(path: string, text: string): void {
    this.#files.set(path, text);
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  /**
   * Gives a file the newest of its earlier texts that is good.
   * @returns whether there was one.
   */
  async restore(path: string, problem: string, isGood: (text: string) => boolean): Promise<boolean> {
    for await (const { commit, text } of this.raw.versions(path)) {
      if (text === this.#files.get(path) || !isGood(text)) continue;
      this.put(path, text);
      this.note({ file: path, problem, remedy: 'restore', commit });
      return true;
    }
    return false;
  }

  setAside(path: string, problem: string): void {
    const text = this.#files.get(path);
    this.remove(path);
    if (text !== undefined) this.put(`${ASIDE}${path}`, text);
    this.note({ file: path, problem, remedy: 'set-aside' });
  }

  /** @returns what has to be done to the files of the head. */
  changes(): FileChanges {
    const before = this.#before;
    const gone = [...before.keys(), ...(this.raw.lost?.surplus ?? [])];
    return {
      additions: new Map([...this.#files].filter(([path, text]) => before.get(path) !== text)),
      deletions: [...new Set(gone)].filter((path) => !this.#files.has(path)),
    };
  }
}
