import { branchOf, tagOf } from './git-ref.ts';
import type { Seconds } from './instant.ts';
import { HOUR, plus } from './instant.ts';
import type { Sha } from './names.ts';
import { own } from './own.ts';
import type { ReleaseOn } from './policy.ts';
import type { RepositoryState } from './state.ts';
import { REFS_KEPT } from './state.ts';
import type { Turn } from './turn.ts';

/** So long a push may be on its way when its commit has been seen; what is told of later is told again, by hand. */
const ON_ITS_WAY: Seconds = HOUR;

/** Remembers the newest handled commit of a ref, and of a branch when that was. */
export function noteRef(turn: Turn, ref: string, sha: Sha): void {
  const repository = without(turn.state.repository, [ref]);
  const moved = branchOf(ref) !== null ? { movedAt: { ...repository.movedAt, [ref]: turn.now } } : {};
  turn.putRepository(withinBounds({ ...repository, refs: { ...repository.refs, [ref]: sha }, ...moved }));
}

/**
 * Remembers refs of which nothing was handled: what lies there when the branch is begun, or when their kind is watched
 * for the first time, is not to be released.
 */
export function seeRefs(turn: Turn, watched: ReleaseOn): void {
  const { repository } = turn.state;
  const fresh = turn.facts
    .need('refs', watched)
    .filter(({ ref }) => own(repository.refs, ref) === undefined && !isPerhapsForgotten(turn, ref));
  turn.changeRepository({ watched });
  if (fresh.length === 0) return;
  const seen = { at: turn.now, refs: [...lately(turn), ...fresh.map(({ ref }) => ref)] };
  // What was handled comes behind it, so that it is forgotten later.
  const refs = { ...Object.fromEntries(fresh.map(({ ref, sha }) => [ref, sha])), ...repository.refs };
  turn.putRepository(withinBounds({ ...turn.state.repository, refs, seen }));
}

/** Whether the commit of a ref was only seen, and so lately that its push may be on its way. */
export function isJustSeen(turn: Turn, ref: string): boolean {
  return lately(turn).includes(ref);
}

function lately({ state, now }: Turn): readonly string[] {
  const { seen } = state.repository;
  return seen !== undefined && plus(seen.at, ON_ITS_WAY) > now ? seen.refs : [];
}

/**
 * Whether a ref that is unknown may have been handled: it must not be released again, and if it was noted again, it would
 * push out the next, sweep for sweep. What was missed can be released by hand.
 */
export function isPerhapsForgotten(turn: Turn, ref: string): boolean {
  return turn.state.repository.refsForgotten === true && tagOf(ref) !== null;
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
  const left = seen?.refs.filter((ref) => !gone.includes(ref)) ?? [];
  const looked = seen && left.length > 0 ? { seen: { ...seen, refs: left } } : {};
  return { ...repository, refs: dropped(refs, gone), ...times, ...looked };
}

function dropped<T>(record: Readonly<Record<string, T>>, gone: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([ref]) => !gone.includes(ref)));
}
