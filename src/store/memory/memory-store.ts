import type { Instant } from '../../domain/instant.ts';
import type { Performer } from '../../domain/policy.ts';
import { emptyState, STATE_BRANCH } from '../../domain/state.ts';
import { checkClock } from '../clock-check.ts';
import { commitText, wholeMessage } from '../commit-text.ts';
import { applyChanges } from '../file-map.ts';
import { appFolders, loadedFiles, stateOf } from '../files.ts';
import { foundAt } from '../found-at.ts';
import { HeadMemory } from '../head-memory.ts';
import { isHotPath } from '../paths.ts';
import { planCommit } from '../plan.ts';
import { examineBranch } from '../examine.ts';
import type { LostHead, RawBranch, Version } from '../branch-view.ts';
import { branchedOff, branchGone, takenBack } from '../taken-back.ts';
import type {
  CommitOutcome,
  Examined,
  Loaded,
  LoadOptions,
  LogEntry,
  StateChange,
  StateStore,
} from '../store.ts';
import type { MemoryBranch, MemoryCommit } from './memory-branch.ts';

/**
 * One client's view of a branch in memory: the reference for all other stores, down to the bytes of the files.
 *
 * @param clock says what GitHub's `Date` header would say.
 */
export function memoryStore(
  branch: MemoryBranch,
  clock: () => Instant,
  options: { readonly performer?: Performer } = {},
): StateStore {
  return new MemoryStore(branch, clock, options.performer ?? 'app');
}

class MemoryStore implements StateStore {
  readonly #branch: MemoryBranch;
  readonly #clock: () => Instant;
  readonly #performer: Performer;
  readonly #memory = new HeadMemory();
  /** The newest commit that this store has read or made. */
  #newest: { readonly oid: string; readonly turn: number } | null = null;

  constructor(branch: MemoryBranch, clock: () => Instant, performer: Performer) {
    this.#branch = branch;
    this.#clock = clock;
    this.#performer = performer;
  }

  load(options: LoadOptions = {}): Promise<Loaded> {
    const now = this.#clock();
    return foundAt(now, () => this.#load(options, now));
  }

  async #load(options: LoadOptions, now: Instant): Promise<Loaded> {
    const own = options.mayBeCached === true ? this.#memory.ownHead(options.want) : null;
    const { head, files } = own ?? { head: this.#branch.head?.oid ?? null, files: this.#branch.head?.files };
    await turnOfOthers();
    if (head === null || files === undefined) {
      if (this.#newest !== null) throw branchGone(STATE_BRANCH, this.#newest);
      return { head: null, state: emptyState(this.#performer, now), now, cached: false };
    }
    const state = stateOf(loadedFiles(files, options.want), appFolders(files));
    checkClock(state.meta, now);
    if (own === null) this.#checkFollows(state.meta.turn, head);
    this.#memory.read(head, files);
    this.#newest = { oid: head, turn: state.meta.turn };
    return { head, state, now, cached: own !== null };
  }

  #checkFollows(turn: number, head: string): void {
    const newest = this.#newest;
    if (newest === null) return;
    if (turn < newest.turn) throw takenBack(STATE_BRANCH, turn, newest);
    const seen = this.#branch.at(newest.oid);
    if (seen && !this.#isBefore(seen, this.#branch.at(head))) {
      throw branchedOff(STATE_BRANCH, head, newest);
    }
  }

  async commit(change: StateChange): Promise<CommitOutcome> {
    const base = (change.expected === null ? null : this.#branch.at(change.expected))?.files ?? null;
    const changes = await planCommit(change, {
      branch: STATE_BRANCH,
      base,
      readPages: (paths) =>
        Promise.resolve(new Map([...(base ?? [])].filter(([path]) => paths.includes(path)))),
    });
    const at = this.#clock();
    const commit = this.#branch.append(change.expected, {
      files: applyChanges(base ?? new Map(), changes),
      message: wholeMessage(commitText(change.message)),
      at,
    });
    await turnOfOthers();
    if (commit === null) {
      this.#memory.doubt();
      return { kind: 'conflict' };
    }
    this.#memory.own(commit.oid, commit.files);
    this.#newest = { oid: commit.oid, turn: change.after.meta.turn };
    return { kind: 'committed', head: commit.oid, now: at };
  }

  async examine(): Promise<Examined> {
    const now = this.#clock();
    await turnOfOthers();
    const head = this.#branch.head;
    const found = await examineBranch(this.#raw(head), { performer: this.#performer, now });
    return { ...found, head: head?.oid ?? null, now, cached: false };
  }

  #raw(head: MemoryCommit | null): RawBranch {
    const all = head?.files ?? new Map<string, string>();
    const files = new Map([...all].filter(([path]) => isHotPath(path)));
    const lost = this.#lost(head);
    const newest = lost === null ? head : this.#branch.at(lost.oid);
    return {
      branch: STATE_BRANCH,
      head: head === null ? null : { oid: head.oid, foreign: null },
      files,
      paths: new Set(all.keys()),
      lost,
      trusted: null,
      versions: (path) => this.#versions(newest, path),
      read: (paths) => Promise.resolve(new Map([...all].filter(([path]) => paths.includes(path)))),
    };
  }

  #lost(head: MemoryCommit | null): LostHead | null {
    const known = this.#newest;
    if (known === null || head?.oid === known.oid) return null;
    const commit = this.#branch.at(known.oid);
    if (commit === null || this.#isBefore(commit, head)) return null;
    const files = new Map([...commit.files].filter(([path, text]) => head?.files.get(path) !== text));
    const surplus = [...(head?.files.keys() ?? [])].filter((path) => !commit.files.has(path));
    return { oid: known.oid, turn: known.turn, files, surplus };
  }

  #isBefore(earlier: MemoryCommit, head: MemoryCommit | null): boolean {
    for (let at = head; at !== null; at = at.parent === null ? null : this.#branch.at(at.parent)) {
      if (at.oid === earlier.oid) return true;
    }
    return false;
  }

  async *#versions(newest: MemoryCommit | null, path: string): AsyncIterable<Version> {
    await turnOfOthers();
    for (let at = newest; at !== null; at = at.parent === null ? null : this.#branch.at(at.parent)) {
      const text = at.files.get(path);
      if (text !== undefined) yield { commit: at.oid, text };
    }
  }

  async log(limit: number): Promise<readonly LogEntry[]> {
    await turnOfOthers();
    return this.#branch.commits.slice(0, limit).map(({ oid, at, message }) => ({ commit: oid, at, message }));
  }
}

/** Real stores answer later than they are asked; a race that needs that must be possible here, too. */
function turnOfOthers(): Promise<void> {
  return Promise.resolve();
}
