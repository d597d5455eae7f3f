import type { Accomplished, Completion, DispatchEffect, OwedEffect } from '../domain/effect.ts';
import { effectsOfTurn } from '../domain/outbox.ts';
import { rememberingStarted } from '../domain/performed.ts';
import type { Rules } from '../domain/policy-record.ts';
import { NO_RULES, shownPolicy } from '../domain/policy-record.ts';
import type { State } from '../domain/state.ts';
import type { Input } from '../domain/input.ts';
import { ReporterUnavailable } from '../reporter/reporter.ts';
import type { EngineParts } from './engine.ts';
import { hasLiveWork, isEcho } from './echo.ts';
import { patiently } from './patience.ts';
import type { LatestHead } from './perform.ts';
import { perform } from './perform.ts';
import { Unrecorded } from './unrecorded.ts';

export interface EffectDeskOptions {
  readonly parts: EngineParts;
  /** Records completions in a turn of their own. */
  readonly record: (completions: readonly Completion[]) => Promise<unknown>;
  /** Called whenever something was finished. */
  readonly onFinished: () => void;
}

/** While a run is under way its end will bring a turn, and what came of effects can ride along. */
const BUSY = 20;

/**
 * So many projections go out before a dispatch that is to take along what came of them; with more, work would begin
 * seconds later.
 */
const FEW = 8;

/**
 * GitHub's secondary limits are over after minutes, and who asks for the state of things still wants to know it then;
 * milliseconds.
 */
const LIMITED = 10 * 60_000;

/** Carries out the effects of an engine's own turns, and keeps what came of them until a turn takes it along. */
export class EffectDesk {
  readonly #options: EffectDeskOptions;
  /** Per effect, the last of its performances that is under way. */
  readonly #lines = new Map<string, Promise<void>>();
  readonly #unrecorded = new Unrecorded();
  #latest: { readonly state: State; readonly rules: Rules } | null = null;
  #underWay = 0;
  #flush: Promise<void> | null = null;
  #isHurried = false;
  #hurry: () => void = () => undefined;

  constructor(options: EffectDeskOptions) {
    this.#options = options;
  }

  /** Nothing is being carried out. */
  get isDone(): boolean {
    return this.#underWay === 0;
  }

  /** Nothing is left to be recorded. */
  get isRecorded(): boolean {
    return this.#unrecorded.isEmpty;
  }

  /** @returns what came of effects since the last call; whoever takes it records it or brings it back. */
  take(): Completion[] {
    return this.#unrecorded.take();
  }

  /** What came of effects is recorded without waiting for company until further notice: the engine is about to end. */
  flush(): void {
    this.#isHurried = true;
    this.#hurry();
  }

  /** It may wait for company again. */
  calm(): void {
    this.#isHurried = false;
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
    this.#unrecorded.bringBack(completions);
    this.#flushSoon();
  }

