import { derive } from '../../../src/domain/derive.ts';
import { isEqual } from '../../../src/domain/equal.ts';
import type { CheckerMaker } from '../watch.ts';

/** Time is GitHub's and never goes back; what is stored of a release is what follows from its attempts. */
export const decideThenDo: CheckerMaker = ({ model, fail }) => ({
  invariant: '1 decide, then do',
  committed: ({ before, after, changed }) => {
    const { at } = after.meta;
    if (at < before.meta.at) fail(`turn ${after.meta.turn} is of ${at}, the one before of ${before.meta.at}`);
    if (at > model.time.instant) fail(`turn ${after.meta.turn} is of ${at}, and it is ${model.time.instant}`);
    for (const { after: release } of changed) {
      if (isEqual(derive(release), release)) continue;
      fail(`${release.app} v${release.number} is ${release.status}, and ${derive(release).status} follows`);
    }
  },
});
