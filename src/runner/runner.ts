import type { RunState } from '../domain/input.ts';
import type { Json } from '../domain/json.ts';

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

export interface DispatchOrder {
  readonly workflow: string;
  readonly nonce: string;
  /** The value of the workflow's one input, before it is turned into JSON text. */
  readonly input: SignalboxInput;
}

/** What a job finds in its `signalbox` input (design, section 6). */
export interface SignalboxInput {
  readonly version: 1;
  readonly app: string;
  readonly release: number;
  /** Run name, with the nonce in it. */
  readonly title: string;
  readonly nonce: string;
  readonly turn: number;
  readonly operation: 'task' | 'deploy';
  /** Environment with attributes; null for a task. */
  readonly environment: {
    readonly name: string;
    readonly attributes: Readonly<Record<string, string>>;
  } | null;
  readonly sha: string;
  readonly ref: string;
  readonly activity: string;
  readonly attempt: number;
  readonly inputs: Readonly<Record<string, Json>>;
  /** Outputs of earlier tasks and deploys of this release. */
  readonly outputs: {
    readonly tasks: Readonly<Record<string, Json>>;
    readonly deploys: Readonly<Record<string, Json>>;
  };
  readonly vars: Readonly<Record<string, string>>;
  readonly url: string | null;
  /** State branch, so that the step finds it without configuration. */
  readonly branch: string;
}

export type StartOutcome =
  /** Definitely started; `run` null where GitHub does not say which. */
  | { readonly kind: 'started'; readonly run: { readonly id: string; readonly url: string } | null }
  /** Definitely not started, and it will not get better by itself. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Definitely not started; later it may work (rate limit, outage before the effect). */
  | { readonly kind: 'not-now'; readonly message: string }
  /** Nobody knows. */
  | { readonly kind: 'ambiguous'; readonly message: string };

/** The runner could not be asked, or did not answer clearly. `start` never throws it: it answers `ambiguous`. */
export class RunnerUnavailable extends Error {
  override readonly name = 'RunnerUnavailable';
}
