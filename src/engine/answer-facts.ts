import { readPolicy } from '../config/read-policy.ts';
import type { PolicyAnswer, Question } from '../domain/fact.ts';
import { questionKey } from '../domain/fact.ts';
import type { AppName, ReleaseNumber } from '../domain/names.ts';
import type { Examined } from '../store/store.ts';
import type { FactSource, PolicySource } from '../facts/facts.ts';

/** Answers of one turn. They are of the moment: a turn that is decided again asks again. */
export class TurnFacts {
  readonly answers = new Map<string, unknown>();
  /** Final releases that the domain wants to see; they are read with the state. */
  readonly wanted: { app: AppName; number: ReleaseNumber }[] = [];
  /** The policy, once somebody asked for it. */
  policy: PolicyAnswer | null = null;
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

  async #answerOne(question: Question): Promise<'answered' | 'reload'> {
    if (question.kind === 'release') {
      this.wanted.push({ app: question.app, number: question.number });
      return 'reload';
    }
    const key = questionKey(question);
    if (question.kind === 'policy') {
      this.policy = this.#policies.read(await (this.#expected ?? this.#source.policySource()));
      this.answers.set(key, this.policy);
      return 'answered';
    }
    if (question.kind === 'repair') throw new Error('only an examined branch can be repaired');
    const { kind, ...rest } = question;
    this.answers.set(key, await this.#source.answer(kind, rest));
    return 'answered';
  }
}

/** Policy is parsed once per commit of the default branch. */
export class PolicyCache {
  #read: { sha: string; answer: PolicyAnswer } | null = null;

  read(source: PolicySource): PolicyAnswer {
    if (this.#read?.sha !== source.sha) this.#read = { sha: source.sha, answer: readPolicy(source) };
    return this.#read.answer;
  }
}
