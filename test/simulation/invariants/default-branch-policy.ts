import { isEqual } from '../../../src/domain/equal.ts';
import { EVIL } from '../setup.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptOf } from './attempts-of.ts';

/** Policy and process come from the default branch, code from the release's commit, and a spec never changes. */
export const defaultBranchPolicy: CheckerMaker = ({ model, state, fail }) => ({
  invariant: '11 policy from the default branch, code from the commit',
  committed: ({ after, changed }) => {
    for (const { before, after: release } of changed) {
      const name = `${release.app} v${release.number}`;
      if (before && !isEqual(before.spec, release.spec)) fail(`the spec of ${name} has changed`);
      if (before) continue;
      const { policySha } = release.spec;
      if (!model.tips.some(({ sha }) => sha === policySha)) fail(`${name} has its policy from ${policySha}`);
    }
    for (const { name, environments } of Object.values(after.apps)) {
      if (Object.hasOwn(environments, EVIL)) {
        fail(`${name} has an environment that only another branch names`);
      }
    }
  },
  dispatched: ({ input, ref }) => {
    if (ref !== 'refs/heads/main') fail(`${input.title} takes its workflow from ${ref}`);
    if (input.environment?.name === EVIL) fail(`${input.title} goes where only another branch says`);
    const found = attemptOf(state(), input.app, input.release, input.nonce);
    if (found && found.release.spec.sha !== input.sha) {
      fail(`${input.title} is of another commit than its release`);
    }
  },
});
