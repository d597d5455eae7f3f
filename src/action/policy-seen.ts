import type { FactSource, PolicySource } from '../facts/facts.ts';

/** Facts that remember the policy's files, for whoever has to speak of them later without asking again. */
export interface RememberingFacts extends FactSource {
  /** The newest that anybody asked for in this process; null: nobody did. */
  readonly seen: PolicySource | null;
  /**
   * Reads them ahead, once until somebody takes the answer. The next to ask for the policy gets it, be it an error; it
   * is moments old. Whoever asks later asks GitHub.
   */
  readAhead(): Promise<PolicySource>;
  /** What was read ahead is of another moment than what is read next: nobody is to decide with it any more. */
  dropAhead(): void;
  /** The same for who decides nothing with it: what was seen last is good enough, and stays for others to take. */
  readonly onlooking: FactSource;
}

export function rememberPolicy(facts: FactSource): RememberingFacts {
  let seen: PolicySource | null = null;
  let ahead: Promise<PolicySource> | null = null;
  const read = async (): Promise<PolicySource> => (seen = await facts.policySource());
  const others: Pick<FactSource, 'answer' | 'commentsSince' | 'policySourceAt'> = {
    answer: (kind, question) => facts.answer(kind, question),
    commentsSince: (since) => facts.commentsSince(since),
    policySourceAt: (sha) => facts.policySourceAt(sha),
  };
  return {
    ...others,
    get seen() {
      return seen;
    },
    policySource() {
      const given = ahead ?? read();
      ahead = null;
      return given;
    },
    readAhead() {
      if (ahead === null) {
        ahead = read();
        // Nobody may come for it; whoever does is told.
        ahead.catch(() => undefined);
      }
      return ahead;
    },
    dropAhead() {
      ahead = null;
    },
    onlooking: { ...others, policySource: async () => seen ?? (await (ahead ?? read())) },
  };
}
