import type { OwedEffect } from '../domain/effect.ts';
import type { Seconds } from '../domain/instant.ts';
import { MINUTE, plus, secondsBetween } from '../domain/instant.ts';
import { isOutOfReach } from '../domain/outbox.ts';
import type { State } from '../domain/state.ts';
import type { Job, Opened } from './job.ts';
import type { TurnsSeen } from './turns-seen.ts';

/** A job waits no longer than this for what GitHub did not take at once; the schedule finds the rest. */
const PATIENCE: Seconds = MINUTE;

/**
 * Carries out everything that this job has begun. The App looks again every few seconds at what did not go through; a
 * workflow has no later of its own, so that the job stays for a moment.
 */
export async function settle(job: Job, { engine, store, missing }: Opened, turns: TurnsSeen): Promise<void> {
  await engine.settled();
  let { state } = turns;
  for (let left = PATIENCE; ;) {
    // What the token may not do it will not be able to do in a moment either.
    const rest = missing.size > 0 ? null : restOf(state);
    if (rest === null || rest > left) return;
    left -= rest;
    await job.wait(rest * 1000);
    await engine.submit({ kind: 'tick', id: 'tick', sweep: false });
    await engine.settled();
    // Others may have seen to it meanwhile.
    state = (await store.load({ mayBeCached: true })).state;
  }
}

/** Says which lines the workflow's `permissions:` lacks; null: none that GitHub has complained of. */
export function missingText({ missing }: Opened): string | null {
  if (missing.size === 0) return null;
  const lines = [...missing].sort().join(', ');
  return `The token may not do all of it. Add to the workflow: permissions: { ${lines} }. What is owed stays owed, and whoever runs next with a token that may does it: a run for another event, or a sweep.`;
}

/** What GitHub did not answer in a few tries is not asked again at once. */
const ASKED_AGAIN: Seconds = 20;

/**
 * @returns seconds until the first of our effects that did not go through is tried again, or GitHub is asked again what
 * it did not answer; null: there is nothing of either.
 */
function restOf(state: State | null): Seconds | null {
  if (state?.meta.performer !== 'action') return null;
  const { at } = state.meta;
  const rests = state.repository.owed
    .filter((owed) => hasFailed(owed) && !isOutOfReach(state, owed))
    .map(({ leaseUntil }) => leaseUntil ?? at);
  if (isUnanswered(state)) rests.push(plus(at, ASKED_AGAIN));
  const first = rests.sort()[0];
  return first === undefined ? null : Math.max(1, secondsBetween(state.meta.at, first) + 1);
}

/** Others may be carrying out what is none of these: it is theirs while their lease holds. */
function hasFailed({ resting, doubtful, leaseUntil }: OwedEffect): boolean {
  return resting === true || doubtful === true || leaseUntil === null;
}

function isUnanswered({ releases }: State): boolean {
  const activities = Object.values(releases)
    .flatMap(({ phases }) => phases)
    .flatMap(({ activities }) => activities);
  return activities.some(({ attempts }) => attempts.at(-1)?.waiting?.for === 'github-unavailable');
}
