import type { ConfigSource } from '../../src/config/read-policy.ts';
import { readPolicy } from '../../src/config/read-policy.ts';
import type { PolicyAnswer } from '../../src/domain/fact.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { PolicyCache } from '../../src/engine/answer-facts.ts';
import type { FactSource, PolicySource } from '../../src/facts/facts.ts';

/** Configs that are kept: there are a dozen in each of a few repositories. */
const KEPT = 100;

/** Pushes seldom change the config, so that it is read once for all commits that have the same. */
export class ReadPolicies extends PolicyCache {
  #read: { readonly sha: string; readonly answer: PolicyAnswer } | null = null;
  #last: { readonly sha: string; readonly policy: Policy | null } | null = null;

  override read(source: PolicySource): PolicyAnswer {
    if (this.#read?.sha !== source.sha) this.#read = { sha: source.sha, answer: readOnce(source) };
    return this.#read.answer;
  }

  override async readLast(sha: string, source: FactSource): Promise<Policy | null> {
    if (this.#last?.sha === sha) return this.#last.policy;
    const files = await source.policySourceAt(sha);
    const answer = files && readOnce(files);
    const policy = answer?.status === 'ok' ? answer.policy : null;
    this.#last = { sha, policy };
    return policy;
  }
}

const KNOWN = new Map<string, PolicyAnswer>();

/** @returns what `readPolicy` says, which depends on the commit in nothing but its name. */
export function readOnce(source: ConfigSource): PolicyAnswer {
  const { sha, ...rest } = source;
  const key = JSON.stringify(rest);
  const found = KNOWN.get(key) ?? readPolicy(source);
  KNOWN.delete(key);
  KNOWN.set(key, found);
  const [oldest] = KNOWN.keys();
  if (KNOWN.size > KEPT && oldest !== undefined) KNOWN.delete(oldest);
  return found.status === 'ok' ? { ...found, policy: { ...found.policy, sha } } : { ...found, sha };
}
