import { memoryStore } from '../../src/store/memory/memory-store.ts';
import type { StateStore } from '../../src/store/store.ts';
import { StateUnreadable, StoreUnavailable } from '../../src/store/store.ts';
import type { Shop } from './shop.ts';

/** A store that goes wrong on the way, as often as told. */
export class FaultyStore implements StateStore {
  readonly #store: StateStore;
  readonly faults: ('before' | 'after' | 'conflict' | 'unreadable')[] = [];
  loads: { cached: boolean }[] = [];

  constructor(shop: Shop) {
    this.#store = memoryStore(shop.branch, () => shop.now);
  }

  async load(...args: Parameters<StateStore['load']>) {
    const loaded = await this.#store.load(...args);
    this.loads.push({ cached: loaded.cached });
    if (this.faults[0] === 'unreadable') {
      this.faults.shift();
      throw new StateUnreadable('state-unreadable', 'signalbox.json', 'is not JSON');
    }
    return loaded;
  }

  async commit(...args: Parameters<StateStore['commit']>) {
    const fault = this.faults.shift();
    if (fault === 'conflict') return { kind: 'conflict' } as const;
    if (fault === 'before') throw new StoreUnavailable('no connection');
    const outcome = await this.#store.commit(...args);
    if (fault === 'after') throw new StoreUnavailable('the answer was lost');
    return outcome;
  }

  examine() {
    return this.#store.examine();
  }

  log(limit: number) {
    return this.#store.log(limit);
  }
}
