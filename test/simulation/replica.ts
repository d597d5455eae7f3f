import type { Probot } from 'probot';
import type { Place } from '../../src/app/repositories.ts';
import { Repositories } from '../../src/app/repositories.ts';
import { signalboxApp } from '../../src/app/signalbox-app.ts';
import type { Surroundings } from './process.ts';
import { Process } from './process.ts';
import type { Bench } from './workplace.ts';
import { openWorkplace } from './workplace.ts';

const PLACE: Place = { id: 1, owner: 'acme', repo: 'shop', installationId: 1 };
const REPOSITORY = { repository: { id: 1, name: 'shop', owner: { login: 'acme' } }, installation: { id: 1 } };

const TICK = 15_000;
const SWEEP = 300_000;
const RESTART = 20_000;

type Handler = (context: { readonly payload: object }) => Promise<void>;

/**
 * One process of the App: the App's own routing of webhooks and its own care for repositories, looked at regularly. When
 * nothing has happened for long it is looked at less often, so that a month does not take all day.
 */
export class Replica {
  readonly #name: string;
  readonly #bench: Bench;
  readonly #at: Surroundings;
  readonly #lastStir: () => number;
  readonly #handlers = new Map<string, Handler>();
  #process: Process;
  #repositories: Repositories;
  #starts = 0;
  #sweptAt = 0;

  /** @param lastStir when anything happened last; milliseconds. */
  constructor(name: string, bench: Bench, at: Surroundings, lastStir: () => number) {
    this.#name = name;
    this.#bench = bench;
    this.#at = at;
    this.#lastStir = lastStir;
    this.#process = this.#begin();
    this.#repositories = this.#open();
    this.#look();
  }

  get isAlive(): boolean {
    return this.#process.isAlive;
  }

  crash(): void {
    this.#process.die();
  }

  /** A webhook arrives; GitHub does not send it again when nobody takes it. */
  receive(name: string, payload: object): void {
    const handler = this.#handlers.get(name);
    if (!this.isAlive || !handler) return;
    handler({ payload: { ...payload, ...REPOSITORY } }).catch((error: unknown) => {
      this.#bench.log.debug('a webhook was not taken', { error: String(error) });
    });
  }

  #begin(): Process {
    this.#starts += 1;
    return new Process(`${this.#name}.${this.#starts}`, this.#at, () => {
      this.#at.time.after(RESTART, () => this.#restart());
    });
  }

  #restart(): void {
    this.#process = this.#begin();
    this.#repositories = this.#open();
    this.#sweptAt = 0;
    this.#look();
  }

  #open(): Repositories {
    const process = this.#process;
    const repositories = new Repositories(
      () => Promise.resolve(openWorkplace(this.#bench, process, 'app')),
      this.#bench.log,
    );
    this.#handlers.clear();
    const on = (names: string | readonly string[], handler: Handler): void => {
      for (const name of [names].flat()) this.#handlers.set(name, handler);
    };
    signalboxApp({ on } as unknown as Probot, repositories, this.#bench.log);
    return repositories;
  }

  #look(): void {
    const process = this.#process;
    if (!process.isAlive) return;
    const { time } = this.#at;
    const quiet = (time.now - this.#lastStir()) / 3;
    if (time.now - this.#sweptAt >= Math.max(SWEEP, quiet)) {
      this.#sweptAt = time.now;
      void this.#repositories.sweep(PLACE);
    } else {
      for (const place of this.#repositories.awake) void this.#repositories.tick(place);
    }
    time.after(Math.max(TICK, quiet), () => {
      if (process === this.#process) this.#look();
    });
  }
}
