import type { Loaded, StateStore } from '../store/store.ts';
import type { RememberingFacts } from './policy-seen.ts';

/**
 * Begins to read the state at once, and the policy in the same request: nearly every turn needs both. The first to load
 * gets that answer, be it an error; it is moments old, and a commit on top of it finds out whether it still holds.
 * Whoever loads later, or wants more, asks GitHub, for the policy as well.
 */
export function readAhead(
  store: StateStore,
  facts: Pick<RememberingFacts, 'readAhead' | 'dropAhead'>,
): StateStore {
  let ahead: Promise<Loaded> | null = store.load({ beside: () => void facts.readAhead() });
  // Nobody may come for it; whoever does is told.
  ahead.catch(() => undefined);
  return {
    load(options = {}) {
      const given = (options.want ?? []).length === 0 ? ahead : null;
      ahead = null;
      if (given !== null) return given;
      facts.dropAhead();
      return store.load(options);
    },
    commit: (change) => store.commit(change),
    examine: () => store.examine(),
    log: (limit) => store.log(limit),
  };
}
