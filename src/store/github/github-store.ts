import { randomUUID } from 'node:crypto';
import { type Instant, instantOf, plus } from '../../domain/instant.ts';
import type { Performer } from '../../domain/policy.ts';
import { emptyState, STATE_BRANCH } from '../../domain/state.ts';
import type { GitHubClient } from '../../github/client.ts';
import { checkClock } from '../clock-check.ts';
import { commitText } from '../commit-text.ts';
import { applyChanges, type FileMap } from '../file-map.ts';
import { foundAt } from '../found-at.ts';
import { HeadMemory } from '../head-memory.ts';
import { indexPath, META_PATH, type ReleasePlace } from '../paths.ts';
import { branchedOff, branchGone, takenBack } from '../taken-back.ts';
import {
  type CommitOutcome,
  type Examined,
  type Loaded,
  type LoadOptions,
  type LogEntry,
  type StateChange,
  type StateStore,
  StateUnreadable,
  StoreUnavailable,
} from '../store.ts';
import type { HeadAnswer } from './branch-query.ts';
import { BranchReader, type Snapshot } from './branch-reader.ts';
import { writeCommit } from './branch-writer.ts';
import type { Authors } from './head-check.ts';
import { checkHead } from './head-check.ts';
import { readHistory } from './history.ts';
import { records } from './late-records.ts';
import { PageMemory } from './page-memory.ts';
import { follows, rawBranch } from './raw-branch.ts';
import { translated } from './translated.ts';
import { writeRefused } from './write-refused.ts';

export interface GitHubStoreOptions {
  /** Without `refs/heads/`. */
  readonly branch?: string;
  /** Who carries out effects, in a repository that has no state yet. */
  readonly performer?: Performer;
  /** Whose commits may be the head: the App's and `github-actions[bot]`. Absent: not checked. */
  readonly authors?: Authors;
  /** Release that will most likely end here: the page that lists it then is read along with the state. */
  readonly ending?: ReleasePlace;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly random?: () => number;
  /** A clock that never goes back, in milliseconds. */
  readonly elapsed?: () => number;
  /** A text that no other commit is marked with. */
  readonly mark?: () => string;
}

/** How long an own commit may stand in for a read: long enough for the next of a row of turns. */
const CACHE_MS = 10_000;
/** GitHub's answers may lag behind its own commits by seconds. */
const STALE_WAITS_MS = [150, 300, 600, 1200, 2400];

/** So many of the newest commits are looked through for the one that was seen last; beyond, GitHub is asked. */
const LOOK_BACK = 20;

/** GitHub's answers lag by seconds: what is older than what was seen so long ago was taken back by somebody. */
const LAG_MS = 30_000;

/** @returns the state of the client's repository, as commits on a branch there. */
export function githubStore(client: GitHubClient, options: GitHubStoreOptions = {}): StateStore {
  return new GitHubStore(client, options);
}

/** The newest commit that this store has seen or made: no later answer may be older. */
interface Floor {
  readonly head: string;
  readonly turn: number;
  readonly now: Instant;
  /** `elapsed` when it was seen. */
  readonly seen: number;
}

class GitHubStore implements StateStore {
  readonly #client: GitHubClient;
  readonly #options: Required<Omit<GitHubStoreOptions, 'ending'>>;
  /** Pages that are worth reading before anybody asks for them. */
  readonly #likely: readonly string[];
  readonly #reader: BranchReader;
  readonly #memory = new HeadMemory();
  readonly #pages = new PageMemory();
  #floor: Floor | null = null;

