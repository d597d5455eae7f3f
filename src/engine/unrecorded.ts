import type { Accomplished, Completion, Effect } from '../domain/effect.ts';
import { rememberingWritten } from '../domain/performed.ts';
import type { Head } from '../reporter/reporter.ts';

/** An effect with what came of it, which no commit holds yet. */
export interface Finished {
  /** Null: it was not carried out here. */
  readonly effect: Effect | null;
  readonly completion: Completion;
}

/** What came of effects and is in no commit yet. */
export class Unrecorded {
  #finished: Finished[] = [];
  /** Handed to a turn that is being decided. */
  #taken: Finished[] = [];

  get isEmpty(): boolean {
    return this.#finished.length === 0;
  }

  add(...finished: readonly Finished[]): void {
    this.#finished.push(...finished);
  }

  /** @returns what was added since the last call; whoever takes it records it or brings it back. */
  take(): Completion[] {
    const taken = this.#finished.splice(0);
    this.#taken.push(...taken);
    return taken.map(({ completion }) => completion);
  }

  /** It could not be recorded yet. */
  bringBack(completions: readonly Completion[]): void {
    const known = completions.map(
      (completion) =>
        this.#taken.find((each) => each.completion === completion) ?? { effect: null, completion },
    );
    this.recorded(completions);
    this.#finished.unshift(...known);
  }

  /** What was taken is in the branch. */
  recorded(completions: readonly Completion[]): void {
    this.#taken = this.#taken.filter(({ completion }) => !completions.includes(completion));
  }

  /** @returns what nobody has taken, when all of it was carried out to its end; else null. */
  accomplished(): readonly Accomplished[] | null {
    const all = this.#finished.map(({ completion }) => completion);
    const accomplished = all.filter((each) => each.kind === 'done' || each.kind === 'written');
    return accomplished.length === all.length ? accomplished : null;
  }

  /** Somebody else sees to these. */
  leave(news: readonly Completion[]): void {
    this.#finished = this.#finished.filter(({ completion }) => !news.includes(completion));
  }

  /** @returns the head with what was written counting as remembered, or it would have to be looked up. */
  within({ state, policy }: Head): Head {
    const all = [...this.#taken, ...this.#finished];
    return {
      state: all.reduce(
        (known, { effect, completion }) =>
          effect === null ? known : rememberingWritten(known, effect, completion),
        state,
      ),
      policy,
    };
  }
}
