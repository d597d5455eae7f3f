import type { Answer } from '../domain/decision.ts';
import type { Input } from '../domain/input.ts';
import type { Patience } from './patience.ts';

/** An input that somebody has handed in and waits for. */
export interface Waiting {
  readonly input: Input;
  /** For what GitHub must say before it can be decided. */
  readonly patience: Patience;
  readonly resolve: (answer: Answer | null) => void;
  readonly reject: (error: unknown) => void;
}
