import type { Answer } from '../domain/decision.ts';
import type { Completion } from '../domain/effect.ts';
import { releaseKey } from '../domain/release.ts';
import type { Input } from '../domain/input.ts';
import { effectsOfTurn } from '../domain/outbox.ts';
import type { Policy } from '../domain/policy.ts';
import type { State } from '../domain/state.ts';
import type { Loaded } from '../store/store.ts';
import { PolicyCache, TurnFacts } from './answer-facts.ts';
import type { Engine, EngineParts } from './engine.ts';
import { EngineUnavailable } from './engine.ts';
import type { MadeTurn } from './make-turn.ts';
import { makeTurn } from './make-turn.ts';
import { perform } from './perform.ts';
import { replyAtOnce } from './reply-at-once.ts';

/** Inputs that share a commit, at most. */
const BATCH = 50;
const BACKOFF_FIRST = 100;
const BACKOFF_MAX = 5_000;
const COMMITS_KNOWN = 200;

interface Waiting {
  readonly input: Input;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: unknown) => void;
}

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
  readonly #policies = new PolicyCache();
  readonly #commits: string[] = [];
  #queue: Waiting[] = [];
  #completions: Completion[] = [];
  #latest: { state: State; policy: Policy | null } | null = null;
  #isTurning = false;
  #performing = 0;
  #flush: Promise<void> | null = null;
  #settlers: (() => void)[] = [];

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  submit(input: Input): Promise<Answer | null> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ input, resolve, reject });
      void this.#turnWhileNeeded();
    });
  }

  settled(): Promise<void> {
    if (this.#isIdle()) return Promise.resolve();
    return new Promise((resolve) => this.#settlers.push(resolve));
  }

  knows(commit: string): boolean {
    return this.#commits.includes(commit);
  }

  #isIdle(): boolean {
    const nothingWaits = this.#queue.length === 0 && this.#completions.length === 0;
    return nothingWaits && !this.#isTurning && this.#performing === 0;
  }

  #announce(): void {
    if (!this.#isIdle()) return;
    for (const settle of this.#settlers.splice(0)) settle();
  }

  async #turnWhileNeeded(): Promise<void> {
    if (this.#isTurning) return;
    this.#isTurning = true;
    try {
      while (this.#queue.length > 0) await this.#turn(this.#queue.splice(0, BATCH));
    } finally {
      this.#isTurning = false;
      this.#announce();
    }
  }

  /** One turn for a batch; a batch that cannot be committed is tried again one by one (invariant 12). */
  async #turn(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#turnOnce(batch);
    } catch (error) {
      if (batch.length === 1) return batch[0]?.reject(unavailable(error));
      this.#parts.log.warn('a batch could not be committed; its inputs are tried one by one', {
        inputs: batch.length,
        error: String(error),
      });
      for (const one of batch) await this.#turn([one]);
    }
  }

  async #turnOnce(batch: readonly Waiting[]): Promise<void> {
    const done = this.#completions.splice(0);
    const inputs = [...completionInputs(done), ...batch.map((each) => each.input)];
    try {
      const made = await this.#commit(inputs);
      if (made.isPostponed) this.#completions.unshift(...done);
      const answers = made.answers.slice(inputs.length - batch.length);
      batch.forEach((each, index) => this.#answer(each, answers[index] ?? null, made));
      if (made.isPostponed) this.#flushSoon();
    } catch (error) {
      this.#completions.unshift(...done);
      throw error;
    }
  }

  #answer(waiting: Waiting, answer: Answer | null, made: MadeTurn): void {
    waiting.resolve(answer);
    const reply = replyAtOnce(waiting.input, answer, made);
    if (reply) this.#carryOut(() => this.#parts.reporter.show(reply.effect, reply.head, true));
  }

  /** Reads, decides and commits until the head did not move in between (invariant 2). */
  async #commit(inputs: readonly Input[]): Promise<CommittedTurn> {
    let waited = 0;
    for (let tries = 0; ; tries += 1) {
      const made = await this.#tryCommit(inputs, tries === 0);
      if (made) return made;
      const pause = Math.min(BACKOFF_MAX, BACKOFF_FIRST * 2 ** tries) * (0.5 + this.#parts.random());
      waited += pause;
      if (waited > this.#parts.patience) throw new EngineUnavailable('other writers were always faster');
      await this.#parts.wait(pause);
    }
  }

  async #tryCommit(inputs: readonly Input[], mayBeCached: boolean): Promise<CommittedTurn | null> {
    const { loaded, made } = await this.#decide(inputs, mayBeCached);
    // News of effects does not deserve a commit of its own while other inputs come in; `flush` sees to it.
    const isPostponed = made.isOnlyCompletions && inputs.some((each) => each.kind !== 'performed');
    if (!made.isChanged || isPostponed) {
      this.#note(made.isChanged ? loaded.state : made.state, made);
      return { ...made, isPostponed: made.isChanged };
    }
    const outcome = await this.#parts.store.commit({
      expected: loaded.head,
      before: loaded.state,
      after: made.state,
      message: made.message,
    });
    if (outcome.kind === 'conflict') return null;
    this.#commits.push(outcome.head);
    if (this.#commits.length > COMMITS_KNOWN) this.#commits.shift();
    this.#parts.log.info(made.message.headline, { turn: made.state.meta.turn });
    this.#note(made.state, made);
    this.#perform(made);
    return { ...made, isPostponed: false };
  }

  async #decide(inputs: readonly Input[], mayBeCached: boolean): Promise<{ loaded: Loaded; made: MadeTurn }> {
    const { store, front, nonce, log } = this.#parts;
    const facts = new TurnFacts(this.#parts.facts, this.#policies);
    let cached = mayBeCached;
    for (;;) {
      const loaded = await store.load({ want: facts.wanted, mayBeCached: cached });
      for (const { app, number } of facts.wanted) {
        if (!loaded.state.releases[releaseKey(app, number)]) facts.noteAbsent(app, number);
      }
      const made = await makeTurn({ loaded, inputs, facts, front, nonce, log });
      if (made === 'reload') continue;
      if (!(loaded.cached && made.needsFresh)) return { loaded, made };
      cached = false;
    }
  }

  #note(state: State, made: MadeTurn): void {
    const policy = made.policy?.status === 'ok' ? made.policy.policy : (this.#latest?.policy ?? null);
    this.#latest = { state, policy };
  }

  #perform(made: MadeTurn): void {
    const head = () => this.#latest ?? { state: made.state, policy: null };
    for (const owed of effectsOfTurn(made.state, made.state.meta.turn)) {
      this.#carryOut(async () => {
        this.#completions.push(await perform(this.#parts, owed, head));
      });
    }
  }

  #carryOut(effect: () => Promise<unknown>): void {
    this.#performing += 1;
    void effect()
      .catch((error: unknown) => this.#parts.log.warn('not shown', { error: String(error) }))
      .finally(() => {
        this.#performing -= 1;
        if (this.#performing === 0) this.#flushSoon();
        this.#announce();
      });
  }

  /** Completions ride in the next turn's commit; when none comes for a while they get one of their own. */
  #flushSoon(): void {
    if (this.#completions.length === 0 || this.#flush) return;
    this.#flush = this.#parts.wait(this.#parts.flushAfter).then(async () => {
      this.#flush = null;
      if (this.#completions.length === 0 || this.#queue.length > 0) return;
      const completions = this.#completions.splice(0);
      const input: Input = { kind: 'performed', id: 'performed', completions };
      await this.submit(input).catch((error: unknown) => {
        this.#completions.unshift(...completions);
        this.#parts.log.warn('what was carried out could not be recorded yet', { error: String(error) });
      });
    });
  }
}

function completionInputs(completions: readonly Completion[]): Input[] {
  return completions.length === 0 ? [] : [{ kind: 'performed', id: 'performed', completions }];
}

function unavailable(error: unknown): EngineUnavailable {
  if (error instanceof EngineUnavailable) return error;
  return new EngineUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
}
