import { secondsBetween } from '../../../src/domain/instant.ts';
import { instantOf } from '../../../src/domain/instant.ts';
import { performerOf } from '../process.ts';
import type { CheckerMaker } from '../watch.ts';
import { attemptOf } from './attempts-of.ts';

/** An answer may take half a minute, and so may what a process has just read. */
const SLACK = 90;
/** An ambiguous dispatch is looked for five minutes from when its lease began (invariant 4). */
const APART = 240;

/** Nothing goes out that no commit owes, by nobody but the performer, and not twice while somebody has it. */
export const outbox: CheckerMaker = ({ model, state, fail }) => {
  const started = new Map<string, number>();
  let performer: string | null = null;
  let changedAt = 0;
  return {
    invariant: '3 outbox',
    committed: ({ after }) => {
      if (after.meta.performer !== performer) changedAt = model.time.now;
      performer = after.meta.performer;
    },
    dispatched: ({ input, by, createdAt }) => {
      const { app, release, nonce, title } = input;
      if (!attemptOf(state(), app, release, nonce)) fail(`${title} was started, and no commit owes it`);
      const isNew = secondsBetween(instantOf(new Date(changedAt)), model.time.instant) < SLACK;
      if (performerOf(by) !== performer && !isNew) fail(`${by} started ${title}, and ${performer} performs`);
      const before = started.get(nonce);
      if (before !== undefined && createdAt - before < APART * 1000) {
        fail(`${title} was started twice within ${(createdAt - before) / 1000} seconds`);
      }
      started.set(nonce, createdAt);
    },
  };
};
