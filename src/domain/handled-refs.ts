import { branchOf, tagOf } from './git-ref.ts';
import type { Sha } from './names.ts';
import type { RepositoryState } from './state.ts';
import { REFS_KEPT } from './state.ts';
import type { Turn } from './turn.ts';

/** Remembers the newest handled commit of a ref, and of a branch when that was. */
export function noteRef(turn: Turn, ref: string, sha: Sha): void {
  const { [ref]: _, ...others } = turn.state.repository.refs;
  const { repository } = turn.state;
  const moved = branchOf(ref) !== null ? { movedAt: { ...repository.movedAt, [ref]: turn.now } } : {};
  turn.putRepository(withinBounds({ ...repository, refs: { ...others, [ref]: sha }, ...moved }));
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
  { refs, movedAt, ...repository }: RepositoryState,
  gone: readonly string[],
): RepositoryState {
  const times = movedAt === undefined ? {} : { movedAt: dropped(movedAt, gone) };
  return { ...repository, refs: dropped(refs, gone), ...times };
}

function dropped<T>(record: Readonly<Record<string, T>>, gone: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([ref]) => !gone.includes(ref)));
}
