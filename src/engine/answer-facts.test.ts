import { expect, test } from 'vitest';
import type { PolicyAnswer } from '../domain/fact.ts';
import { questionKey } from '../domain/fact.ts';
import type { PushInput } from '../domain/input.ts';
import type { FactSource, PolicySource } from '../facts/facts.ts';
import { ScriptedFacts } from '../facts/scripted/scripted-facts.ts';
import { ScriptedWorld } from '../facts/scripted/scripted-world.ts';
import { PolicyCache, TurnFacts } from './answer-facts.ts';

const REF = 'refs/heads/main';
const QUIET = { debug: none, info: none, warn: none, error: none };

/** Two commits on the default branch, of which GitHub shows the first until it has been asked so often. */
class LaggingBranch {
  readonly world = new ScriptedWorld();
  readonly before = this.world.commit({ message: 'before' });
  readonly after = this.world.commit({ message: 'after' });
  readonly waits: number[] = [];
  asked = 0;

  /** @returns the commit whose policy a turn decides by that GitHub's pushes began. */
  async policyOf(pushes: readonly PushInput[], lag: number): Promise<string> {
    const facts = new TurnFacts({
      source: this.#source(lag),
      pushes,
      policies: new PolicyCache(),
      wait: (milliseconds) => Promise.resolve(void this.waits.push(milliseconds)),
      random: () => 0.5,
      log: QUIET,
    });
    facts.expectPolicy();
    await facts.answer([{ kind: 'policy' }]);
    const answer = facts.answers.get(questionKey({ kind: 'policy' })) as PolicyAnswer;
    return answer.status === 'ok' ? answer.policy.sha : answer.sha;
  }

  #source(lag: number): FactSource {
    const facts = new ScriptedFacts(this.world);
    const policySource = async (): Promise<PolicySource> => {
      this.asked += 1;
      const old = this.asked <= lag ? await facts.policySourceAt(this.before) : null;
      return old ?? (await facts.policySource());
    };
    return {
      answer: (kind, question) => facts.answer(kind, question),
      commentsSince: (since) => facts.commentsSince(since),
      policySourceAt: (sha) => facts.policySourceAt(sha),
      policySource,
    };
  }
}

function pushed(before: string, sha: string, ref = REF): PushInput {
  return { kind: 'push', id: `push:${ref}:${sha}`, ref, sha, before, actor: { login: 'alice', id: 1 } };
}

test('where GitHub still answers with the commit before a push that it told of, it is asked again', async () => {
  const branch = new LaggingBranch();
  expect(await branch.policyOf([pushed(branch.before, branch.after)], 3)).toBe(branch.after);
  expect([branch.asked, branch.waits]).toEqual([4, [100, 200, 400]]);
});

test('what is up to date is asked for once', async () => {
  const branch = new LaggingBranch();
  expect(await branch.policyOf([pushed(branch.before, branch.after)], 0)).toBe(branch.after);
  expect(branch.asked).toBe(1);
});

test('a branch that stays where it was has been moved back', async () => {
  const branch = new LaggingBranch();
  expect(await branch.policyOf([pushed(branch.before, branch.after)], Infinity)).toBe(branch.before);
  expect(branch.waits.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(2_000);
});

test.each([
  ['another branch', (one: string, other: string) => [pushed(one, other, 'refs/heads/topic')]],
  ['both ways', (one: string, other: string) => [pushed(one, other), pushed(other, one)]],
])('a push of %s says nothing of it', async (_, pushes) => {
  const branch = new LaggingBranch();
  expect(await branch.policyOf(pushes(branch.before, branch.after), 1)).toBe(branch.before);
  expect(branch.asked).toBe(1);
});

function none(): void {
  return undefined;
}
