import type { Accomplished, Completion, Effect, OwedEffect } from '../domain/effect.ts';
import { rememberingWritten } from '../domain/shown.ts';
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
  /** Per effect, the newest turn that it is carried out for here. */
  readonly #newest = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#finished.length === 0;
  }

  /** These are carried out from now on. */
  expect(owed: readonly OwedEffect[]): void {
    for (const { effect, turn } of owed) this.#newest.set(effect.id, turn);
  }

  add(...finished: readonly Finished[]): void {
    this.#finished.push(...finished);
  }

  /** @returns what was added since the last call; whoever takes it records it or brings it back. */
  take(): Completion[] {
    const taken = this.#finished.splice(0).map((each) => this.#withLastWord(each));
    this.#taken.push(...taken);
    return taken.map(({ completion }) => completion);
  }

  /** It could not be recorded yet. */
  bringBack(completions: readonly Completion[]): void {
    const known = completions.map(
      (completion) =>
        this.#taken.find((each) => each.completion === completion) ?? { effect: null, completion },
    );
    this.#taken = this.#taken.filter(({ completion }) => !completions.includes(completion));
    this.#finished.unshift(...known);
  }

  /** What was taken is in the branch. */
  recorded(completions: readonly Completion[]): void {
    this.#taken = this.#taken.filter(({ completion }) => !completions.includes(completion));
    for (const { id, turn } of completions) if (this.#newest.get(id) === turn) this.#newest.delete(id);
  }

  /** @returns what nobody has taken, when all of it was carried out to its end; else null. */
  accomplished(): readonly Accomplished[] | null {
    const all = this.#finished.map(({ completion }) => plain(completion));
    const accomplished = all.filter((each) => each.kind === 'done' || each.kind === 'written');
    return accomplished.length === all.length ? accomplished : null;
  }

  /** Somebody else sees to these. */
  leave(news: readonly Completion[]): void {
    const isLeft = ({ id, turn }: Completion): boolean =>
      news.some((each) => each.id === id && each.turn === turn);
    this.#finished = this.#finished.filter(({ completion }) => !isLeft(completion));
  }

  /** Only here is it known what was written last: whether it is what is shown now, others may have to see to. */
  #withLastWord({ effect, completion }: Finished): Finished {
    const written = plain(completion);
    const isLast = this.#newest.get(completion.id) === completion.turn;
    if (effect === null || written.kind !== 'written' || !isLast) return { effect, completion: written };
    return { effect, completion: { ...written, effect } };
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

/** @returns the same without what was written. */
function plain(completion: Completion): Completion {
  if (completion.kind !== 'written') return completion;
  const { effect: _, ...written } = completion;
  return written;
}
