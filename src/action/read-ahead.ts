import type { Loaded, StateStore } from '../store/store.ts';

/**
 * Begins to read the state at once. The first to load it gets that answer, be it an error; it is moments old, and a
 * commit on top of it finds out whether it still holds. Whoever loads later, or wants more, asks GitHub.
 */
export function readAhead(store: StateStore): StateStore {
  let ahead: Promise<Loaded> | null = store.load();
  // Nobody may come for it; whoever does is told.
  ahead.catch(() => undefined);
  return {
    load(options = {}) {
      const given = (options.want ?? []).length === 0 ? ahead : null;
      ahead = null;
      return given ?? store.load(options);
    },
    commit: (change) => store.commit(change),
    log: (limit) => store.log(limit),
  };
}
