import { isFinal } from '../domain/derive.ts';
import type { Input } from '../domain/input.ts';
import type { Instant } from '../domain/instant.ts';
import type { Sha } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import type { EngineLog } from '../engine/engine.ts';
import { sweep } from '../intake/sweep.ts';
import type { Workplace } from '../intake/workplace.ts';
import { Opening } from './opening.ts';
import type { HandIn } from './undecided.ts';
import { isPassing, Undecided } from './undecided.ts';

/** Where a repository is, and through which installation it is reached. */
export interface Place {
  /** GitHub's number of the repository: names are changed and given to others (attack A12). */
  readonly id: number;
  readonly owner: string;
  readonly repo: string;
  readonly installationId: number;
}

interface Known {
  readonly place: Place;
  readonly opening: Opening;
  /** What was known of it at another place, or through another installation, until it was reached here. */
  before: Known | null;
  /** Something happened here, so that a deadline or an owed effect may come up before the next sweep. */
  isAwake: boolean;
  /** Counts what happened here, so that a sweep that looked before does not put it to sleep. */
  stirs: number;
  /** Looks of the timer that are under way: one of a kind is enough. */
  readonly looks: Set<string>;
  /** Comments up to then were handed in by a sweep of this process. */
  heardUntil: Instant | null;
  readonly undecided: Undecided;
}

/** All repositories that the App has met, each with its one engine. */
export class Repositories {
  readonly #open: (place: Place) => Promise<Workplace>;
  readonly #log: EngineLog;
  readonly #known = new Map<number, Known>();
  /** Where nothing was ever released, the head of the default branch as the first sweep saw it. */
  readonly #unused = new Map<number, Sha>();

  constructor(open: (place: Place) => Promise<Workplace>, log: EngineLog) {
    this.#open = open;
    this.#log = log;
  }

  get places(): readonly Place[] {
    return [...this.#known.values()].map(({ place }) => place);
  }

  /** Places where something may be due before the next sweep; asking all of them would spend GitHub's limits. */
  get awake(): readonly Place[] {
    return [...this.#known.values()].filter(({ isAwake }) => isAwake).map(({ place }) => place);
  }

  /** Whether a commit of the state branch was made by this process itself, so that it is no news. */
  async isOwnCommit(place: Place, commit: string): Promise<boolean> {
    const workplace = await this.#known.get(place.id)?.opening.whenOpen();
    return workplace?.engine.knows(commit) ?? false;
  }

  /** The App no longer sees these repositories. */
  forget(ids: readonly number[]): void {
    for (const id of ids) {
      this.#known.delete(id);
      this.#unused.delete(id);
    }
  }

  /** The App was taken from an account, or suspended there. */
  forgetInstallation(installationId: number): void {
    this.forget(this.places.filter((each) => each.installationId === installationId).map(({ id }) => id));
  }

  /**
   * Something happened there: hands it in. What GitHub's trouble keeps from being decided is handed in again at every
   * tick: a sweep may be minutes away, and does not find everything (a branch that was pushed to twice, the first push).
   * @param handIn how; by its engine, unless told.
   * @throws what kept it from being decided, so that GitHub shows the webhook as failed.
   */
  async submit(
    place: Place,
    input: Input,
    handIn: HandIn = ({ engine }) => engine.submit(input),
  ): Promise<void> {
    const known = this.#knownAt(place);
    stir(known);
    try {
      await handIn(await this.#enter(known));
    } catch (error) {
      // Where it is reached in another way, too, the input goes that way.
      const keeper = isPassing(error) ? (this.#known.get(place.id) ?? this.#knownAt(place)) : known;
      keeper.undecided.note(input, handIn, error);
      stir(keeper);
      throw error;
    }
  }

  /** Does what is due in a repository; trouble there is its own and is tried again at the next tick. */
  async tick(place: Place): Promise<void> {
    await this.#calmly(place, 'tick', async (known) => {
      const tick: Input = { kind: 'tick', id: 'tick', sweep: false };
      const enter = (): Promise<Workplace> => this.#enter(known);
      const look = async (): Promise<unknown> => (await enter()).engine.submit(tick);
      // Handed in together, they share a commit.
      await Promise.all([known.undecided.tryAgain(enter), look()]);
    });
  }

  /** Looks for what was missed in a repository; trouble there is its own and is tried again at the next sweep. */
  async sweep(place: Place): Promise<void> {
    await this.#calmly(place, 'sweep', async (known) => {
      const workplace = await this.#enter(known);
      const { stirs, heardUntil } = known;
      const onFailure = (comment: string, error: unknown): void => {
        this.#complain(place, 'a comment could not be answered', { comment, error: String(error) });
      };
      const unheardSince = this.#unused.get(place.id);
      const swept = await sweep(workplace, { heardUntil, unheardSince, onFailure });
      if (swept.kind === 'unused') {
        if (swept.head !== null) this.#unused.set(place.id, swept.head);
        return this.#forgetUnused(known, stirs, workplace);
      }
      this.#unused.delete(place.id);
      known.heardUntil = swept.heardUntil;
      if (known.stirs === stirs) known.isAwake = !known.undecided.isEmpty || mayBeDue(swept.state);
    });
  }

