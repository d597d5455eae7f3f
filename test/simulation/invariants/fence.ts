import type { CheckerMaker } from '../watch.ts';
import { attemptOf } from './attempts-of.ts';

/** At most one run of an attempt is ever admitted: the first attempt of the one that the branch names. */
export const fence: CheckerMaker = ({ state, fail }) => {
  const admitted = new Map<string, number>();
  return {
    invariant: '4 the fence',
    admitted: (run) => {
      const { app, release, nonce, title } = run.input;
      const earlier = admitted.get(nonce);
      if (earlier !== undefined && earlier !== run.id) {
        fail(`${title}: ${earlier} and ${run.id} were admitted`);
      }
      admitted.set(nonce, run.id);
      if (run.attempt !== 1) fail(`${title}: run attempt ${run.attempt} was admitted`);
      if (run.plan === 'wrong-commit') fail(`${title} was admitted with another commit checked out`);
      const attempt = attemptOf(state(), app, release, nonce)?.attempt;
      if (attempt?.admitted?.run === String(run.id)) return;
      fail(`${title} works, and the branch has not admitted it (${attempt?.status ?? 'no attempt'})`);
    },
  };
};
