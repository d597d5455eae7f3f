import type { Probot } from 'probot';
import type { Place } from '../../src/app/repositories.ts';
import { Repositories } from '../../src/app/repositories.ts';
import { signalboxApp } from '../../src/app/signalbox-app.ts';
import type { EngineLog } from '../../src/engine/engine.ts';
import { GitHubLimited, GitHubUnavailable } from '../../src/github/client.ts';
import type { Workplace } from '../../src/intake/workplace.ts';
import type { Trouble } from './process.ts';
import { Process } from './process.ts';
import { Rhythm } from './rhythm.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Bench } from './workplace.ts';
import { openWorkplace } from './workplace.ts';

const TICK = 15_000;
const SWEEP = 300_000;
const RESTART = 20_000;

/** The App asks whose name it is, and for a token, before it enters a repository. */
const NO_WAY_IN: Trouble = {
  unavailable: (message) => new GitHubUnavailable(message),
  limited: (message) => new GitHubLimited(message, 60),
};

type Handler = (context: { readonly payload: object }) => Promise<void>;

/** A repository that the App is installed on. */
export interface Tended {
  readonly place: Place;
  readonly bench: Bench;
  /** When anything happened there last; milliseconds. */
  readonly stirredAt: number;
}

export interface ReplicaOptions {
  readonly tended: readonly Tended[];
  readonly time: VirtualTime;
  readonly log: EngineLog;
  /** Told when it dies of what the story of a repository says. */
  readonly onDeath: (repository: string) => void;
}

/**
 * One process of the App: the App's own routing of webhooks and its own care for repositories, looked at regularly. When
 * nothing has happened for long in one it is looked at less often, so that a month does not take all day.
 */
export class Replica {
  readonly name: string;
  readonly #options: ReplicaOptions;
  readonly #handlers = new Map<string, Handler>();
  readonly #sweptAt = new Map<number, number>();
  readonly #rhythms = new Map<number, Rhythm>();
  #process: Process;
  #repositories: Repositories;
  #starts = 0;
  #crashedAt = -Infinity;

  constructor(name: string, options: ReplicaOptions) {
    this.name = name;
    this.#options = options;
    this.#process = this.#begin();
    this.#repositories = this.#open();
    this.#lookEverywhere();
  }

  /** A death that is played again may be at the very moment of its start. */
  crash(): void {
    this.#crashedAt = this.#options.time.now;
    this.#process.die();
  }

  /** Something happened in a repository. */
  stir({ id }: Place): void {
    this.#rhythms.get(id)?.stir();
  }

  /** A webhook arrives; GitHub does not send it again when nobody takes it. */
  receive(name: string, { id, owner, repo, installationId }: Place, payload: object): void {
    const handler = this.#handlers.get(name);
    if (!this.#process.isAlive || !handler) return;
    const about = {
      repository: { id, name: repo, owner: { login: owner } },
      installation: { id: installationId },
    };
    handler({ payload: { ...payload, ...about } }).catch((error: unknown) => {
      this.#options.log.debug('a webhook was not taken', { error: String(error) });
    });
  }

  #begin(): Process {
    const { time, onDeath } = this.#options;
    this.#starts += 1;
    return new Process(`${this.name}.${this.#starts}`, time, (of) => {
      if (of !== '') onDeath(of);
      time.after(RESTART, () => this.#restart());
    });
  }

  #restart(): void {
    this.#process = this.#begin();
    this.#repositories = this.#open();
    this.#sweptAt.clear();
    this.#lookEverywhere();
    if (this.#crashedAt === this.#options.time.now) this.#process.die();
  }

  #open(): Repositories {
    const process = this.#process;
    const { tended, log } = this.#options;
    const open = async ({ id }: Place): Promise<Workplace> => {
      const found = tended.find(({ place }) => place.id === id);
      if (!found) throw new Error(`the App is not installed on ${id}`);
      await process.lineTo(found.bench).call('open', NO_WAY_IN, () => undefined);
      return openWorkplace(found.bench, process, 'app');
    };
    const repositories = new Repositories(open, log);
    this.#handlers.clear();
    const on = (names: string | readonly string[], handler: Handler): void => {
      for (const name of [names].flat()) this.#handlers.set(name, handler);
    };
    signalboxApp({ on } as unknown as Probot, repositories, log);
    return repositories;
  }

  /** Each repository has a timer of its own, so that how long nothing happened in one is no matter for another. */
  #lookEverywhere(): void {
    const { tended, time } = this.#options;
    for (const each of this.#rhythms.values()) each.end();
    for (const each of tended) {
      const beat = (): void => this.#look(each);
      beat();
      const stirredAt = (): number => each.stirredAt;
      this.#rhythms.set(each.place.id, new Rhythm({ time, every: TICK, stirredAt, beat }));
    }
  }

  #look({ place, stirredAt }: Tended): void {
    if (!this.#process.isAlive) return;
    const { time } = this.#options;
    const sweepAfter = Math.max(SWEEP, (time.now - stirredAt) / 3);
    if (time.now - (this.#sweptAt.get(place.id) ?? 0) >= sweepAfter) {
      this.#sweptAt.set(place.id, time.now);
      void this.#repositories.sweep(place);
    } else if (this.#repositories.awake.some(({ id }) => id === place.id)) {
      void this.#repositories.tick(place);
    }
  }
}
