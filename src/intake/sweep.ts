import { readPolicy } from '../config/read-policy.ts';
import type { Instant } from '../domain/instant.ts';
import { HOUR, plus } from '../domain/instant.ts';
import type { Sha } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import type { PolicySource } from '../facts/facts.ts';
import { FactsUnavailable } from '../facts/facts.ts';
import type { Loaded } from '../store/store.ts';
import { StateUnreadable } from '../store/store.ts';
import type { OnFailure } from './missed-comments.ts';
import { hearMissed, hearMissedRepairs } from './missed-comments.ts';
import type { Workplace } from './workplace.ts';

/** The cursor is for the next process; this one remembers by itself, and a quiet repository gets no commits. */
const CURSOR_EVERY = HOUR;

export interface SweepOptions {
  /** Comments up to then were handed in by a sweep of this process; null: by none. */
  readonly heardUntil: Instant | null;
  /**
   * Where there is no state yet: the head of the default branch that an earlier sweep saw; null, where whoever sweeps
   * came to the repository by a push; undefined: nobody looked before, and what lies there is left alone.
   */
  readonly unheardSince: Sha | null | undefined;
  /** A comment that could not be decided keeps neither the others nor the sweep from it. */
  readonly onFailure: OnFailure;
}

/** What a sweep came to. */
export type Swept =
  /** There is no state branch, nor anything to begin one for: nothing was ever released here. */
  | {
      readonly kind: 'unused';
      /** Head of its default branch; null: it has none, or GitHub does not say. */
      readonly head: Sha | null;
    }
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
  { heardUntil, unheardSince, onFailure }: SweepOptions,
): Promise<Swept> {
  const { engine, store, facts } = workplace;
  const policy = new Beside(() => facts.policySource());
  const { state, now, head } = await loadOrMend(workplace, () => void policy.begin(), onFailure);
  if (head === null) return begin(workplace, await policy.begin().catch(nullIfUnavailable), unheardSince);
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
 * While nobody can vouch for the branch, nothing is decided but how to mend it (invariant 12). A job that dies over that
 * has heard the command for all of its front: nothing else listens until the branch is mended.
 * @returns the branch as it is, or as it is once what was commanded is done.
 */
async function loadOrMend(
  workplace: Pick<Workplace, 'engine' | 'store' | 'facts'>,
  beside: () => void,
  onFailure: OnFailure,
): Promise<Loaded> {
  const { store } = workplace;
  try {
    return await store.load({ beside });
  } catch (error) {
    // What a newer version has written, this one cannot mend.
    if (!(error instanceof StateUnreadable) || error.code === 'state-newer-format') throw error;
    if (error.foundAt === null || !(await hasHeard(workplace, error.foundAt, onFailure))) throw error;
    return await store.load();
  }
}

/** What is wrong with the branch is worse than that comments cannot be read. */
async function hasHeard(
  workplace: Pick<Workplace, 'engine' | 'facts'>,
  now: Instant,
  onFailure: OnFailure,
): Promise<boolean> {
  try {
    return await hearMissedRepairs(workplace, now, onFailure);
  } catch (error) {
    onFailure('/repair', error);
    return false;
  }
}

/**
 * There is no state yet. Where there is a config, the push that brought it may have gone unheard; else somebody has
 * installed Signalbox and no more, and nothing is asked or written. Comments are for the next sweep, once there is a
 * state that remembers what was answered.
 */
async function begin(
  { engine, store }: Pick<Workplace, 'engine' | 'store'>,
  source: PolicySource | null,
  unheardSince: SweepOptions['unheardSince'],
): Promise<Swept> {
  if (source === null) return { kind: 'unused', head: null };
  const policy = readPolicy(source);
  const unused: Swept = { kind: 'unused', head: source.sha };
  if (policy.status !== 'ok' || unheardSince === undefined || unheardSince === source.sha) return unused;
  await engine.submit({ kind: 'tick', id: 'sweep', sweep: true, unheardSince });
  const { head, state } = await store.load({ mayBeCached: true });
  return head === null ? unused : { kind: 'swept', heardUntil: null, state };
}

/** A repository without a commit has no policy either. */
function nullIfUnavailable(error: unknown): null {
  if (error instanceof FactsUnavailable) return null;
  throw error;
}

/** Asked in the same breath as the state, it costs no request of its own; only who awaits it minds that it failed. */
class Beside<T> {
  readonly #ask: () => Promise<T>;
  #asked: Promise<T> | null = null;

  constructor(ask: () => Promise<T>) {
    this.#ask = ask;
  }

  begin(): Promise<T> {
    this.#asked ??= this.#ask();
    this.#asked.catch(() => undefined);
    return this.#asked;
  }
}
