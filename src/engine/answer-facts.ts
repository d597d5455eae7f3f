import { readPolicy } from '../config/read-policy.ts';
import { startableWorkflows } from '../config/startable.ts';
import type { LastPolicy, PolicyAnswer, Question } from '../domain/fact.ts';
import { questionKey, UNANSWERED } from '../domain/fact.ts';
import { branchRef } from '../domain/git-ref.ts';
import type { PushInput } from '../domain/input.ts';
import type { AppName, ReleaseNumber, Sha } from '../domain/names.ts';
import type { Policy } from '../domain/policy.ts';
import type { Examined } from '../store/store.ts';
import type { FactSource, PolicySource } from '../facts/facts.ts';
import { FactsUnavailable } from '../facts/facts.ts';
import type { EngineLog } from './engine.ts';
import { Patience, patiently } from './patience.ts';

/** How long a question is asked again within a turn, which holds up whoever else is in it; milliseconds. */
const WITHIN_TURN = 2_000;

export interface TurnFactsOptions {
  readonly source: FactSource;
  /** What GitHub has told of, so that what it answers can be older. */
  readonly pushes?: readonly PushInput[];
  readonly policies: PolicyCache;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
  readonly log: EngineLog;
}

/**
 * Answers of one turn. They are of the moment: a turn that is decided again asks again. What GitHub does not answer in a
 * few tries stays open in this turn: what can do without goes on.
 */
export class TurnFacts {
  readonly answers = new Map<string, unknown>();
  /** Final releases that the domain wants to see; they are read with the state. */
  readonly wanted: { app: AppName; number: ReleaseNumber }[] = [];
  readonly #options: TurnFactsOptions;
  readonly #unanswered = new Map<string, FactsUnavailable>();
  #expected: Promise<PolicySource> | null = null;

  constructor(options: TurnFactsOptions) {
    this.#options = options;
  }

  /**
   * Begins to ask for the policy, which nearly every decision needs: asked in the same breath as the state it costs no
   * request of its own. Whether it could be had matters only to who asks for it.
   */
  expectPolicy(): void {
    this.#policySource().catch(() => undefined);
  }

  /**
   * Answers questions, all at once.
   * @returns whether the state has to be read again, because a record is wanted that was not loaded.
   */
  async answer(questions: readonly Question[]): Promise<boolean> {
    const outcomes = await Promise.all(questions.map((question) => this.#answerOne(question)));
    return outcomes.includes('reload');
  }

  /** The branch was examined instead of read. */
  noteExamined({ steps }: Examined): void {
    this.answers.set(questionKey({ kind: 'repair' }), { steps });
  }

  /** @returns why a question was not answered. */
  whyNot(question: Question): FactsUnavailable {
    const why = this.#unanswered.get(questionKey(question));
    if (why === undefined) throw new Error(`${question.kind} was answered`);
    return why;
  }

  /** A wanted record that is not there after reading does not exist. */
  noteAbsent(app: AppName, number: ReleaseNumber): void {
    this.answers.set(questionKey({ kind: 'release', app, number }), null);
  }

  async #answerOne(question: Question): Promise<'answered' | 'reload'> {
    if (question.kind === 'release') {
      this.wanted.push({ app: question.app, number: question.number });
      return 'reload';
    }
    const key = questionKey(question);
    try {
      this.answers.set(key, await this.#asked(question));
    } catch (error) {
      if (!(error instanceof FactsUnavailable)) throw error;
      this.answers.set(key, UNANSWERED);
      this.#unanswered.set(key, error);
      const { log } = this.#options;
      log.warn('GitHub did not answer; what needs it waits', {
        question: question.kind,
        error: String(error),
      });
    }
    return 'answered';
  }

  /** @throws {FactsUnavailable} after a few tries. */
  #asked(question: SourceQuestion): Promise<unknown> {
    const { random, wait } = this.#options;
    const passes = (error: unknown): boolean => error instanceof FactsUnavailable;
    return patiently(() => this.#ask(question), passes, { limit: WITHIN_TURN, random, wait });
  }

  async #ask(question: SourceQuestion): Promise<unknown> {
    const { source, policies } = this.#options;
    switch (question.kind) {
      case 'policy':
        return policies.read(await this.#newestPolicy());
      case 'lastPolicy':
        return await this.#lastPolicy(question.sha);
      case 'repair':
        throw new Error('only an examined branch can be repaired');
      default: {
        const { kind, ...rest } = question;
        return await source.answer(kind, rest);
      }
    }
  }

  /**
   * GitHub may tell of a push before it answers for it, and a release keeps the process that it was born with. What still
   * stands on the commit before is asked anew; if it stays there, somebody has moved the branch back.
   */
  async #newestPolicy(): Promise<PolicySource> {
    const { random, wait } = this.#options;
    const patience = new Patience({ limit: WITHIN_TURN, random });
    for (;;) {
      const source = await this.#policySource();
      const pause = this.#isOlderThanNews(source) ? patience.next(null) : null;
      if (pause === null) return source;
      this.#expected = null;
      await wait(pause);
    }
  }

  #isOlderThanNews({ sha, defaultBranch }: PolicySource): boolean {
    const { pushes = [] } = this.#options;
    const here = pushes.filter(({ ref }) => ref === branchRef(defaultBranch));
    return here.some(({ before }) => before === sha) && !here.some((each) => each.sha === sha);
  }

  /** One moment for all questions of a turn; what came to nothing is asked anew. */
  #policySource(): Promise<PolicySource> {
    const asked = (this.#expected ??= this.#options.source.policySource());
    asked.catch(() => {
      if (this.#expected === asked) this.#expected = null;
    });
    return asked;
  }

  /** What was valid last says who may do what, and where; what it starts is the default branch's as it is now. */
  async #lastPolicy(sha: Sha): Promise<LastPolicy | null> {
    const { source, policies } = this.#options;
    const policy = await policies.readLast(sha, source);
    const { workflows } = await this.#policySource();
    return policy && { policy, startable: startableWorkflows(workflows) };
  }
}

type SourceQuestion = Exclude<Question, { readonly kind: 'release' }>;

/** Policy is parsed once per commit of the default branch, and what it was last is read once. */
export class PolicyCache {
  #read: { sha: string; answer: PolicyAnswer } | null = null;
  #last: { sha: string; answer: PolicyAnswer | null } | null = null;

  read(source: PolicySource): PolicyAnswer {
    if (this.#read?.sha !== source.sha) this.#read = { sha: source.sha, answer: readPolicy(source) };
    return this.#read.answer;
  }

  /** @returns null when the commit is gone, or says nothing that this version understands. */
  async readLast(sha: Sha, source: FactSource): Promise<Policy | null> {
    if (this.#last?.sha !== sha) {
      const files = await source.policySourceAt(sha);
      this.#last = { sha, answer: files && readPolicy(files) };
    }
    const { answer } = this.#last;
    return answer?.status === 'ok' ? answer.policy : null;
  }
}
