import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { Input } from '../domain/input.ts';
import type { Engine } from '../engine/engine.ts';
import { memoryStore } from '../store/memory/memory-store.ts';
import type { StateStore } from '../store/store.ts';
import { StateUnreadable, StoreUnavailable } from '../store/store.ts';
import type { Workplace } from '../intake/workplace.ts';
import type { HandIn } from './undecided.ts';
import { Undecided } from './undecided.ts';

/** An engine whose store fails as long as there is a trouble. */
class Weather {
  readonly shop = new Shop();
  readonly undecided = new Undecided();
  readonly engine: Engine;
  readonly store: StateStore;
  trouble: Error | null = null;

  constructor() {
    const store = memoryStore(this.shop.branch, () => this.shop.now);
    const load: StateStore['load'] = (options) => {
      if (this.trouble) return Promise.reject(this.trouble);
      return store.load(options);
    };
    const commit: StateStore['commit'] = (change) => store.commit(change);
    const examine: StateStore['examine'] = () => store.examine();
    const log: StateStore['log'] = (limit) => store.log(limit);
    this.store = { load, commit, examine, log };
    this.engine = this.shop.newEngine('app', { store: this.store });
  }

  readonly enter = (): Promise<Workplace> => {
    const { facts, reporter } = this.shop;
    return Promise.resolve({ engine: this.engine, store: this.store, facts, reporter });
  };

  async submit(input: Input): Promise<void> {
    const handIn: HandIn = ({ engine }) => engine.submit(input);
    await handIn(await this.enter()).catch((error: unknown) => this.undecided.note(input, handIn, error));
  }

  lock(id: string): Input {
    return {
      kind: 'command',
      id,
      command: { name: 'lock', environment: 'production', reason: 'audit' },
      actor: this.shop.actor('alice'),
      writtenAt: this.shop.now,
      comment: null,
    };
  }

  async locks(): Promise<readonly unknown[]> {
    const { apps } = await this.shop.state();
    return Object.values(apps['shop']?.environments ?? {}).flatMap(({ lock }) => lock?.reason ?? []);
  }
}

test('what an outage kept from being decided is decided when it is over', async () => {
  const weather = new Weather();
  await weather.shop.ship();
  weather.trouble = new StoreUnavailable('GitHub is away');
  await weather.submit(weather.lock('cli:1'));
  await expect(weather.undecided.tryAgain(weather.enter)).rejects.toThrow('GitHub is away');
  expect(weather.undecided.isEmpty).toBe(false);
  weather.trouble = null;
  await weather.undecided.tryAgain(weather.enter);
  expect(await weather.locks()).toEqual(['audit']);
  expect(weather.undecided.isEmpty).toBe(true);
});

test('what was refused is not carried out behind the back of whoever was told so', async () => {
  const weather = new Weather();
  await weather.shop.ship();
  weather.trouble = new StateUnreadable('state-unreadable', 'meta.json', 'no JSON');
  await weather.submit(weather.lock('cli:1'));
  expect(weather.undecided.isEmpty).toBe(true);
});

test('after an hour of ticks, and beyond a hundred, it is left to the sweep', async () => {
  const weather = new Weather();
  await weather.shop.ship();
  weather.trouble = new StoreUnavailable('GitHub is away');
  for (let index = 0; index < 130; index += 1) await weather.submit(weather.lock(`cli:${String(index)}`));
  let tries = 0;
  const counting = (): Promise<Workplace> => {
    tries += 1;
    return weather.enter();
  };
  await weather.undecided.tryAgain(counting).catch(() => undefined);
  expect(tries).toBe(100);
  for (let index = 0; index < 130; index += 1) {
    await weather.undecided.tryAgain(weather.enter).catch(() => undefined);
  }
  expect(weather.undecided.isEmpty).toBe(true);
});

test('what GitHub’s limits keep back is kept as long as they hold, however often it is tried', async () => {
  const weather = new Weather();
  await weather.shop.ship();
  weather.trouble = new StoreUnavailable('GitHub limits', { retryAfter: 3_000 });
  await weather.submit(weather.lock('cli:1'));
  for (let tries = 0; tries < 300; tries += 1) {
    await weather.undecided.tryAgain(weather.enter).catch(() => undefined);
  }
  weather.trouble = null;
  await weather.undecided.tryAgain(weather.enter);
  expect(await weather.locks()).toEqual(['audit']);
});

test('what sweeps find makes room for what they may not find', async () => {
  const weather = new Weather();
  await weather.shop.ship();
  weather.trouble = new StoreUnavailable('GitHub is away');
  await weather.submit(weather.lock('cli:1'));
  for (let index = 0; index < 130; index += 1) {
    const sha = String(index).padStart(40, '0');
    await weather.submit({ kind: 'checks', id: `checks:${sha}`, sha });
  }
  weather.trouble = null;
  await weather.undecided.tryAgain(weather.enter);
  expect(await weather.locks()).toEqual(['audit']);
});
