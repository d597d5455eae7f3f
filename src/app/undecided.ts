import type { Input } from '../domain/input.ts';
import { EngineUnavailable } from '../engine/engine.ts';
import { FactsUnavailable } from '../facts/facts.ts';
import { GitHubLimited, GitHubUnavailable } from '../github/client.ts';
import type { Workplace } from '../intake/workplace.ts';
import { refusalOf } from '../store/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';

/** Of one repository; sweeps find what is beyond. */
const KEPT = 100;
/** An hour of ticks. What fails for that long does not fail for GitHub's weather. */
const TRIES = 120;

/** How an input is handed in where it belongs. */
export type HandIn = (workplace: Workplace) => Promise<unknown>;

interface Kept {
  readonly input: Input;
  readonly handIn: HandIn;
  readonly tries: number;
}

/** What a sweep finds for certain, so that it makes room for what it may not find. */
const FOUND_BY_SWEEPS: readonly Input['kind'][] = ['checks', 'tick', 'run'];

/** Inputs of one repository that GitHub's trouble kept from being decided, for as long as this process lives. */
export class Undecided {
  /** By input id, oldest first. */
  readonly #all = new Map<string, Kept>();

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  /**
   * An input was not decided. One that was refused (an unreadable state, a missing permission) is not kept: whoever was
   * told so does not expect it to be carried out hours later, when somebody mends that.
   */
  note(input: Input, handIn: HandIn, error: unknown): void {
    const tries = (this.#all.get(input.id)?.tries ?? 0) + (isLimited(error) ? 0 : 1);
    this.#all.delete(input.id);
    if (!isPassing(error) || tries > TRIES) return;
    this.#all.set(input.id, { input, handIn, tries });
    if (this.#all.size > KEPT) this.#all.delete(this.#leastMissed());
  }

  /**
   * Hands all of them in again, at once.
   * @param enter leads to where they belong.
   * @throws what kept one of them from being decided; it is kept for another time.
   */
  async tryAgain(enter: () => Promise<Workplace>): Promise<void> {
    const tries = [...this.#all.values()].map((kept) => this.#submit(kept, enter));
    const failed = (await Promise.allSettled(tries)).find((each) => each.status === 'rejected');
    if (failed) throw failed.reason as unknown;
  }

  async #submit({ input, handIn }: Kept, enter: () => Promise<Workplace>): Promise<void> {
    try {
      await handIn(await enter());
      this.#all.delete(input.id);
    } catch (error) {
      this.note(input, handIn, error);
      throw error;
    }
  }

  #leastMissed(): string {
    const all = [...this.#all.values()].map(({ input }) => input);
    return (all.find(({ kind }) => FOUND_BY_SWEEPS.includes(kind)) ?? all[0])?.id ?? '';
  }
}

/** @returns whether it is GitHub's trouble, or of the way there, so that what could not be done may be done later. */
export function isPassing(error: unknown): boolean {
  if (error instanceof GitHubUnavailable || error instanceof GitHubLimited) return true;
  return error instanceof EngineUnavailable && refusalOf(error) === null;
}

/** GitHub's limits hold for an hour, and a wait that it names says nothing about the input. */
function isLimited(error: unknown): boolean {
  if (error instanceof GitHubLimited) return true;
  const cause = error instanceof EngineUnavailable ? error.cause : error;
  const isPort = cause instanceof StoreUnavailable || cause instanceof FactsUnavailable;
  return isPort && cause.retryAfter > 0;
}
