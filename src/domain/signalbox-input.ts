import type { Accomplished } from './effect.ts';
import type { JsonObject } from './json.ts';

/** What a job finds in its `signalbox` input, as JSON text (design, section 6). */
export interface SignalboxInput {
  readonly version: 1;
  readonly app: string;
  readonly release: number;
  /** Run name, with the nonce in brackets at its end. */
  readonly title: string;
  readonly nonce: string;
  /** Turn of the state branch that the job must at least see. */
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
  readonly inputs: JsonObject;
  /** Outputs of earlier tasks and deploys of this release. */
  readonly outputs: {
    readonly tasks: Readonly<Record<string, JsonObject>>;
    readonly deploys: Readonly<Record<string, JsonObject>>;
  };
  readonly vars: Readonly<Record<string, string>>;
  readonly url: string | null;
  /** State branch, so that the step finds it without configuration. */
  readonly branch: string;
  /**
   * What came of effects and no commit holds yet: the claim takes it along, so that a process that ends here needs no
   * commit for it (invariant 3).
   */
  readonly performed?: readonly Accomplished[];
}
