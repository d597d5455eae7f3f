import type { RepairStep } from '../domain/repair.ts';
import type { State } from '../domain/state.ts';
import { emptyState } from '../domain/state.ts';
import type { Instant } from '../domain/instant.ts';
import type { Performer } from '../domain/policy.ts';
import { decodeMeta } from './codec.ts';
import type { FileChanges, FileMap } from './file-map.ts';
import { appFolders, needed, stateOf } from './files.ts';
import { isHotPath, META_PATH } from './paths.ts';
import { mendApps } from './mend-app.ts';
import { mendPages } from './mend-pages.ts';
import { mendShared } from './mend-shared.ts';
import type { RawBranch } from './branch-view.ts';
import { Workbench } from './workbench.ts';

/** What an examination comes to. */
export interface Examination {
  readonly state: State;
  readonly steps: readonly RepairStep[];
  readonly repairs: FileChanges;
}

/**
 * Finds everything that is wrong with a branch, and a state that one commit on top of it can make of it. Every text
 * that is put into a file is one that this file had before: a repair invents nothing.
 *
 * @throws {StateUnreadable} for a newer format, or when a file of all apps was never whole.
 */
export async function examineBranch(
  raw: RawBranch,
  fresh: { readonly performer: Performer; readonly now: Instant },
): Promise<Examination> {
  const bench = new Workbench(raw);
  putBack(bench);
  if (raw.head === null && bench.files.size === 0) {
    const state = emptyState(fresh.performer, fresh.now);
    return { state: withTurn(state, raw.lost?.turn ?? 0), steps: bench.steps, repairs: bench.changes() };
  }
  takeOver(bench);
  await mendShared(bench, fresh.now);
  await mendApps(bench);
  await mendPages(bench);
  const folders = appFolders(new Map([...raw.paths].map((path) => [path, ''])));
  const state = stateOf(hot(bench.files), [...new Set([...folders, ...appFolders(bench.files)])].sort());
  return { state: withTurn(state, lostTurn(bench)), steps: bench.steps, repairs: bench.changes() };
}

/** The branch was taken back: what it held in the newest commit that is known is what it held. */
function putBack(bench: Workbench): void {
  const { lost, branch, head } = bench.raw;
  if (lost === null) return;
  const is = head === null ? 'is gone' : `is at turn ${turnOf(bench.raw.files) ?? 'unknown'}`;
  const problem = `${is}; it was at turn ${lost.turn} in commit ${lost.oid.slice(0, 12)}`;
  if (lost.files === null) {
    bench.note({ file: branch, problem: `${problem}, which GitHub has no more`, remedy: 'take-over' });
    return;
  }
  for (const [path, text] of lost.files) bench.put(path, text);
  for (const path of lost.surplus) bench.remove(path);
  bench.note({ file: branch, problem, remedy: 'put-back', commit: lost.oid });
}

function takeOver(bench: Workbench): void {
  const { head, branch } = bench.raw;
  if (head?.foreign === null || head === null) return;
  bench.note({ file: branch, problem: head.foreign, remedy: 'take-over', commit: head.oid });
}

function lostTurn({ raw }: Workbench): number {
  return Math.max(raw.lost?.turn ?? 0, turnOf(raw.trusted ?? raw.files) ?? 0);
}

function turnOf(files: FileMap): number | null {
  try {
    return decodeMeta(needed(files, META_PATH)).turn;
  } catch {
    return null;
  }
}

/** Turn numbers are never given again, whatever became of the branch. */
function withTurn(state: State, atLeast: number): State {
  if (state.meta.turn >= atLeast) return state;
  return { ...state, meta: { ...state.meta, turn: atLeast } };
}

function hot(files: FileMap): FileMap {
  return new Map([...files].filter(([path]) => isHotPath(path)));
}
