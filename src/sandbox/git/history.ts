import { git, GitFailed } from './process.ts';
import { EMPTY_TREE } from './tree.ts';

export interface ChangedFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly additions: number;
  readonly deletions: number;
  /** Blob after the change, or before it when the file was removed. */
  readonly oid: string;
}

/** Whether one commit is the other or one of its ancestors. */
export async function isAncestor(directory: string, ancestor: string, descendant: string): Promise<boolean> {
  return succeeds(directory, ['merge-base', '--is-ancestor', ancestor, descendant]);
}

/** The best common ancestor; null when the histories share nothing. */
export async function mergeBase(directory: string, one: string, other: string): Promise<string | null> {
  try {
    return (await git(directory, ['merge-base', one, other])).trim();
  } catch (error) {
    if (error instanceof GitFailed && error.exitCode === 1) return null;
    throw error;
  }
}

/** Commits newest first, as `git rev-list` takes its arguments. */
export async function listCommits(directory: string, args: readonly string[]): Promise<string[]> {
  const text = await git(directory, ['rev-list', ...args]);
  return text.split('\n').filter((line) => line !== '');
}

/** Files that differ between two commits or trees; `before` null: all files of `after`. */
export async function changedFiles(
  directory: string,
  before: string | null,
  after: string,
): Promise<ChangedFile[]> {
  const flags = ['diff-tree', '-r', '-M', '-z', '--raw', '--numstat', '--no-abbrev'];
  const parts = (await git(directory, [...flags, before ?? EMPTY_TREE, after])).split('\0');
  const raw = parts.splice(0, rawLength(parts));
  const counts = parseCounts(parts);
  const files: ChangedFile[] = [];
  for (let at = 0; at + 1 < raw.length;) {
    const [, , oldOid = '', newOid = '', letter = ''] = (raw[at] ?? '').slice(1).split(' ');
    const moved = letter.startsWith('R');
    const first = raw[at + 1] ?? '';
    const path = moved ? (raw[at + 2] ?? '') : first;
    at += moved ? 3 : 2;
    files.push({
      path,
      previousPath: moved ? first : null,
      status: fileStatus(letter),
      ...(counts.get(path) ?? { additions: 0, deletions: 0 }),
      oid: letter === 'D' ? oldOid : newOid,
    });
  }
  return files;
}

interface Counts {
  readonly additions: number;
  readonly deletions: number;
}

/** How many parts belong to the raw list, which comes first; its records start with a colon. */
function rawLength(parts: readonly string[]): number {
  let at = 0;
  while ((parts[at] ?? '').startsWith(':')) at += / R\d*$/.test(parts[at] ?? '') ? 3 : 2;
  return at;
}

function parseCounts(parts: readonly string[]): Map<string, Counts> {
  const counts = new Map<string, Counts>();
  for (let at = 0; at + 1 < parts.length;) {
    const [added = '0', deleted = '0', path = ''] = (parts[at] ?? '').split('\t');
    const count = { additions: Number(added) || 0, deletions: Number(deleted) || 0 };
    counts.set(path === '' ? (parts[at + 2] ?? '') : path, count);
    at += path === '' ? 3 : 1;
  }
  return counts;
}

function fileStatus(letter: string): ChangedFile['status'] {
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'removed';
  return letter.startsWith('R') ? 'renamed' : 'modified';
}

async function succeeds(directory: string, args: readonly string[]): Promise<boolean> {
  try {
    await git(directory, args);
    return true;
  } catch (error) {
    if (error instanceof GitFailed && error.exitCode === 1) return false;
    throw error;
  }
}
