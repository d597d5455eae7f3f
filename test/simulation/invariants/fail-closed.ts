import type { GitHubModel } from '../github/model.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptOf } from './attempts-of.ts';
import { policyOf } from './branch-is-truth.ts';

/** What a process knows may be that old; milliseconds. */
const SLACK = 90_000;

/** Without a valid policy, a readable branch and green checks nothing goes out but a rollback. */
export const failClosed: CheckerMaker = ({ model, state, fail }) => {
  let ownHead: string | null = null;
  return {
    invariant: '12 fail closed',
    committed: () => {
      ownHead = model.branch.head?.oid ?? null;
    },
    dispatched: ({ input, createdAt }) => {
      const harmedAt = harmedSince(model, ownHead);
      if (harmedAt !== null && createdAt - harmedAt > SLACK) {
        fail(`${input.title} was started from a branch that nobody can vouch for`);
      }
      const tip = model.tips.at(-1);
      if (!tip || createdAt - tip.at <= SLACK) return;
      // A rollback has its plan on record, and goes by what was the policy last (decision 0017).
      if (attemptOf(state(), input.app, input.release, input.nonce)?.release.spec.rollback) return;
      const policy = policyOf(model);
      if (policy === null) return fail(`${input.title} was started without a valid policy`);
      const checks = policy.environments[input.environment?.name ?? '']?.gates.checks ?? [];
      const green = model.world.readableChecks(input.sha)?.filter((each) => each.state === 'success') ?? [];
      const missing = checks.find(({ name }) => !green.some((each) => each.name === name));
      if (missing) fail(`${input.title} was started, and ${missing.name} is not green`);
    },
  };
};

/** @returns since when the branch is as a person left it and nobody has gone on from there; milliseconds. */
function harmedSince({ branch, personal, harmed }: GitHubModel, ownHead: string | null): number | null {
  const { head } = branch;
  const last = harmed.at(-1);
  if (last?.until !== Infinity) return null;
  if (head === null) return last.from;
  return personal.has(head.oid) && head.oid !== ownHead ? Date.parse(head.at) : null;
}
