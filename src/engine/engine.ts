import type { Answer } from '../domain/decision.ts';
import type { Input } from '../domain/input.ts';
import type { Performer } from '../domain/policy.ts';
import type { State } from '../domain/state.ts';
import type { FactSource } from '../facts/facts.ts';
import type { Reporter } from '../reporter/reporter.ts';
import type { Runner } from '../runner/runner.ts';
import type { StateStore } from '../store/store.ts';
import type { PolicyCache } from './answer-facts.ts';

/** What one repository's engine is made of. Only a front's `main.ts` chooses the adapters. */
export interface EngineParts {
  readonly store: StateStore;
  readonly facts: FactSource;
  readonly runner: Runner;
  readonly reporter: Reporter;
  /** Which front this is: it carries out effects only when the state branch names it as performer. */
  readonly front: Performer;
  /** Policies that were read, where several engines of one repository share them; without it the engine has its own. */
  readonly policies?: PolicyCache;
  /** A new unguessable name for an attempt. */
  readonly nonce: () => string;
  /** Waits that many milliseconds; tests hand in their own. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
  readonly log: EngineLog;
  /** How long finished effects wait for another turn to ride in before they get one of their own; milliseconds. */
  readonly flushAfter: number;
  /**
   * Whether this process ends before its next turn, as a job does. What came of effects then goes along with the run that
   * is dispatched after them, and has a commit of its own only where there is none.
   */
  readonly isBrief?: boolean;
  /**
   * How long what is most likely an echo (the end of a run that has reported, a check that nobody waits for) waits for
   * company; milliseconds. Without it, not at all.
   */
  readonly lingerFor?: number;
  /** How long a turn is tried again while other writers are faster; milliseconds. */
  readonly patience: number;
  /** Told of each turn that this engine committed: a front may want to say what came of an input nobody answers. */
  readonly onTurn?: (before: State, after: State) => void;
}

export interface EngineLog {
  debug(message: string, detail?: object): void;
  info(message: string, detail?: object): void;
  warn(message: string, detail?: object): void;
  error(message: string, detail?: object): void;
}

/** The engine of one repository: inputs in, answers out; one at a time, waiting inputs share a commit. */
export interface Engine {
  /**
   * Queues an input. The answer comes after the commit that holds its outcome, never before.
   * @throws {EngineUnavailable} when it could not be decided in time; the same input may be submitted again.
   */
  submit(input: Input): Promise<Answer | null>;
  /** Resolves when nothing is queued and every effect of this engine's own turns is carried out and recorded. */
  settled(): Promise<void>;
  /** Whether this engine made the commit of the state branch itself, so that nobody else moved it. */
  knows(commit: string): boolean;
  /**
   * Whether this front carries out what is owed here, as of the last turn. Before the first one it waits until that has
   * read the branch, so that something must have been submitted; where it cannot, nobody knows, and the answer is yes.
   */
  performs(): Promise<boolean>;
  /** Whether there was a policy here and the default branch has none any more, as of the last turn that looked. */
  isPolicyGone(): boolean;
}

/** Nothing was decided (GitHub away, endless conflicts); saying it again is safe. */
export class EngineUnavailable extends Error {
  override readonly name = 'EngineUnavailable';
}
