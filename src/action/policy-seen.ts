import type { FactSource, PolicySource } from '../facts/facts.ts';

/** Facts that remember the policy's files, for whoever has to speak of them later without asking again. */
export interface RememberingFacts extends FactSource {
  /** The newest that anybody asked for in this process; null: nobody did. */
  readonly seen: PolicySource | null;
  /** Reads them ahead. The next to ask gets this answer, which is moments old; whoever asks later asks GitHub. */
  readAhead(): Promise<PolicySource>;
}

export function rememberPolicy(facts: FactSource): RememberingFacts {
  let seen: PolicySource | null = null;
  let ahead: PolicySource | null = null;
  const read = async (): Promise<PolicySource> => (seen = await facts.policySource());
  return {
    get seen() {
      return seen;
    },
    answer: (kind, question) => facts.answer(kind, question),
    commentsSince: (since) => facts.commentsSince(since),
    async policySource() {
      const given = ahead ?? (await read());
      ahead = null;
      return given;
    },
    async readAhead() {
      return (ahead = await read());
    },
  };
}
