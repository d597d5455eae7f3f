import { readPolicy } from '../config/read-policy.ts';
import type { Instant } from '../domain/instant.ts';
import { HOUR, plus } from '../domain/instant.ts';
import type { State } from '../domain/state.ts';
import { hearMissed } from './missed-comments.ts';
import type { Workplace } from './workplace.ts';

/** The cursor is for the next process; this one remembers by itself, and a quiet repository gets no commits. */
const CURSOR_EVERY = HOUR;

export interface SweepOptions {
  /** Comments up to then were handed in by a sweep of this process; null: by none. */
  readonly heardUntil: Instant | null;
  /** Told of each comment that could not be decided; it keeps neither the others nor the sweep from it. */
  readonly onFailure: (comment: string, error: unknown) => void;
}

/** What a sweep came to. */
export type Swept =
  /** There is no state branch, nor anything to begin one for: nothing was ever released here. */
  | { readonly kind: 'unused' }
  | {
      readonly kind: 'swept';
      /** Comments up to then are handed in now. */
      readonly heardUntil: Instant | null;
      readonly state: State;
    };

/**
 * Looks for what was missed in one repository: comments first, then refs, runs and whatever else is due (invariant 9).
 * @throws what kept the engine, or the store, from it; the next sweep tries again.
 */
export async function sweep(
  workplace: Pick<Workplace, 'engine' | 'store' | 'facts'>,
  { heardUntil, onFailure }: SweepOptions,
): Promise<Swept> {
  const { engine, store } = workplace;
  const { state, now, head } = await store.load();
  if (head === null) return begin(workplace);
  const kept = state.repository.commentsSince;
  const heard = await hearMissed(workplace, { cursor: heardUntil ?? kept, now }, onFailure);
  const isOld = kept === null || plus(kept, CURSOR_EVERY) <= now;
  const isNews = kept === null || heard.hasCommands || (heard.hasComments && isOld);
  const cursor = heard.isAll && isNews ? { commentsUntil: now } : {};
  await engine.submit({ kind: 'tick', id: 'sweep', sweep: true, ...cursor });
  const after = await store.load({ mayBeCached: true });
  return { kind: 'swept', heardUntil: heard.isAll ? now : heardUntil, state: after.state };
}

/**
 * There is no state yet. Where there is a config, the first push may have gone unheard; else somebody has installed
 * Signalbox and no more, and nothing is asked or written. Comments are for the next sweep, once there is a state that
 * remembers what was answered.
 */
async function begin({
  engine,
  store,
  facts,
}: Pick<Workplace, 'engine' | 'store' | 'facts'>): Promise<Swept> {
  const policy = readPolicy(await facts.policySource());
  if (policy.status !== 'ok') return { kind: 'unused' };
  await engine.submit({ kind: 'tick', id: 'sweep', sweep: true });
  const { head, state } = await store.load({ mayBeCached: true });
  return head === null ? { kind: 'unused' } : { kind: 'swept', heardUntil: null, state };
}