  /** Waits until everything that was begun is recorded. */
  async settled(): Promise<void> {
    await Promise.allSettled(
      [...this.#known.values()].map(async ({ opening }) => (await opening.whenOpen())?.engine.settled()),
    );
  }

  /** A repository that was renamed, or is reached through another installation, is opened anew. */
  #knownAt(place: Place): Known {
    const before = this.#known.get(place.id);
    if (before && isSame(before.place, place)) return before;
    const known: Known = {
      place,
      opening: new Opening(() => this.#open(place)),
      before: before ?? null,
      isAwake: true,
      stirs: 0,
      looks: new Set(),
      heardUntil: null,
      undecided: before?.undecided ?? new Undecided(),
    };
    this.#known.set(place.id, known);
    return known;
  }

  /**
   * An old webhook may name a place that is no more: the one that was known before still stands until this one is
   * reached. What has yet to be handed in keeps a place that cannot be reached for now, where it is the only one.
   */
  async #enter(known: Known): Promise<Workplace> {
    try {
      const workplace = await known.opening.enter();
      known.before = null;
      return workplace;
    } catch (error) {
      const { id } = known.place;
      const isKept = isPassing(error) && !known.undecided.isEmpty && known.before === null;
      if (isKept || this.#known.get(id) !== known) throw error;
      if (known.before) this.#known.set(id, known.before);
      else this.#known.delete(id);
      throw error;
    }
  }

  /** Most repositories of an installation may never use Signalbox; nothing of them but a commit is kept in memory. */
  async #forgetUnused(known: Known, stirs: number, { engine }: Workplace): Promise<void> {
    await engine.settled();
    const isStill = this.#known.get(known.place.id) === known && known.stirs === stirs;
    if (isStill && known.undecided.isEmpty) this.#known.delete(known.place.id);
  }

  async #calmly(place: Place, what: string, work: (known: Known) => Promise<void>): Promise<void> {
    const known = this.#knownAt(place);
    if (known.looks.has(what)) return;
    known.looks.add(what);
    try {
      await work(known);
    } catch (error) {
      this.#complain(place, `${what} did not go through; the next one tries again`, { error: String(error) });
    } finally {
      known.looks.delete(what);
    }
  }

  #complain(place: Place, what: string, detail: object): void {
    this.#log.warn(what, { repository: nameOf(place), ...detail });
  }
}

function stir(known: Known): void {
  known.isAwake = true;
  known.stirs += 1;
}

/** Whether the clock alone may bring something: work that goes on, an owed effect, a lock that ends. */
function mayBeDue({ releases, repository, apps }: State): boolean {
  return (
    repository.owed.length > 0 ||
    Object.values(releases).some(({ status }) => !isFinal(status)) ||
    Object.values(apps).some(({ environments }) =>
      Object.values(environments).some(({ lock }) => lock?.until !== undefined),
    )
  );
}

function isSame(one: Place, other: Place): boolean {
  return nameOf(one) === nameOf(other) && one.installationId === other.installationId;
}

function nameOf({ owner, repo }: Pick<Place, 'owner' | 'repo'>): string {
  return `${owner}/${repo}`.toLowerCase();
}
