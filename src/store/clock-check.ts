import type { Instant } from '../domain/instant.ts';
import { DAY, plus } from '../domain/instant.ts';
import type { Meta } from '../domain/state.ts';
import { META_PATH } from './paths.ts';
import { StateUnreadable } from './store.ts';

/** GitHub's own clocks differ by seconds. */
const SLACK = DAY;

/**
 * Time never goes back behind the last turn (invariant 1). A last turn that is still to come would stop it: every
 * command would be too late, and every deadline over.
 * @param now as GitHub says it.
 * @throws {StateUnreadable}
 */
export function checkClock({ at }: Meta, now: Instant): void {
  if (at <= plus(now, SLACK)) return;
  throw new StateUnreadable(
    'state-unreadable',
    META_PATH,
    `says that the last turn was at ${at}; it is ${now}`,
  );
}
