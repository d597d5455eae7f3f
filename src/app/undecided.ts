import type { Input } from '../domain/input.ts';
import type { Engine } from '../engine/engine.ts';
import { EngineUnavailable } from '../engine/engine.ts';
import { FactsUnavailable } from '../facts/facts.ts';
import { refusalOf } from '../store/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';

/** Of one repository; sweeps find what is beyond. */
const KEPT = 100;
/** An hour of ticks. What fails for that long does not fail for GitHub's weather. */
const TRIES = 120;

/** Inputs of one repository that GitHub's trouble kept from being decided, for as long as this process lives. */
export class Undecided {
  /** By input id, oldest first. */
  readonly #all = new Map<string, { readonly input: Input; readonly tries: number }>();

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  /**
   * An input was not decided. One that was refused (an unreadable state, a missing permission) is not kept: whoever was
   * told so does not expect it to be carried out hours later, when somebody mends that.
   */
  note(input: Input, error: unknown): void {
    const tries = (this.#all.get(input.id)?.tries ?? 0) + (isLimited(error) ? 0 : 1);
    this.#all.delete(input.id);
    if (!(error instanceof EngineUnavailable) || refusalOf(error) !== null || tries > TRIES) return;
    this.#all.set(input.id, { input, tries });
    for (const oldest of [...this.#all.keys()].slice(0, -KEPT)) this.#all.delete(oldest);
  }

  /**
   * Hands all of them in again, at once.
   * @throws what kept one of them from being decided; it is kept for another time.
   */
  async tryAgain(engine: Engine): Promise<void> {
    const tries = [...this.#all.values()].map(({ input }) => this.#submit(engine, input));
    const failed = (await Promise.allSettled(tries)).find((each) => each.status === 'rejected');
    if (failed) throw failed.reason as unknown;
  }

  async #submit(engine: Engine, input: Input): Promise<void> {
    try {
      await engine.submit(input);
      this.#all.delete(input.id);
    } catch (error) {
      this.note(input, error);
      throw error;
    }
  }
}

/** GitHub's limits hold for an hour, and a wait that it names says nothing about the input. */
function isLimited(error: unknown): boolean {
  const cause = error instanceof EngineUnavailable ? error.cause : error;
  const isPort = cause instanceof StoreUnavailable || cause instanceof FactsUnavailable;
  return isPort && cause.retryAfter > 0;
}
