import type { ObjectStore } from './objects.ts';
import type { TreeEntry } from './tree.ts';
import { listFiles, readTree } from './tree.ts';

/** Paths of files, as a push lists them: a renamed file is removed and added. */
export interface TreeDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly modified: readonly string[];
}

/** Compares two trees, which may be null for nothing; equal folders are not opened. */
export async function compareTrees(
  objects: ObjectStore,
  before: string | null,
  after: string,
): Promise<TreeDifference> {
  const found = { added: [] as string[], removed: [] as string[], modified: [] as string[] };
  await compare(objects, { before, after, prefix: '' }, found);
  return found;
}

interface Pair {
  readonly before: string | null;
  readonly after: string | null;
  readonly prefix: string;
}

type Found = Record<keyof TreeDifference, string[]>;

async function compare(objects: ObjectStore, pair: Pair, found: Found): Promise<void> {
  const [olds, news] = await Promise.all([entries(objects, pair.before), entries(objects, pair.after)]);
  for (const name of [...new Set([...olds.keys(), ...news.keys()])].sort()) {
    const [old, now] = [olds.get(name), news.get(name)];
    if (old?.oid === now?.oid && old?.mode === now?.mode) continue;
    const path = `${pair.prefix}${name}`;
    const folders = [old, now].filter((entry) => entry?.mode === '040000');
    if (folders.length === 2) {
      const inside = { before: old?.oid ?? null, after: now?.oid ?? null, prefix: `${path}/` };
      await compare(objects, inside, found);
    } else if (folders.length === 0 && old !== undefined && now !== undefined) {
      found.modified.push(path);
    } else {
      found.removed.push(...(await filesOf(objects, old, path)));
      found.added.push(...(await filesOf(objects, now, path)));
    }
  }
}

async function entries(objects: ObjectStore, tree: string | null): Promise<Map<string, TreeEntry>> {
  const list = tree === null ? null : await readTree(objects, tree);
  return new Map((list ?? []).map((entry) => [entry.name, entry]));
}

async function filesOf(objects: ObjectStore, entry: TreeEntry | undefined, path: string): Promise<string[]> {
  if (entry === undefined) return [];
  if (entry.mode !== '040000') return [path];
  return (await listFiles(objects, entry.oid, `${path}/`)).map((file) => file.name);
}
