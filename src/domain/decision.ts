import type { Question } from './fact.ts';
import type { Detail } from './detail.ts';
import type { ReasonCode } from './reason.ts';
import type { State } from './state.ts';

/**
 * The structured answer to an input: a reason code and the values that its text in the catalogue
 * (`views/messages.ts`) is made with. Fronts never make up words of their own (invariant 14).
 */
export interface Answer {
  readonly kind: 'done' | 'refused' | 'told';
  readonly code: ReasonCode;
  readonly detail: Detail;
  /** What can be done next, as commands to paste, most likely first. */
  readonly next: readonly string[];
}

/** What `decide` says of one input. */
export type Decision =
  | { readonly kind: 'ask'; readonly questions: readonly Question[] }
  /** The input itself needs what could not be answered now: it is not decided, and has to be handed in again. */
  | { readonly kind: 'unanswered'; readonly question: Question }
  | {
      readonly kind: 'changed';
      readonly state: State;
      /** Null for inputs nobody waits on. */
      readonly answer: Answer | null;
      /** Headline of the commit and its `Release:` trailer, for people. */
      readonly headline: string;
      readonly concerns: readonly string[];
    }
  /** The state cannot be vouched for: nothing at all is decided or written. */
  | { readonly kind: 'stopped'; readonly code: 'state-behind-trace'; readonly why: string }
  /** Nothing changes: a query, a duplicate, or nothing to do. */
  | { readonly kind: 'unchanged'; readonly answer: Answer | null };
