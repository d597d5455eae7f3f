import { isEqual } from '../domain/equal.ts';
import type { Release } from '../domain/release.ts';
import type { State } from '../domain/state.ts';

/** What the turns of one process did to the state, for outputs and summary. */
export class TurnsSeen {
  readonly #changed = new Map<string, Release>();
  readonly #created = new Set<string>();
  #state: State | null = null;
  #isMoved = false;

  /** Takes note of a committed turn; `onTurn` of an engine. */
  note(before: State, after: State): void {
    this.#state = after;
    this.#isMoved ||= before.meta.turn > 0 && before.meta.performer !== after.meta.performer;
    for (const [key, release] of Object.entries(after.releases)) {
      const was = before.releases[key];
      if (!was) this.#created.add(key);
      // What GitHub was told of a release is no news of the release.
      const isNews = !isEqual(was, release, ['modifiedAt', 'projections']);
      if (isNews || this.#changed.has(key)) this.#changed.set(key, release);
    }
  }

  /** The state after the last turn; null when nothing was committed. */
  get state(): State | null {
    return this.#state;
  }

  /** Whether another front performs now than did before. */
  get isMoved(): boolean {
    return this.#isMoved;
  }

  /** Releases that came into being, newest first. */
  get created(): readonly Release[] {
    return newestFirst([...this.#changed].filter(([key]) => this.#created.has(key)));
  }

  /** Releases that came into being or went on, newest first. */
  get changed(): readonly Release[] {
    return newestFirst([...this.#changed]);
  }
}

function newestFirst(entries: readonly (readonly [string, Release])[]): Release[] {
  return entries
    .map(([, release]) => release)
    .sort((a, b) => b.spec.createdAt.localeCompare(a.spec.createdAt) || b.number - a.number);
}
