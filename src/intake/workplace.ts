import type { Engine } from '../engine/engine.ts';
import type { FactSource } from '../facts/facts.ts';
import type { Reporter } from '../reporter/reporter.ts';
import type { StateStore } from '../store/store.ts';

/** One repository as a front works on it. */
export interface Workplace {
  readonly engine: Engine;
  readonly store: StateStore;
  readonly facts: FactSource;
  readonly reporter: Reporter;
}
