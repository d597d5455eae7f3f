import type { Actor } from './actor.ts';
import type { RunState } from './input.ts';
import type { Policy } from './policy.ts';
import type { AppName, ReleaseNumber, Sha } from './names.ts';
import type { Release } from './release.ts';
import type { RepairPlan } from './repair.ts';
import type { Access } from './role.ts';
import type { Trace } from './traces.ts';

/** Everything that the domain may want to know from outside, each with the answer it gets. */
export interface FactAnswers {
  /** The default branch's policy. */
  policy: { question: object; answer: PolicyAnswer };
  /** What the policy was in a commit of the default branch; null: it is gone, or cannot be read any more. */
  lastPolicy: { question: { sha: Sha }; answer: LastPolicy | null };
  /** A record of the state branch that is not loaded because it is final. */
  release: { question: { app: AppName; number: ReleaseNumber }; answer: Release | null };
  commit: { question: { sha: Sha }; answer: CommitFact | null };
  /** The commit that this one was put on, of a merge the one on its branch; null: it is the first, or there is none. */
  parent: { question: { sha: Sha }; answer: Sha | null };
  /** A branch, tag or (short) commit id as a person wrote it. */
  ref: { question: { ref: string }; answer: { sha: Sha; ref: string | null } | null };
  /** How `head` stands to `base` in history. */
  ancestry: { question: { base: Sha; head: Sha }; answer: Ancestry };
  /** Files that differ between two commits; `base` null: all files of `head`. */
  files: { question: { base: Sha | null; head: Sha }; answer: readonly string[] };
  /** Full names of branches and tags among `refs` that contain the commit. */
  containing: { question: { sha: Sha; refs: readonly string[] }; answer: readonly string[] };
  /** Branches and tags, full names, that match any of these globs over short names. */
  refs: {
    question: { push: readonly string[]; tag: readonly string[] };
    answer: readonly { ref: string; sha: Sha }[];
  };
  /** Numbers of merged pull requests whose commits lie in `base..head`, newest first; at most ten. */
  pulls: { question: { base: Sha | null; head: Sha }; answer: readonly number[] };
  /** Newest check of each name and app on the commit, statuses and check runs together. */
  checks: { question: { sha: Sha }; answer: ChecksAnswer };
  /** Releases that GitHub shows deployments of by Signalbox, of late. */
  traces: { question: object; answer: readonly Trace[] };
  /** What an examination of the state branch found; known only where one was made. */
  repair: { question: object; answer: RepairPlan };
  access: { question: { actor: Actor; teams: readonly string[] }; answer: Access };
  /** A run by id; null: GitHub does not know it. */
  run: { question: { id: string }; answer: RunState | null };
  /** A run that we dispatched, by the nonce in its title; null: not listed (yet). */
  runByNonce: { question: { nonce: string; since: string }; answer: RunState | null };
}

export type FactKind = keyof FactAnswers;

/** One question, as a value that the engine can answer. */
export type Question = {
  [K in FactKind]: { readonly kind: K } & Readonly<FactAnswers[K]['question']>;
}[FactKind];

export type AnswerTo<K extends FactKind> = FactAnswers[K]['answer'];

export type Ancestry = 'identical' | 'ahead' | 'behind' | 'diverged' | 'unknown';

export interface CommitFact {
  readonly sha: Sha;
  /** First line of the message: somebody else's text, to be escaped wherever it is shown. */
  readonly subject: string;
  readonly author: string;
}

export type PolicyAnswer =
  | { readonly status: 'ok'; readonly policy: Policy }
  /** Neither a config file nor a `deploy.yml` that opts in. */
  | { readonly status: 'absent'; readonly sha: Sha }
  | { readonly status: 'invalid'; readonly sha: Sha; readonly errors: readonly ConfigProblem[] };

export interface LastPolicy {
  readonly policy: Policy;
  /** File names of the default branch's workflows that could be started as they are now: with our input, step and all. */
  readonly startable: readonly string[];
}

export interface ConfigProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `unreadable`: not all pages could be had; the gate stays shut (attack A14). */
export type ChecksAnswer =
  | { readonly status: 'ok'; readonly checks: readonly CheckFact[] }
  | { readonly status: 'unreadable'; readonly message: string };

export interface CheckFact {
  readonly name: string;
  /** Slug of the GitHub App that reported it; null for a commit status. */
  readonly app: string | null;
  readonly state: 'success' | 'pending' | 'failure';
  readonly url: string | null;
  /** Workflow run that the check belongs to, where GitHub says so: our own runs are left out. */
  readonly run: string | null;
}

/** @returns a text that is equal for equal questions. */
export function questionKey(question: Question): string {
  return JSON.stringify(question, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** Stands among the answers for one that could not be had now. */
export const UNANSWERED: unique symbol = Symbol('unanswered');

/** Answers so far. `need` hands out an answer or notes the question, so that a decision asks for all at once. */
export class Facts {
  readonly #answers: ReadonlyMap<string, unknown>;

  constructor(answers: ReadonlyMap<string, unknown> = new Map()) {
    this.#answers = answers;
  }

  /**
   * @returns the answer to one question.
   * @throws {MissingFacts} when it was not asked yet; `decide` turns that into an `ask`.
   * @throws {FactUnanswered} when nobody could say.
   */
  need<K extends FactKind>(kind: K, question: FactAnswers[K]['question']): AnswerTo<K> {
    const asked = { kind, ...question } as unknown as Question;
    const key = questionKey(asked);
    if (!this.#answers.has(key)) throw new MissingFacts([asked]);
    if (this.#answers.get(key) === UNANSWERED) throw new FactUnanswered(asked);
    return this.#answers.get(key) as AnswerTo<K>;
  }

  /** Whether the question was answered already, in this turn. */
  has<K extends FactKind>(kind: K, question: FactAnswers[K]['question']): boolean {
    const key = questionKey({ kind, ...question } as unknown as Question);
    return this.#answers.has(key) && this.#answers.get(key) !== UNANSWERED;
  }

  /**
   * Runs independent looks and gathers what each of them misses, so that one round trip answers them all.
   * @throws {MissingFacts} naming every question that is open.
   */
  all<T>(looks: readonly (() => T)[]): T[] {
    const missing: Question[] = [];
    const found = looks.map((look) => {
      try {
        return look();
      } catch (error) {
        if (!(error instanceof MissingFacts)) throw error;
        missing.push(...error.questions);
        return undefined;
      }
    });
    if (missing.length > 0) throw new MissingFacts(missing);
    return found as T[];
  }
}

/** Control flow inside `decide`: some questions must be answered first. Never leaves the domain. */
export class MissingFacts extends Error {
  readonly questions: readonly Question[];

  constructor(questions: readonly Question[]) {
    super('questions are open');
    this.questions = questions;
  }
}

/**
 * Control flow inside `decide`: this was asked, and could not be answered now. What can do without it, or can wait for
 * it, catches it (`unanswered.ts`); an input that needs it for itself is not decided.
 */
export class FactUnanswered extends Error {
  readonly question: Question;

  constructor(question: Question) {
    super(`nobody could say: ${question.kind}`);
    this.question = question;
  }
}
