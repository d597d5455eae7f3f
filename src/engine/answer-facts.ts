import { readPolicy } from '../config/read-policy.ts';
import { startableWorkflows } from '../config/startable.ts';
import type { LastPolicy, PolicyAnswer, Question } from '../domain/fact.ts';
import { questionKey } from '../domain/fact.ts';
import type { AppName, ReleaseNumber, Sha } from '../domain/names.ts';
import type { Policy } from '../domain/policy.ts';
import type { Examined } from '../store/store.ts';
import type { FactSource, PolicySource } from '../facts/facts.ts';

/** Answers of one turn. They are of the moment: a turn that is decided again asks again. */
export class TurnFacts {
  readonly answers = new Map<string, unknown>();
  /** Final releases that the domain wants to see; they are read with the state. */
  readonly wanted: { app: AppName; number: ReleaseNumber }[] = [];
  readonly #source: FactSource;
  readonly #policies: PolicyCache;
  #expected: Promise<PolicySource> | null = null;

  constructor(source: FactSource, policies: PolicyCache) {
    this.#source = source;
    this.#policies = policies;
  }

  /**
   * Begins to ask for the policy, which nearly every decision needs: asked in the same breath as the state it costs no
   * request of its own. Whether it could be had matters only to who asks for it.
   */
  expectPolicy(): void {
    this.#expected ??= this.#source.policySource();
    this.#expected.catch(() => undefined);
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
  noteExamined({ head, steps }: Examined): void {
    this.answers.set(questionKey({ kind: 'repair' }), { head, steps });
  }

  /** A wanted record that is not there after reading does not exist. */
  noteAbsent(app: AppName, number: ReleaseNumber): void {
    this.answers.set(questionKey({ kind: 'release', app, number }), null);
  }

  /** One moment for all questions of a turn. */
  #policySource(): Promise<PolicySource> {
    return (this.#expected ??= this.#source.policySource());
  }

  /** What was valid last says who may do what, and where; what it starts is the default branch's as it is now. */
  async #lastPolicy(sha: Sha): Promise<LastPolicy | null> {
    const policy = await this.#policies.readLast(sha, this.#source);
    const { workflows } = await this.#policySource();
    return policy && { policy, startable: startableWorkflows(workflows) };
  }

  async #answerOne(question: Question): Promise<'answered' | 'reload'> {
    if (question.kind === 'release') {
      this.wanted.push({ app: question.app, number: question.number });
      return 'reload';
    }
    const key = questionKey(question);
    if (question.kind === 'policy') {
      this.answers.set(key, this.#policies.read(await this.#policySource()));
      return 'answered';
    }
    if (question.kind === 'lastPolicy') {
      this.answers.set(key, await this.#lastPolicy(question.sha));
      return 'answered';
    }
    if (question.kind === 'repair') throw new Error('only an examined branch can be repaired');
    const { kind, ...rest } = question;
    this.answers.set(key, await this.#source.answer(kind, rest));
    return 'answered';
  }
}

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
