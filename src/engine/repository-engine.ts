import type { Answer } from '../domain/decision.ts';
import type { Input } from '../domain/input.ts';
import type { Examined, Loaded } from '../store/store.ts';
import { StoreUnavailable } from '../store/store.ts';
import type { FactsUnavailable } from '../facts/facts.ts';
import { PolicyCache } from './answer-facts.ts';
import { decideTurn } from './decide-turn.ts';
import { EffectDesk } from './effect-desk.ts';
import type { Engine, EngineParts } from './engine.ts';
import { EngineUnavailable } from './engine.ts';
import { AFTER_REPAIR, batchOf } from './repair.ts';
import { OwnCommits } from './own-commits.ts';
import type { DecidedTurn } from './repair.ts';
import type { MadeTurn } from './make-turn.ts';
import { completionsOf, performed } from './news-of-effects.ts';
import { Outrun, Patience } from './patience.ts';
import { Performing } from './performing.ts';
import { replyAtOnce } from './reply-at-once.ts';
import { concernsAll, unavailable } from './unavailable.ts';
import { Waiters } from './waiters.ts';
import type { Waiting } from './waiting-input.ts';

/** Inputs that share a commit, at most. */
const BATCH = 50;

/** A turn whose answers may go out. */
interface CommittedTurn extends MadeTurn {
  /** What is known of effects was left for a later commit. */
  readonly isPostponed: boolean;
}

/** @returns the engine of one repository. */
export function createEngine(parts: EngineParts): Engine {
  return new RepositoryEngine(parts);
}

/**
 * One turn at a time: everything that waits is decided together, committed by compare-and-swap, answered, and then its
 * effects are carried out while the next turn may already run.
 */
