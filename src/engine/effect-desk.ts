import type { Completion, Effect, OwedEffect } from '../domain/effect.ts';
import { effectsOfTurn } from '../domain/outbox.ts';
import { rememberingWritten } from '../domain/performed.ts';
import type { PolicyAnswer } from '../domain/fact.ts';
import type { State } from '../domain/state.ts';
import type { Input } from '../domain/input.ts';
import type { Head } from '../reporter/reporter.ts';
import type { EngineParts } from './engine.ts';
import { hasLiveWork, isEcho } from './echo.ts';
import { perform } from './perform.ts';

export interface EffectDeskOptions {
  readonly parts: EngineParts;
  /** Records completions in a turn of their own. */
  readonly record: (completions: readonly Completion[]) => Promise<unknown>;
  /** Called whenever something was finished. */
  readonly onFinished: () => void;
}

/** While a run is under way its end will bring a turn, and what came of effects can ride along. */
const BUSY = 20;

/** An effect with what came of it, which no commit holds yet. */
interface Finished {
  /** Null: it was not carried out here. */
  readonly effect: Effect | null;
  readonly completion: Completion;
}

/** Carries out the effects of an engine's own turns, and keeps what came of them until a turn takes it along. */
export class EffectDesk {
  readonly #options: EffectDeskOptions;
  /** Per effect, the last of its performances that is under way. */
  readonly #lines = new Map<string, Promise<void>>();
  /** Per effect, the newest turn that it was carried out for here. */
  readonly #newest = new Map<string, number>();
  #finished: Finished[] = [];
  /** Handed to a turn that is being decided. */
  #taken: Finished[] = [];
  #latest: Head | null = null;
  #underWay = 0;
  #flush: Promise<void> | null = null;
  #hurry: () => void = () => undefined;

  constructor(options: EffectDeskOptions) {
    this.#options = options;
  }

  /** Nothing is being carried out, and nothing is left to be recorded. */
  get isIdle(): boolean {
    return this.#finished.length === 0 && this.#underWay === 0;
  }

  /** @returns what came of effects since the last call; whoever takes it records it or brings it back. */
  take(): Completion[] {
    const taken = this.#finished.splice(0).map((each) => this.#withLastWord(each));
    this.#taken.push(...taken);
    return taken.map(({ completion }) => completion);
  }

  /** Only here is it known what was written last: whether it still is what is shown, others may have to see to. */
  #withLastWord({ effect, completion }: Finished): Finished {
    if (effect === null || completion.kind !== 'written') return { effect, completion };
    const { effect: _, ...written } = completion;
    const isLast = this.#newest.get(completion.id) === completion.turn;
    return { effect, completion: isLast ? { ...written, effect } : written };
  }

  /** What came of effects is recorded without waiting for company: the engine is about to end. */
  flush(): void {
    this.#hurry();
  }

  /**
   * Whether an input is most likely no news, by what this engine knew last. That is good for a guess how much it
   * hurries, not for deciding anything.
   */
  isEcho(input: Input): boolean {
    return this.#latest !== null && isEcho(input, this.#latest.state);
  }

  /** It could not be recorded yet. */
  bringBack(completions: readonly Completion[]): void {
    const known = completions.map(
      (completion) =>
        this.#taken.find((each) => each.completion === completion) ?? { effect: null, completion },
    );
    this.recorded(completions);
    this.#finished.unshift(...known);
    this.#flushSoon();
  }

  /**
   * Takes note of the newest head; effects are judged against it just before they are carried out. A head that is older
   * than what is known, read from a server that lags, is no news.
   * @param policy null when the turn did not ask for it.
   */
  noteHead(state: State, policy: PolicyAnswer | null): void {
    if (this.#latest && state.meta.turn < this.#latest.state.meta.turn) return;
    const known = policy === null ? (this.#latest?.policy ?? null) : null;
    this.#latest = { state, policy: policy?.status === 'ok' ? policy.policy : known };
  }

  /** What was taken is in the branch. */
  recorded(completions: readonly Completion[]): void {
    this.#taken = this.#taken.filter(({ completion }) => !completions.includes(completion));
    for (const { id, turn } of completions) if (this.#newest.get(id) === turn) this.#newest.delete(id);
  }

  /** Carries out what belongs to the newest turn. */
  carryOut(state: State): void {
    for (const owed of effectsOfTurn(state, state.meta.turn)) {
      this.#newest.set(owed.effect.id, owed.turn);
      this.#start(() => this.#inLine(owed.effect.id, () => this.#carryOutOne(owed, state)));
    }
  }

  /** Does something outside of which nothing is recorded. */
  carryOutUnrecorded(effect: () => Promise<unknown>): void {
    this.#start(async () => {
      try {
        await effect();
      } catch (error) {
        this.#options.parts.log.warn('not shown', { error: String(error) });
      }
    });
  }

  /** The next turn may owe the same again; it waits its turn, so that it finds what the one before has made. */
  async #inLine(effect: string, work: () => Promise<void>): Promise<void> {
    const mine = (this.#lines.get(effect) ?? Promise.resolve()).then(work);
    this.#lines.set(effect, mine);
    await mine;
    if (this.#lines.get(effect) === mine) this.#lines.delete(effect);
  }

  async #carryOutOne(owed: OwedEffect, state: State): Promise<void> {
    const head = (): Head => this.#withFinished(this.#latest ?? { state, policy: null });
    const completion = await perform(this.#options.parts, owed, head);
    this.#finished.push({ effect: owed.effect, completion });
  }

  /** What was written and is not in the branch yet counts as remembered, or it would have to be looked up. */
  #withFinished({ state, policy }: Head): Head {
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

  #start(work: () => Promise<void>): void {
    this.#underWay += 1;
    void work().finally(() => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#flushSoon();
      this.#options.onFinished();
    });
  }

  /** Completions ride in the next turn's commit; when none comes for a while they get one of their own. */
  #flushSoon(): void {
    if (this.#finished.length === 0) return;
    const { parts } = this.#options;
    const isBusy = this.#latest !== null && hasLiveWork(this.#latest.state);
    if (this.#flush) {
      // It was begun when more was to come.
      if (!isBusy) void parts.wait(parts.flushAfter).then(this.#hurry);
      return;
    }
    const hurried = new Promise<void>((resolve) => (this.#hurry = resolve));
    const waited = parts.wait(parts.flushAfter * (isBusy ? BUSY : 1));
    this.#flush = Promise.race([waited, hurried]).then(async () => {
      this.#flush = null;
      const completions = this.take();
      if (completions.length > 0) await this.#record(completions);
      this.#options.onFinished();
    });
  }

  /** What cannot be recorded is forgotten: when its lease is over, somebody looks it up (invariant 3). */
  async #record(completions: readonly Completion[]): Promise<void> {
    try {
      await this.#options.record(completions);
    } catch (error) {
      this.recorded(completions);
      this.#options.parts.log.warn('what was carried out could not be recorded; it will be looked up', {
        effects: completions.map((each) => each.id),
        error: String(error),
      });
    }
  }
}
