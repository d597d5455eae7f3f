import { branchOf, tagOf } from './git-ref.ts';
import type { Sha } from './names.ts';
import { own } from './own.ts';
import type { ReleaseOn } from './policy.ts';
import type { RepositoryState } from './state.ts';
import { REFS_KEPT } from './state.ts';
import type { Turn } from './turn.ts';

/** Remembers the newest handled commit of a ref, and of a branch when that was. */
export function noteRef(turn: Turn, ref: string, sha: Sha): void {
  turn.putRepository(withinBounds(noted(turn, ref, sha)));
}

/**
 * Remembers refs of which nothing was handled: what lies there when the branch is begun, or when their kind is watched
 * for the first time, is not to be released.
 */
export function seeRefs(turn: Turn, watched: ReleaseOn): void {
  for (const { ref, sha } of turn.facts.need('refs', watched)) {
    if (own(turn.state.repository.refs, ref) !== undefined || isPerhapsForgotten(turn, ref)) continue;
    const repository = noted(turn, ref, sha);
    turn.putRepository(withinBounds({ ...repository, seen: [...(repository.seen ?? []), ref] }));
  }
  turn.changeRepository({ watched });
}

/**
 * Whether a ref that is unknown may have been handled: it must not be released again, and if it was noted again, it would
 * push out the next, sweep for sweep. What was missed can be released by hand.
 */
export function isPerhapsForgotten(turn: Turn, ref: string): boolean {
  return turn.state.repository.refsForgotten === true && tagOf(ref) !== null;
}

/**
 * @returns the newest handled commit of a ref. What was only looked at is not handled when its push is told of: that was
 * on its way at the time.
 */
export function handledRef({ state }: Turn, ref: string, told: Sha): Sha | undefined {
  const { refs, seen = [] } = state.repository;
  const known = own(refs, ref);
  return known === told && seen.includes(ref) ? undefined : known;
}

function noted(turn: Turn, ref: string, sha: Sha): RepositoryState {
  const repository = without(turn.state.repository, [ref]);
  const moved = branchOf(ref) !== null ? { movedAt: { ...repository.movedAt, [ref]: turn.now } } : {};
  return { ...repository, refs: { ...repository.refs, [ref]: sha }, ...moved };
}

/** Below this nothing is forgotten: a list of GitHub's may lag, and what was handled would be news again. */
const ROOM = REFS_KEPT / 2;

/**
 * Forgets what is not there any more or not watched, once there is much of it: it will be news should it come again.
 * @param present full names of all watched refs, as a sweep has them from GitHub.
 */
export function keepRefs(turn: Turn, present: readonly string[]): void {
  const { repository } = turn.state;
  if (Object.keys(repository.refs).length <= ROOM) return;
  const gone = Object.keys(repository.refs).filter((ref) => !present.includes(ref));
  if (gone.length > 0) turn.putRepository(without(repository, gone));
}

/** Tags are what there may be thousands of; the oldest go first. */
function withinBounds(repository: RepositoryState): RepositoryState {
  const refs = Object.keys(repository.refs);
  const surplus = refs.filter((ref) => tagOf(ref) !== null).slice(0, Math.max(0, refs.length - REFS_KEPT));
  return surplus.length === 0 ? repository : { ...without(repository, surplus), refsForgotten: true };
}

function without(
  { refs, movedAt, seen, ...repository }: RepositoryState,
  gone: readonly string[],
): RepositoryState {
  const times = movedAt === undefined ? {} : { movedAt: dropped(movedAt, gone) };
  const left = seen?.filter((ref) => !gone.includes(ref)) ?? [];
  return { ...repository, refs: dropped(refs, gone), ...times, ...(left.length > 0 ? { seen: left } : {}) };
}

function dropped<T>(record: Readonly<Record<string, T>>, gone: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([ref]) => !gone.includes(ref)));
}
