import type { Accomplished, Completion, Effect, OwedEffect } from '../domain/effect.ts';
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
  /** Per effect, the newest turn that it is carried out for here. */
  readonly #newest = new Map<string, number>();
  /** What was written last so far, where more was under way when it was taken. */
  #unsaid: Finished[] = [];

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
    const taken = this.#withLastWords(this.#finished.splice(0).map(withoutWord));
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

  /**
   * Only here is it known what was written last: whether it is what is shown now, others may have to see to. As long as
   * more is under way it is not known; and what comes then may find nothing to write.
   */
  #withLastWords(finished: readonly Finished[]): Finished[] {
    const over = new Set(
      finished.flatMap(({ completion: { id, turn } }) => (this.#newest.get(id) === turn ? [id] : [])),
    );
    const isOver = ({ completion }: Finished): boolean => over.has(completion.id);
    const given = [...this.#unsaid.filter(isOver), ...finished];
    const last = new Map(given.filter(isWord).map((each) => [each.completion.id, each]));
    const isLast = (each: Finished): boolean => last.get(each.completion.id) === each;
    const isUnderWay = (each: Finished): boolean => !isOver(each) && this.#newest.has(each.completion.id);
    this.#unsaid = [...this.#unsaid, ...finished.filter(isLast)].filter(isUnderWay);
    return given.map((each) => (isOver(each) && isLast(each) ? withWord(each) : each));
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

/** Whether it was written, or may have been. */
function isWord({ completion: { kind } }: Finished): boolean {
  return kind === 'written' || kind === 'ambiguous';
}

function withWord({ effect, completion }: Finished): Finished {
  const isWritten = completion.kind === 'written' || completion.kind === 'ambiguous';
  return isWritten && effect !== null
    ? { effect, completion: { ...completion, effect } }
    : { effect, completion };
}

function withoutWord({ effect, completion }: Finished): Finished {
  return { effect, completion: plain(completion) };
}

/** @returns the same without what was written. */
function plain(completion: Completion): Completion {
  if (completion.kind !== 'written' && completion.kind !== 'ambiguous') return completion;
  const { effect: _, ...rest } = completion;
  return rest;
}