  constructor(client: GitHubClient, options: GitHubStoreOptions) {
    this.#client = client;
    this.#options = {
      branch: options.branch ?? STATE_BRANCH,
      performer: options.performer ?? 'app',
      authors: options.authors ?? [],
      wait: options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds))),
      random: options.random ?? Math.random,
      elapsed: options.elapsed ?? (() => performance.now()),
      mark: options.mark ?? randomUUID,
    };
    this.#likely = options.ending ? [indexPath(options.ending)] : [];
    this.#reader = new BranchReader(client, this.#options.branch);
  }

  load(options: LoadOptions = {}): Promise<Loaded> {
    return translated(async () => {
      const cached = options.mayBeCached === true ? await this.#cached(options) : null;
      if (cached !== null) return cached;
      const { snapshot, date, texts, floor } = await this.#readNotBefore(options);
      const now = instantOf(date);
      if (snapshot === null) {
        return { head: null, state: emptyState(this.#options.performer, now), now, cached: false };
      }
      const { head, files } = snapshot;
      const state = await foundAt(now, async () => {
        checkHead(this.#options.branch, head, this.#options.authors);
        await this.#checkFollows(head, floor);
        const { loadedFiles, stateOf } = await records();
        const read = stateOf(loadedFiles(files, options.want), snapshot.apps);
        checkClock(read.meta, now);
        return read;
      });
      this.#memory.read(head.oid, files);
      this.#pages.seen(head.oid, snapshot.pages);
      this.#pages.read(texts, snapshot.pageTexts);
      this.#raiseFloor(head.oid, state.meta.turn, now);
      return { head: head.oid, state, now, cached: false };
    });
  }

  commit(change: StateChange): Promise<CommitOutcome> {
    return translated(async () => {
      const { branch, wait } = this.#options;
      const { expected } = change;
      const { filesOf, planCommit } = await records();
      const known = expected === null ? new Map<string, string>() : this.#memory.filesAt(expected);
      const base = known ?? filesOf(change.before);
      const trailer = ['Mark', this.#options.mark()] as const;
      const changes = await planCommit(change, {
        branch,
        base,
        readPages: (paths) => this.#readPages(expected, paths),
      });
      const { headline, trailers } = change.message;
      const text = commitText({ headline, trailers: [...trailers, trailer] });
      this.#memory.doubt();
      const draft = { branch, expected, changes, text, trailer };
      const outcome = await writeCommit(this.#client, draft, wait).catch(async (error: unknown) => {
        throw await writeRefused(this.#client, branch, error);
      });
      if (outcome.kind === 'committed') {
        this.#memory.own(outcome.head, applyChanges(base, changes));
        this.#pages.committed(expected, outcome.head, changes.additions);
        this.#raiseFloor(outcome.head, change.after.meta.turn, outcome.now);
      }
      return outcome;
    });
  }

  examine(): Promise<Examined> {
    return translated(async () => {
      const { branch, performer, authors } = this.#options;
      const { snapshot, date } = await this.#readSettled();
      const newest = this.#floor === null ? null : { oid: this.#floor.head, turn: this.#floor.turn };
      const reader = this.#reader;
      const raw = await rawBranch(this.#client, { branch, authors, reader, snapshot, newest });
      const now = instantOf(date);
      const { examineBranch } = await records();
      const found = await examineBranch(raw, { performer, now });
      if (snapshot !== null) this.#memory.read(snapshot.head.oid, snapshot.files);
      return { ...found, head: snapshot?.head.oid ?? null, now, cached: false };
    });
  }

  log(limit: number): Promise<readonly LogEntry[]> {
    return translated(async () => (await readHistory(this.#client, this.#options.branch, limit)).entries);
  }

  /** GitHub's clock goes on while nobody asks it: what has passed since its last answer is added. */
  async #cached(options: LoadOptions): Promise<Loaded | null> {
    const own = this.#memory.ownHead(options.want);
    const floor = this.#floor;
    if (own === null || floor?.head !== own.head) return null;
    const age = this.#options.elapsed() - floor.seen;
    if (age > CACHE_MS) return null;
    const { loadedFiles, stateOf } = await records();
    const state = stateOf(loadedFiles(own.files, options.want));
    return { head: own.head, state, now: plus(floor.now, Math.floor(age / 1000)), cached: true };
  }

  /** Reads until the answer is not older than what this store has seen already. */
  async #readNotBefore({ want, beside }: LoadOptions) {
    beside?.();
    const ids = this.#pages.paths;
    const texts = this.#likely.filter((path) => !ids.includes(path));
    for (const wait of [...STALE_WAITS_MS, null]) {
      const floor = this.#floor;
      const answer = await this.#reader.read(want, { ids, texts, newest: floor ? LOOK_BACK : 0 });
      if (!(await this.#isStale(answer.snapshot))) return { ...answer, texts, floor };
      if (wait === null) return await foundAt(instantOf(answer.date), () => this.#behind(answer.snapshot));
      await this.#options.wait(wait * (0.5 + this.#options.random()));
    }
    throw new Error('the last wait ends the loop');
  }

  /** What an examination looks at may be older than what was seen, but not by a lag alone. */
  async #readSettled(): ReturnType<BranchReader['read']> {
    const answer = await this.#reader.read();
    if (!(await this.#isStale(answer.snapshot))) return answer;
    return await this.#readNotBefore({}).catch((error: unknown) => {
      if (error instanceof StateUnreadable && error.code === 'state-behind-trace') return answer;
      throw error;
    });
  }

  async #isStale(snapshot: Snapshot | null): Promise<boolean> {
    const floor = this.#floor;
    if (floor === null) return false;
    if (snapshot === null) return true;
    const meta = snapshot.files.get(META_PATH);
    if (snapshot.head.oid === floor.head || meta === undefined) return false;
    return (await records()).turnIn(meta) < floor.turn;
  }

  /** Somebody may take the branch back and others go on from there: by its turn alone that cannot be told. */
  async #checkFollows({ oid, newest }: HeadAnswer, floor: Floor | null): Promise<void> {
    if (floor === null || oid === floor.head || newest.includes(floor.head)) return;
    if (await follows(this.#client, floor.head, oid)) return;
    throw branchedOff(this.#options.branch, oid, { oid: floor.head, turn: floor.turn });
  }

  async #behind(snapshot: Snapshot | null): Promise<never> {
    const { branch, elapsed } = this.#options;
    const { head: oid = '', turn = 0, seen = 0 } = this.#floor ?? {};
    if (snapshot === null) throw branchGone(branch, { oid, turn });
    if (elapsed() - seen > LAG_MS) {
      const { turnIn } = await records();
      throw takenBack(branch, turnIn(snapshot.files.get(META_PATH) ?? ''), { oid, turn });
    }
    throw new StoreUnavailable(`${branch}: GitHub keeps showing a state older than turn ${turn}`);
  }

  #raiseFloor(head: string, turn: number, now: Instant): void {
    this.#floor = { head, turn, now, seen: this.#options.elapsed() };
  }

  #readPages(expected: string | null, paths: readonly string[]): Promise<FileMap> {
    if (expected === null) return Promise.resolve(new Map());
    const known = this.#pages.at(expected, paths);
    return known === null ? this.#reader.readFiles(expected, paths) : Promise.resolve(known);
  }
}
