import type { RunState } from '../domain/input.ts';
import type { Seconds } from '../domain/instant.ts';
import type { DispatchOrder } from '../domain/dispatch-order.ts';

/**
 * Starts the work of one attempt somewhere and stops it. A runner never repeats a start by itself: only the engine
 * knows whether repeating is safe (invariant 4).
 */
export interface Runner {
  start(order: DispatchOrder): Promise<StartOutcome>;
  /**
   * Looks for the run of a nonce without trusting any filter; null: not listed (yet).
   * @throws {RunnerUnavailable}
   */
  find(
    order: Pick<DispatchOrder, 'nonce' | 'workflow'> & { readonly since: string },
  ): Promise<RunState | null>;
  /**
   * Asks for the run to be cancelled; `gone`: it is completed or unknown.
   * @throws {RunnerUnavailable}
   */
  cancel(run: string): Promise<'requested' | 'gone'>;
}

export type StartOutcome =
  /** Definitely started; `run` null where GitHub does not say which. */
  | { readonly kind: 'started'; readonly run: { readonly id: string; readonly url: string } | null }
  /** Definitely not started, and it will not get better by itself. */
  | { readonly kind: 'refused'; readonly message: string }
  /**
   * Definitely not started; later it may work (rate limit, outage before the effect), or with other credentials: `lacks`
   * is the permission that these have not, `retryAfter` how long GitHub's limits want it kept back.
   */
  | {
      readonly kind: 'not-now';
      readonly message: string;
      readonly lacks?: string;
      readonly retryAfter?: Seconds;
    }
  /** Nobody knows. */
  | { readonly kind: 'ambiguous'; readonly message: string };

/** The runner could not be asked, or did not answer clearly. `start` never throws it: it answers `ambiguous`. */
export class RunnerUnavailable extends Error {
  override readonly name = 'RunnerUnavailable';
  /** The permission that these credentials lack, where that is why. */
  readonly lacks: string | null;

  constructor(message: string, { lacks = null, ...options }: ErrorOptions & { lacks?: string | null } = {}) {
    super(message, options);
    this.lacks = lacks;
  }
}
