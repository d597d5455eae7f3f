import { ancestry } from '../../../src/facts/scripted/scripted-history.ts';
import type { State } from '../../../src/domain/state.ts';
import type { CheckerMaker } from '../watch.ts';

/** No environment goes to a lower number, or to an older commit, unless a person or a rollback says so. */
export const neverBackwards: CheckerMaker = ({ model, state, fail }) => ({
  invariant: '7 no environment goes backwards',
  committed: ({ before, after }) => {
    for (const [app, { environments }] of Object.entries(after.apps)) {
      for (const [name, { pointer }] of Object.entries(environments)) {
        const old = before.apps[app]?.environments[name]?.pointer;
        if (!pointer || !old || pointer === old) continue;
        const release =
          after.releases[`${app}/${pointer.release}`] ?? state()?.releases[`${app}/${pointer.release}`];
        if (!release) return fail(`${name} of ${app} points to v${pointer.release}, which is nowhere`);
        if (release.spec.rollback || release.promoted[name]) continue;
        if (pointer.release < standsFor(state(), app, old.release)) {
          fail(`${name} of ${app} went from v${old.release} to v${pointer.release}`);
        }
        const isOlder = ancestry(model.world, old.sha, pointer.sha) === 'behind';
        if (isOlder && release.spec.cause.kind === 'push') {
          fail(`${name} of ${app} went from v${old.release} to the older commit of v${pointer.release}`);
        }
      }
    }
  },
});

/** @returns the number that a release's code is of: a rollback brought back that of an older one. */
function standsFor(state: State | null, app: string, number: number): number {
  const to = state?.releases[`${app}/${number}`]?.spec.rollback?.to;
  return to === undefined ? number : standsFor(state, app, to);
}
