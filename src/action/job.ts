import type { Answer } from '../domain/decision.ts';
import type { ConfigProblem } from '../domain/fact.ts';
import type { AttemptClaim } from '../domain/input.ts';
import type { Instant } from '../domain/instant.ts';
import type { SignalboxInput } from '../domain/signalbox-input.ts';
import type { EngineLog, EngineParts } from '../engine/engine.ts';
import type { PushNews } from '../facts/facts.ts';
import type { Workplace } from '../intake/workplace.ts';
import type { OutputName, ReadInput } from './contract.ts';
import type { Sender } from './event.ts';
import type { RememberingFacts } from './policy-seen.ts';

/** How long a job tries again what GitHub does not answer; milliseconds (invariant 2). */
export const JOB_PATIENCE = 600_000;

/** One stage of our step in a job, with everything it touches handed in. */
export interface Job {
  readonly read: ReadInput;
  readonly run: { readonly id: string; readonly url: string; readonly attempt: number };
  /** What started the workflow. */
  readonly event: { readonly name: string; readonly payload: unknown };
  /** Like `acme/shop`. */
  readonly repository: string;
  /** The workflow that was started, as GITHUB_WORKFLOW_REF names it; empty where nobody says. */
  readonly workflow: string;
  /** The Action as the workflow names it, like `acme/signalbox@v1`. */
  readonly action: string;
  readonly workspace: string;
  readonly checkedOut: (folder: string) => Promise<string | null>;
  readonly open: (token: string, options?: OpenOptions) => Opened;
  /** For ages in what is shown; decisions take GitHub's clock. */
  readonly now: () => Instant;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Between 0 and 1, for jitter. */
  readonly random: () => number;
  readonly log: EngineLog;
  readonly tell: Telling;
}

export interface OpenOptions {
  readonly onTurn?: NonNullable<EngineParts['onTurn']>;
  /** That a turn follows: state and policy are asked for at once, in one request, while the rest is made ready. */
  readonly readsAhead?: boolean;
  /** The release that the job reports on, and that may come to its end with it. */
  readonly ending?: { readonly app: string; readonly number: number };
  /** What GitHub told of the push that started the job. */
  readonly news?: PushNews;
}

/** The repository as this job may work on it. */
export interface Opened extends Workplace {
  readonly facts: RememberingFacts;
  /** Permissions that GitHub has missed so far, like `statuses: write`. */
  readonly missing: ReadonlySet<string>;
  /** When this run was created, which may be long before a runner had time for it, and who started it last. */
  readonly started: () => Promise<{ readonly at: Instant; readonly by: Sender | null }>;
}

/** How a step speaks to the job it is in. */
export interface Telling {
  output(name: OutputName, value: string): void;
  variable(name: string, value: string): void;
  /** Kept for the `post` stage. */
  save(name: string, value: string): void;
  saved(name: string): string;
  info(message: string): void;
  notice(message: string): void;
  warn(message: string): void;
  /** Shown at the line of the file, without turning the step red. */
  annotate(problem: ConfigProblem): void;
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
export function resultOf(answer: Answer, about: SignalboxInput | null | readonly ReleaseResult[]): string {
  return JSON.stringify({
    version: 1,
    kind: answer.kind,
    reason: answer.code,
    detail: answer.detail,
    next: answer.next,
    ...(about === null ? {} : aboutOf(about)),
  });
}

/** One release that the job worked on. */
export interface ReleaseResult {
  /** As people spell it: `v12`, `web@v12`. */
  readonly name: string;
  readonly app: string;
  readonly release: number;
  readonly status: string;
}

function aboutOf(about: SignalboxInput | readonly ReleaseResult[]): object {
  if (isList(about)) return { releases: about };
  return { app: about.app, release: about.release, activity: about.activity };
}

function isList(about: SignalboxInput | readonly ReleaseResult[]): about is readonly ReleaseResult[] {
  return Array.isArray(about);
}

/** @returns the catalogue's text of an answer, for the log or for a summary. */
export async function textOf(job: Job, answer: Answer, format: 'terminal' | 'markdown'): Promise<string> {
  const { renderAnswer } = await import(/* webpackChunkName: "rest" */ '../views/answer.ts');
  return renderAnswer(answer, { format, now: job.now() });
}