  /**
   * Takes note of the newest head; effects are judged against it just before they are carried out. A head that is older
   * than what is known, read from a server that lags, is no news.
   * @param rules null when the turn did not ask for the policy.
   */
  noteHead(state: State, rules: Rules | null): void {
    if (this.#latest && state.meta.turn < this.#latest.state.meta.turn) return;
    this.#latest = { state, rules: rules ?? this.#latest?.rules ?? NO_RULES };
  }

  /** What was taken is in the branch. */
  recorded(completions: readonly Completion[]): void {
    this.#unrecorded.recorded(completions);
  }

  /** Carries out what belongs to the newest turn. */
  carryOut(state: State): void {
    const owed = effectsOfTurn(state, state.meta.turn);
    this.#unrecorded.expect(owed);
    const dispatches = owed.flatMap((each) => (isDispatch(each) ? [each] : []));
    const others = owed.filter((each) => !isDispatch(each));
    if (!this.#takesNews(dispatches) || others.length > FEW) {
      for (const each of owed) void this.#start(() => this.#carryOutInLine(each, state));
      return;
    }
    const before = others.map((each) => this.#start(() => this.#carryOutInLine(each, state)));
    void this.#start(() => this.#dispatchWithNews(dispatches, before, state));
  }

  /** Whether new runs come of these; one in doubt may be there already, and takes nothing along any more. */
  #takesNews(dispatches: readonly OwedDispatch[]): boolean {
    const isSure = dispatches.length > 0 && !dispatches.some(({ doubtful }) => doubtful);
    return this.#options.parts.isBrief === true && isSure;
  }

  /** Shows what the branch owes to nobody, so that nobody else would try it again. */
  showUnrecorded(show: () => Promise<unknown>): void {
    const { parts } = this.#options;
    const passes = (error: unknown): boolean => error instanceof ReporterUnavailable;
    void this.#start(async () => {
      try {
        const { wait, random, patience } = parts;
        await patiently(show, passes, { wait, random, limit: Math.max(patience, LIMITED) });
      } catch (error) {
        parts.log.warn('not shown', { error: String(error) });
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

  #carryOutInLine(owed: OwedEffect, state: State): Promise<void> {
    return this.#inLine(owed.effect.id, async () => {
      this.#unrecorded.add({ effect: owed.effect, completion: await this.#perform(owed, state) });
    });
  }

  #perform(owed: OwedEffect, state: State, news: readonly Accomplished[] = []): Promise<Completion> {
    const head: LatestHead = () => {
      const { rules, ...latest } = this.#latest ?? { state, rules: NO_RULES };
      return { ...this.#unrecorded.within({ ...latest, policy: shownPolicy(rules) }), rules };
    };
    return perform(this.#options.parts, owed, { head, news });
  }

  /**
   * The runs take along what came of the rest, and that one of them claims says that it was dispatched: then there is
   * nothing left to be recorded here, no commit that could meet the claim's. If none ever comes, the lease ends and
   * everything is looked up.
   */
  async #dispatchWithNews(
    dispatches: readonly OwedDispatch[],
    before: readonly Promise<void>[],
    state: State,
  ): Promise<void> {
    await Promise.all(before);
    const news = this.#unrecorded.accomplished();
    const sent = await Promise.all(
      dispatches.map(async (owed) => {
        const { effect } = owed;
        return { effect, completion: await this.#perform(owed, state, news ?? []) };
      }),
    );
    if (news !== null && sent.every(({ completion }) => completion.kind === 'started')) {
      this.#unrecorded.leave(news);
      this.#options.parts.onTurn?.(state, sent.reduce(withStarted, state));
    } else {
      this.#unrecorded.add(...sent);
    }
  }

  #start(work: () => Promise<void>): Promise<void> {
    this.#underWay += 1;
    return work().finally(() => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#flushSoon();
      this.#options.onFinished();
    });
  }

  /** Completions ride in the next turn's commit; when none comes for a while they get one of their own. */
  #flushSoon(): void {
    if (this.#unrecorded.isEmpty) return;
    const { parts } = this.#options;
    const isBusy = this.#latest !== null && hasLiveWork(this.#latest.state);
    if (this.#flush) {
      // It was begun when more was to come.
      if (this.#isHurried) this.#hurry();
      else if (!isBusy && !parts.isBrief) void parts.wait(parts.flushAfter).then(this.#hurry);
      return;
    }
    const hurried = new Promise<void>((resolve) => (this.#hurry = resolve));
    if (this.#isHurried) this.#hurry();
    const waited = parts.isBrief ? hurried : parts.wait(parts.flushAfter * (isBusy ? BUSY : 1));
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

type OwedDispatch = OwedEffect & { readonly effect: DispatchEffect };

function isDispatch(owed: OwedEffect): owed is OwedDispatch {
  return owed.effect.kind === 'dispatch';
}

function withStarted(
  state: State,
  { effect, completion }: { readonly effect: DispatchEffect; readonly completion: Completion },
): State {
  const run = completion.kind === 'started' ? completion.run : null;
  return run === null ? state : rememberingStarted(state, effect, run);
}
