import type { ObjectStore } from './objects.ts';
import { git, GitFailed } from './process.ts';

/** Characters that make a revision expression of a name; no ref can have them. */
const NOT_IN_NAMES = /[\s~^:?*[\\]|\.\.|@\{/;

export const ZERO = '0'.repeat(40);

export interface Ref {
  /** Full name, like `refs/heads/main`. */
  readonly name: string;
  readonly oid: string;
  readonly type: 'commit' | 'tag' | 'tree' | 'blob';
}

export interface RefUpdate {
  readonly name: string;
  /** What it must point to now; ZERO: it must not exist; null: whatever it is. */
  readonly before: string | null;
  /** ZERO deletes it. */
  readonly after: string;
}

/** Refs whose full name starts with a prefix, by name. */
export async function listRefs(directory: string, prefix = 'refs/'): Promise<Ref[]> {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const text = await git(directory, [
    'for-each-ref',
    '--format=%(objectname) %(objecttype) %(refname)',
    folder,
  ]);
  const refs = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [oid = '', type = '', name = ''] = line.split(' ');
      return { name, oid, type: refType(type) };
    });
  return refs.filter((ref) => ref.name.startsWith(prefix));
}

/** What a ref (full name) points to; null when there is none, also for names that no ref can have. */
export async function readRef(objects: ObjectStore, name: string): Promise<Ref | null> {
  if (!name.startsWith('refs/') || NOT_IN_NAMES.test(name)) return null;
  const object = await objects.read(name);
  return object === null ? null : { name, oid: object.oid, type: object.type };
}

/** Moves all refs or none, by git's own compare-and-swap. @returns whether they moved. */
export async function updateRefs(directory: string, updates: readonly RefUpdate[]): Promise<boolean> {
  const lines = updates.map((update) => {
    const before = update.before === null ? '' : ` ${update.before}`;
    return update.after === ZERO
      ? `delete ${update.name}${before}`
      : `update ${update.name} ${update.after}${before}`;
  });
  try {
    await git(directory, ['update-ref', '--stdin'], { input: `${lines.join('\n')}\n` });
    return true;
  } catch (error) {
    if (error instanceof GitFailed) return false;
    throw error;
  }
}

export async function isValidRefName(directory: string, name: string): Promise<boolean> {
  try {
    await git(directory, ['check-ref-format', name]);
    return true;
  } catch (error) {
    if (error instanceof GitFailed) return false;
    throw error;
  }
}

function refType(text: string): Ref['type'] {
  if (text === 'commit' || text === 'tag' || text === 'tree' || text === 'blob') return text;
  throw new Error(`git knows no object type ${text}`);
}