class RepositoryEngine implements Engine {
  readonly #parts: EngineParts;
  readonly #desk: EffectDesk;
  readonly #performing: Performing;
  readonly #policies: PolicyCache;
  readonly #commits = new OwnCommits();
  #queue: Waiting[] = [];
  #isTurning = false;
  /** Inputs that could not be decided and will be handed in again. */
  #resting = 0;
  readonly #waiters = new Waiters();
  #isPolicyGone = false;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#policies = parts.policies ?? new PolicyCache();
    this.#performing = new Performing(parts.front);
    this.#desk = new EffectDesk({
      parts,
      record: (completions) => this.submit(performed(completions)),
      onFinished: () => this.#waiters.look(),
    });
  }

  submit(input: Input): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      const { patience: limit, random } = this.#parts;
      const waiting = { input, resolve, reject, patience: new Patience({ limit, random }) };
      this.#queue.push(waiting);
      void this.#turnSoon(waiting);
    });
  }

  async settled(): Promise<void> {
    this.#desk.flush();
    void this.#turnWhileNeeded();
    await this.#waiters.until(() => this.#isDone() && this.#desk.isRecorded);
    this.#desk.calm();
  }

  /** GitHub tells of one thing in several ways, seconds apart; what is known to be over waits for company. */
  async #turnSoon(waiting: Waiting): Promise<void> {
    const { lingerFor = 0, wait } = this.#parts;
    if (lingerFor > 0 && this.#desk.isEcho(waiting.input)) await wait(lingerFor);
    // It may have gone along with another by now; what lingers since then has its own time.
    if (this.#queue.includes(waiting)) await this.#turnWhileNeeded();
  }

  knows(commit: string): boolean {
    return this.#commits.has(commit);
  }

  performs(): Promise<boolean> {
    return this.#performing.isMine();
  }

  isPolicyGone(): boolean {
    return this.#isPolicyGone;
  }

  #isDone(): boolean {
    return this.#queue.length === 0 && this.#resting === 0 && !this.#isTurning && this.#desk.isDone;
  }

  async #turnWhileNeeded(): Promise<void> {
    if (this.#isTurning) return;
    this.#isTurning = true;
    try {
      while (this.#queue.length > 0) {
        const batch = this.#queue.splice(0, batchOf(this.#queue, BATCH));
        const news = batch.filter(({ input }) => !this.#commits.isNewsOf(input));
        for (const each of batch) if (!news.includes(each)) each.resolve(null);
        if (news.length > 0) await this.#turn(news);
      }
    } finally {
      this.#isTurning = false;
      this.#waiters.look();
    }
  }

  /**
   * One turn for a batch. One that fails for a reason that may lie in one of its inputs is tried again one by one
   * (invariant 12).
   */
  async #turn(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#turnOnce(batch);
    } catch (error) {
      if (batch.length === 1 || concernsAll(error)) {
        this.#performing.giveUp();
        for (const each of batch) each.reject(unavailable(error));
        return;
      }
      this.#parts.log.warn('a batch could not be committed; its inputs are tried one by one', {
        inputs: batch.length,
        error: String(error),
      });
      for (const one of batch) await this.#turn([one]);
    }
  }

  async #turnOnce(batch: readonly Waiting[]): Promise<void> {
    const done = this.#desk.take();
    const inputs = [...(done.length === 0 ? [] : [performed(done)]), ...batch.map((each) => each.input)];
    try {
      // The desk hands in itself what has waited long enough.
      const mayWait = !batch.some(({ input }) => input.kind === 'performed');
      const made = await this.#commit(inputs, mayWait);
      const news = inputs.flatMap(completionsOf);
      if (made.isPostponed) this.#desk.bringBack(news);
      else this.#desk.recorded(news);
      const first = inputs.length - batch.length;
      batch.forEach((each, index) => {
        const why = made.undecided[first + index];
        if (why) void this.#again(each, why);
        else this.#answer(each, made.answers[first + index] ?? null, made);
      });
    } catch (error) {
      this.#desk.bringBack(done);
      throw error;
    }
  }

  /** GitHub could not say what this one needs to know; the others of its turn went on. */
  async #again(waiting: Waiting, why: FactsUnavailable): Promise<void> {
    const pause = waiting.patience.next(why);
    if (pause === null) {
      waiting.reject(unavailable(why));
      return;
    }
    this.#resting += 1;
    await this.#parts.wait(pause);
    this.#resting -= 1;
    this.#queue.push(waiting);
    await this.#turnWhileNeeded();
  }

  #answer(waiting: Waiting, answer: Answer | null, made: MadeTurn): void {
    waiting.resolve(answer);
    // The other front only records: what is not in the branch, the performer hears and answers itself (invariant 3).
    const { turn, performer } = made.state.meta;
    if (turn > 0 && performer !== this.#parts.front) return;
    const reply = replyAtOnce(waiting.input, answer, made);
    if (!reply) return;
    this.#desk.showUnrecorded(() => this.#parts.reporter.show(reply.effect, reply.head, true));
  }

  /**
   * Reads, decides and commits until the head did not move in between (invariant 2). Whether a commit that was not
   * answered happened shows when it is decided anew: what it did is then found done.
   */
  async #commit(inputs: readonly Input[], mayWait: boolean): Promise<CommittedTurn> {
    const { patience: limit, random } = this.#parts;
    const patience = new Patience({ limit, random });
    // Everything else asks for the policy, and with that the head can be had in the same request.
    const isNews = inputs.every((each) => each.kind === 'performed');
    for (let tries = 0; ; tries += 1) {
      const made = await this.#tryCommit(inputs, { mayWait, mayBeCached: isNews && tries === 0 });
      if (!(made instanceof Error)) return made;
      const pause = patience.next(made);
      if (pause === null) throw new EngineUnavailable(made.message, { cause: made });
      await this.#parts.wait(pause);
    }
  }

  /** @returns the turn, or why it is worth another try. */
  async #tryCommit(
    inputs: readonly Input[],
    { mayWait, mayBeCached }: { readonly mayWait: boolean; readonly mayBeCached: boolean },
  ): Promise<CommittedTurn | Error> {
    try {
      const { loaded, made } = await this.#decide(inputs, mayBeCached);
      // News of effects does not deserve a commit of its own while other inputs come in; the desk sees to it.
      const isPostponed = made.isOnlyCompletions && mayWait;
      if (made.isChanged && !isPostponed) return await this.#commitOnce(loaded, made);
      this.#desk.noteHead(made.isChanged ? loaded.state : made.state, made.rules);
      return { ...made, isPostponed: made.isChanged };
    } catch (error) {
      if (error instanceof StoreUnavailable) return error;
      throw error;
    }
  }

  async #commitOnce(loaded: Loaded | Examined, made: MadeTurn): Promise<CommittedTurn | Error> {
    const outcome = await this.#parts.store.commit({
      expected: loaded.head,
      before: loaded.state,
      after: made.state,
      message: made.message,
      ...('repairs' in loaded ? { repairs: loaded.repairs } : {}),
    });
    if (outcome.kind === 'conflict') return new Outrun('other writers were always faster');
    this.#commits.add(outcome.head);
    this.#parts.log.info(made.message.headline, { turn: made.state.meta.turn });
    this.#parts.onTurn?.(loaded.state, made.state);
    this.#desk.noteHead(made.state, made.rules);
    this.#desk.carryOut(made.state);
    // A repair only records; what is due then is done in a turn of its own.
    if ('repairs' in loaded) void this.submit(AFTER_REPAIR).catch(() => undefined);
    return { ...made, isPostponed: false };
  }

  async #decide(inputs: readonly Input[], mayBeCached: boolean): Promise<DecidedTurn> {
    const [policies, performing] = [this.#policies, this.#performing];
    const decided = await decideTurn(this.#parts, inputs, { policies, performing, mayBeCached });
    this.#isPolicyGone = decided.made.isPolicyGone ?? this.#isPolicyGone;
    return decided;
  }
}
