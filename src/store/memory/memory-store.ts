import type { Instant } from '../../domain/instant.ts';
import type { Performer } from '../../domain/policy.ts';
import { emptyState, STATE_BRANCH } from '../../domain/state.ts';
import { commitText, wholeMessage } from '../commit-text.ts';
import { applyChanges } from '../file-map.ts';
import { appFolders, loadedFiles, stateOf } from '../files.ts';
import { HeadMemory } from '../head-memory.ts';
import { planCommit } from '../plan.ts';
import type { CommitOutcome, Loaded, LoadOptions, LogEntry, StateChange, StateStore } from '../store.ts';
import type { MemoryBranch } from './memory-branch.ts';

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

  constructor(branch: MemoryBranch, clock: () => Instant, performer: Performer) {
    this.#branch = branch;
    this.#clock = clock;
    this.#performer = performer;
  }

  async load(options: LoadOptions = {}): Promise<Loaded> {
    const now = this.#clock();
    const own = options.mayBeCached === true ? this.#memory.ownHead(options.want) : null;
    const { head, files } = own ?? { head: this.#branch.head?.oid ?? null, files: this.#branch.head?.files };
    await turnOfOthers();
    if (head === null || files === undefined) {
      return { head: null, state: emptyState(this.#performer, now), now, cached: false };
    }
    this.#memory.read(head, files);
    const loaded = loadedFiles(files, options.want);
    return { head, state: stateOf(loaded, appFolders(files)), now, cached: own !== null };
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
    return { kind: 'committed', head: commit.oid, now: at };
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
