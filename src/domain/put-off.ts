import type { ReleaseOrder } from './create-release.ts';
import { createRelease, findDuplicate } from './create-release.ts';
import { isEqual } from './equal.ts';
import { FactUnanswered } from './fact.ts';
import type { PutOff } from './state.ts';
import { unreadableFile } from './state.ts';
import { AppUnreadable } from './unreadable.ts';
import { vouch } from './traces.ts';
import type { Turn } from './turn.ts';

/** More than this of one app would be superseded by each other anyway. */
const KEPT = 20;

/**
 * A push or tag of an app that cannot be read: what it asks for is remembered, because its ref is handled for the
 * other apps and is never news again.
 */
export function putOff(turn: Turn, { policy: _, ...entry }: ReleaseOrder): void {
  const { app, sha, cause } = entry;
  const all = turn.state.repository.putOff ?? [];
  if (all.some((each) => each.app === app && each.sha === sha && isEqual(each.cause, cause))) return;
  const own = [...all.filter((each) => each.app === app), entry].slice(-KEPT);
  keep(turn, [...all.filter((each) => each.app !== app), ...own]);
}

/** Makes the releases that had to wait for their app's files, in the order in which they were asked for. */
export function takeUpPutOff(turn: Turn): void {
  for (const each of turn.state.repository.putOff ?? []) {
    if (unreadableFile(turn.state, each.app)) continue;
    const before = turn.state;
    try {
      takeUp(turn, each);
    } catch (error) {
      // Only an old record that it would be compared with cannot be read, or GitHub could not say: it goes on waiting.
      if (!(error instanceof AppUnreadable || error instanceof FactUnanswered)) throw error;
      turn.replace(before);
    }
  }
}

function takeUp(turn: Turn, each: PutOff): void {
  const policy = turn.policy();
  if (!policy) return;
  const order = { ...each, policy };
  if (Object.hasOwn(policy.apps, each.app) && findDuplicate(turn, order) === null) {
    vouch(turn);
    createRelease(turn, order);
  }
  const others = (turn.state.repository.putOff ?? []).filter((other) => other !== each);
  keep(turn, others);
}

function keep(turn: Turn, entries: readonly PutOff[]): void {
  const { putOff: _, ...repository } = turn.state.repository;
  const kept = entries.length === 0 ? repository : { ...repository, putOff: entries };
  turn.putRepository(kept);
}
