import { secondsBetween } from '../../../src/domain/instant.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptOf, attemptsOf, environmentOf, nameOf } from './attempts-of.ts';

/** What another process decides may be news to the one that sends for so long; seconds. */
const SLACK = 90;

/** A lock, hold or abort withdraws what is owed in its own commit, and nothing withdrawn is sent later. */
export const lastMoment: CheckerMaker = ({ model, state, fail }) => ({
  invariant: '6 judged again at the last moment',
  committed: ({ after }) => {
    for (const release of Object.values(after.releases)) {
      for (const found of attemptsOf(release)) {
        if (found.attempt.status !== 'pending') continue;
        const place = environmentOf(found);
        const lock = place === null ? null : after.apps[release.app]?.environments[place]?.lock;
        if (lock) fail(`${nameOf(found)} is owed, and ${place} is locked`);
        if (release.hold) fail(`${nameOf(found)} is owed, and its release is on hold`);
        if (release.abort) fail(`${nameOf(found)} is owed, and its release is aborted`);
      }
    }
  },
  dispatched: ({ input }) => {
    const attempt = attemptOf(state(), input.app, input.release, input.nonce)?.attempt;
    const ended = attempt?.finishedAt;
    if (ended === undefined) return;
    const ago = secondsBetween(ended, model.time.instant);
    if (ago > SLACK) fail(`${input.title} was sent ${ago} seconds after it was ${attempt?.status}`);
  },
});
