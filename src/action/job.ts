import type { Answer } from '../domain/decision.ts';
import type { AttemptClaim } from '../domain/input.ts';
import type { Instant } from '../domain/instant.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import type { Engine } from '../engine/engine.ts';
import { renderAnswer } from '../views/answer.ts';
import type { StateStore } from '../store/store.ts';
import type { OutputName, ReadInput } from './contract.ts';

/** One stage of our step in a job, with everything it touches handed in. */
export interface Job {
  readonly read: ReadInput;
  readonly run: { readonly id: string; readonly url: string; readonly attempt: number };
  readonly workspace: string;
  readonly checkedOut: (folder: string) => Promise<string | null>;
  readonly open: (token: string) => { readonly engine: Engine; readonly store: StateStore };
  /** For ages in what is shown; decisions take GitHub's clock. */
  readonly now: () => Instant;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly tell: Telling;
}

/** How a step speaks to the job it is in. */
export interface Telling {
  output(name: OutputName, value: string): void;
  variable(name: string, value: string): void;
  /** Kept for the `post` stage. */
  save(name: string, value: string): void;
  saved(name: string): string;
  info(message: string): void;
  warn(message: string): void;
  /** Ends the step red with this text. */
  fail(message: string): void;
  summary(markdown: string): Promise<void>;
  /** Path of an empty file that the job's steps may write to. */
  file(name: string): Promise<string>;
  readFile(path: string): Promise<string>;
}

/** @returns what names the attempt for the engine. */
export function claimOf(input: SignalboxInput): AttemptClaim {
  const { app, release, activity, attempt, nonce } = input;
  return { app, release, activity, attempt, nonce };
}

/** The versioned result that scripts read. */
export function resultOf(answer: Answer, input: SignalboxInput | null): string {
  return JSON.stringify({
    version: 1,
    kind: answer.kind,
    reason: answer.code,
    detail: answer.detail,
    next: answer.next,
    ...(input ? { app: input.app, release: input.release, activity: input.activity } : {}),
  });
}

/** @returns the catalogue's text of an answer, for the log or for a summary. */
export function textOf(job: Job, answer: Answer, format: 'terminal' | 'markdown'): string {
  return renderAnswer(answer, { format, now: job.now() });
}
