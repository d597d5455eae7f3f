import type { ObjectStore } from './objects.ts';

export interface TreeEntry {
  /** `100644`, `100755`, `120000`, `040000` or `160000`. */
  readonly mode: string;
  readonly name: string;
  readonly oid: string;
}

export type FileChange = { readonly path: string; readonly entry: Omit<TreeEntry, 'name'> | null };

/** Path that a change deletes although it is not there. */
export class NoSuchPath extends Error {
  override readonly name = 'NoSuchPath';
  readonly path: string;

  constructor(path: string) {
    super(`path ${path} does not exist`);
    this.path = path;
  }
}

export const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Entries of a tree by oid or expression; null when it is not a tree. */
export async function readTree(objects: ObjectStore, expression: string): Promise<TreeEntry[] | null> {
  if (expression === EMPTY_TREE) return [];
  const object = await objects.read(expression);
  return object?.type === 'tree' ? parseTree(object.content) : null;
}

/**
 * Writes a tree that differs from `base` by the changes; folders that become empty disappear.
 * @throws {NoSuchPath} when a path that is not there is deleted.
 */
export async function changeTree(
  objects: ObjectStore,
  base: string | null,
  changes: readonly FileChange[],
): Promise<string> {
  return (await changeFolder(objects, base, changes)) ?? objects.write('tree', new Uint8Array());
}

export function writeTree(objects: ObjectStore, entries: readonly TreeEntry[]): string {
  const sorted = [...entries].sort((a, b) => Buffer.compare(sortKey(a), sortKey(b)));
  const parts = sorted.flatMap((entry) => [
    Buffer.from(`${entry.mode.replace(/^0/, '')} ${entry.name}\0`),
    Buffer.from(entry.oid, 'hex'),
  ]);
  return objects.write('tree', Buffer.concat(parts));
}

/** Every file below a tree, with its whole path. */
export async function listFiles(objects: ObjectStore, tree: string, prefix = ''): Promise<TreeEntry[]> {
  const files: TreeEntry[] = [];
  for (const entry of (await readTree(objects, tree)) ?? []) {
    const path = `${prefix}${entry.name}`;
    if (entry.mode === '040000') files.push(...(await listFiles(objects, entry.oid, `${path}/`)));
    else files.push({ ...entry, name: path });
  }
  return files;
}

export function entryType(entry: Pick<TreeEntry, 'mode'>): 'blob' | 'tree' | 'commit' {
  if (entry.mode === '040000') return 'tree';
  return entry.mode === '160000' ? 'commit' : 'blob';
}

/** Mode of a new file: scripts that name their interpreter can be run. */
export function modeOf(text: string): string {
  return text.startsWith('#!') ? '100755' : '100644';
}

async function changeFolder(
  objects: ObjectStore,
  base: string | null,
  changes: readonly FileChange[],
): Promise<string | null> {
  const entries = new Map<string, TreeEntry>();
  for (const entry of (base === null ? null : await readTree(objects, base)) ?? []) {
    entries.set(entry.name, entry);
  }
  const below = new Map<string, FileChange[]>();
  for (const change of changes) {
    const slash = change.path.indexOf('/');
    if (slash < 0) applyHere(entries, change);
    else {
      const folder = change.path.slice(0, slash);
      below.set(folder, [...(below.get(folder) ?? []), { ...change, path: change.path.slice(slash + 1) }]);
    }
  }
  for (const [folder, inside] of below) {
    const old = entries.get(folder);
    const oid = await changeFolder(objects, old?.mode === '040000' ? old.oid : null, inside);
    if (oid === null) entries.delete(folder);
    else entries.set(folder, { mode: '040000', name: folder, oid });
  }
  return entries.size === 0 ? null : writeTree(objects, [...entries.values()]);
}

function applyHere(entries: Map<string, TreeEntry>, change: FileChange): void {
  if (change.entry !== null) entries.set(change.path, { ...change.entry, name: change.path });
  else if (!entries.delete(change.path)) throw new NoSuchPath(change.path);
}

function parseTree(content: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < content.length;) {
    const space = content.indexOf(32, at);
    const zero = content.indexOf(0, space);
    entries.push({
      mode: content.toString('utf8', at, space).padStart(6, '0'),
      name: content.toString('utf8', space + 1, zero),
      oid: content.toString('hex', zero + 1, zero + 21),
    });
    at = zero + 21;
  }
  return entries;
}

/** Git sorts a folder as if its name ended with a slash. */
function sortKey(entry: TreeEntry): Buffer {
  return Buffer.from(entry.mode === '040000' ? `${entry.name}/` : entry.name);
}
