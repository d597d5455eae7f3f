import type { EngineLog } from '../engine/engine.ts';
import type { Place, Repositories } from './repositories.ts';

/** Looks regularly at what is due and, less often, for what was missed. */
export interface Timer {
  /** Ends it, and waits for the looks that are under way. */
  stop(): Promise<void>;
}

/** What the App is installed on, as far as GitHub would say. */
export interface Discovered {
  readonly places: readonly Place[];
  /** Installations that could not be asked: what is known of them still stands. */
  readonly unasked: readonly number[];
}

export interface TimerOptions {
  readonly repositories: Repositories;
  readonly discover: () => Promise<Discovered>;
  readonly tickSeconds: number;
  readonly sweepSeconds: number;
  readonly log: EngineLog;
}

/** Repositories that are swept at the same time; each takes a few requests. */
const AT_ONCE = 8;

/** Starts with a sweep: whatever happened while the App was away is found at once. */
export function startTimer(options: TimerOptions): Timer {
  return new SweepTimer(options);
}

/**
 * A slow repository delays nobody: ticks go on while it is swept, and none of its own looks begins before the one
 * before has ended, so that nothing piles up behind it.
 */
class SweepTimer implements Timer {
  readonly #options: TimerOptions;
  readonly #underWay = new Set<Promise<void>>();
  readonly #every: NodeJS.Timeout;
  #secondsToSweep = 0;
  #ticks = 0;
  #isSweeping = false;
  #isStopped = false;

  constructor(options: TimerOptions) {
    this.#options = options;
    this.#beat();
    this.#every = setInterval(() => this.#beat(), options.tickSeconds * 1000);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#every);
    await Promise.all(this.#underWay);
  }

  #beat(): void {
    const { tickSeconds, sweepSeconds } = this.#options;
    const isDue = this.#secondsToSweep <= 0 && !this.#isSweeping;
    if (isDue) this.#secondsToSweep = sweepSeconds;
    this.#secondsToSweep -= tickSeconds;
    this.#follow(isDue ? this.#sweepAll() : this.#tickAll());
  }

  #follow(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** Whoever looks first finds room where GitHub's limits have little, so that each is the first at some time. */
  async #tickAll(): Promise<void> {
    const { repositories } = this.#options;
    const { awake } = repositories;
    const first = this.#ticks % Math.max(1, awake.length);
    this.#ticks += 1;
    const inTurn = [...awake.slice(first), ...awake.slice(0, first)];
    await Promise.all(inTurn.map((place) => repositories.tick(place)));
  }

  async #sweepAll(): Promise<void> {
    this.#isSweeping = true;
    const waiting = [...(await this.#discover())];
    const sweepNext = async (): Promise<void> => {
      for (let place = waiting.shift(); place && !this.#isStopped; place = waiting.shift()) {
        await this.#options.repositories.sweep(place);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sweepNext));
    this.#isSweeping = false;
  }

  async #discover(): Promise<readonly Place[]> {
    const { repositories, discover, log } = this.#options;
    // What is met while GitHub makes its list need not be on it.
    const known = repositories.places;
    try {
      const { places, unasked } = await discover();
      const seen = new Set(places.map(({ id }) => id));
      const unseen = known.filter(({ id }) => !seen.has(id));
      const gone = unseen.filter(({ installationId }) => !unasked.includes(installationId));
      repositories.forget(gone.map(({ id }) => id));
      return [...places, ...unseen.filter((each) => !gone.includes(each))];
    } catch (error) {
      log.warn('the installations could not be listed; known repositories are swept', {
        error: String(error),
      });
      return repositories.places;
    }
  }
}
