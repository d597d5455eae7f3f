import { commentInput } from '../commands/comment-input.ts';
import type { Input } from '../domain/input.ts';
import { MINUTE, plus } from '../domain/instant.ts';
import type { Engine, EngineLog } from '../engine/engine.ts';
import type { FactSource } from '../facts/facts.ts';
import type { Reporter } from '../reporter/reporter.ts';
import type { StateStore } from '../store/store.ts';

/** Where a repository is, and through which installation it is reached. */
export interface Place {
  readonly owner: string;
  readonly repo: string;
  readonly installationId: number;
}

/** One repository as the App works on it. */
export interface Workplace {
  readonly engine: Engine;
  readonly store: StateStore;
  readonly facts: FactSource;
  readonly reporter: Reporter;
}

/** Webhooks and sweeps overlap by this much; what is seen twice is answered once. */
const OVERLAP = 2 * MINUTE;
/** Without a cursor, comments this old are still looked for. */
const LOOK_BACK = 15 * MINUTE;

/** All repositories that the App has met, each with its one engine. */
export class Repositories {
  readonly #open: (place: Place) => Promise<Workplace>;
  readonly #log: EngineLog;
  readonly #workplaces = new Map<string, Promise<Workplace>>();
  readonly #places = new Map<string, Place>();

  constructor(open: (place: Place) => Promise<Workplace>, log: EngineLog) {
    this.#open = open;
    this.#log = log;
  }

  /** Repositories that a tick has to visit. */
  get places(): readonly Place[] {
    return [...this.#places.values()];
  }

  /** @returns the workplace, opened at the first call; one that cannot be opened is tried again at the next. */
  async at(place: Place): Promise<Workplace> {
    const key = keyOf(place);
    this.#places.set(key, place);
    const known = this.#workplaces.get(key);
    if (known) return known;
    const opened = this.#open(place);
    this.#workplaces.set(key, opened);
    opened.catch(() => this.#workplaces.delete(key));
    return opened;
  }

  /** The App no longer sees this repository. */
  forget(place: Pick<Place, 'owner' | 'repo'>): void {
    this.#workplaces.delete(keyOf(place));
    this.#places.delete(keyOf(place));
  }

  async submit(place: Place, input: Input): Promise<void> {
    const { engine } = await this.at(place);
    await engine.submit(input);
  }

  /** Does what is due in a repository; trouble there is its own and is tried again at the next tick. */
  async tick(place: Place): Promise<void> {
    await this.#calmly(place, 'tick', async ({ engine }) => {
      await engine.submit({ kind: 'tick', id: 'tick', sweep: false });
    });
  }

  /** Looks for what was missed: comments first, then refs, runs and whatever else is due (invariant 9). */
  async sweep(place: Place): Promise<void> {
    await this.#calmly(place, 'sweep', async ({ engine, store, facts }) => {
      const { state, now, head } = await store.load();
      if (head === null) return;
      const since = state.repository.commentsSince ?? plus(now, -LOOK_BACK);
      for (const comment of await facts.commentsSince(plus(since, -OVERLAP))) {
        const input = commentInput(comment);
        if (input) await engine.submit(input);
      }
      await engine.submit({ kind: 'tick', id: 'sweep', sweep: true, commentsUntil: now });
    });
  }

  /** Waits until everything that was begun is recorded. */
  async settled(): Promise<void> {
    for (const opened of this.#workplaces.values()) await (await opened).engine.settled();
  }

  async #calmly(place: Place, what: string, work: (at: Workplace) => Promise<void>): Promise<void> {
    try {
      await work(await this.at(place));
    } catch (error) {
      const repository = keyOf(place);
      this.#log.warn(`${what} did not go through; the next one tries again`, {
        repository,
        error: String(error),
      });
    }
  }
}

function keyOf({ owner, repo }: Pick<Place, 'owner' | 'repo'>): string {
  return `${owner}/${repo}`.toLowerCase();
}
