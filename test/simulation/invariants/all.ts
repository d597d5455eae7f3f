import type { CheckerMaker } from '../watch.ts';
import { branchIsTruth } from './branch-is-truth.ts';
import { decideThenDo } from './decide-then-do.ts';
import { defaultBranchPolicy } from './default-branch-policy.ts';
import { failClosed } from './fail-closed.ts';
import { fence } from './fence.ts';
import { freedWhenDead } from './freed-when-dead.ts';
import { impliedTarget } from './implied-target.ts';
import { lastMoment } from './last-moment.ts';
import { neverBackwards } from './never-backwards.ts';
import { nothingForeign } from './nothing-foreign.ts';
import { numbersAndWakers } from './numbers-and-wakers.ts';
import { oneOutcome } from './one-outcome.ts';
import { oneWriter } from './one-writer.ts';
import { outbox } from './outbox.ts';
import { ownRepository } from './own-repository.ts';
import { sameWords } from './same-words.ts';

/** What holds between repositories, and one checker for each invariant of design section 3, in its order. */
export const ALL_CHECKERS: readonly CheckerMaker[] = [
  ownRepository,
  decideThenDo,
  oneWriter,
  outbox,
  fence,
  freedWhenDead,
  lastMoment,
  neverBackwards,
  branchIsTruth,
  oneOutcome,
  impliedTarget,
  defaultBranchPolicy,
  failClosed,
  numbersAndWakers,
  sameWords,
  nothingForeign,
];
