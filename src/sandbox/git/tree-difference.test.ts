import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ObjectStore } from './objects.ts';
import { openObjects } from './objects.ts';
import { git } from './process.ts';
import { changeTree } from './tree.ts';
import { compareTrees } from './tree-difference.ts';

let directory: string;
let objects: ObjectStore;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tree-difference-'));
  await git(directory, ['init', '--quiet', '--bare']);
  objects = openObjects(directory);
});

afterAll(async () => {
  objects.close();
  await rm(directory, { recursive: true });
});

test.each([
  // before, after, what changed
  [null, { a: '1', 'b/c': '2' }, { added: ['a', 'b/c'], removed: [], modified: [] }],
  [
    { a: '1', b: '2' },
    { a: '1', b: '3' },
    { added: [], removed: [], modified: ['b'] },
  ],
  [{ 'x/a': '1', 'x/b': '2' }, { 'x/a': '1' }, { added: [], removed: ['x/b'], modified: [] }],
  [{ old: '1' }, { new: '1' }, { added: ['new'], removed: ['old'], modified: [] }],
  [{ x: '1' }, { 'x/y/z': '1' }, { added: ['x/y/z'], removed: ['x'], modified: [] }],
  [{ 'a/b/c': '1' }, { 'a/b/c': '1' }, { added: [], removed: [], modified: [] }],
] as const)('%j → %j', async (before, after, expected) => {
  const [old, now] = [before === null ? null : await tree(before), await tree(after)];
  expect(await compareTrees(objects, old, now)).toEqual(expected);
  if (old === null) return;
  const said = await git(directory, ['diff-tree', '-r', '--name-only', old, now]);
  const paths = [...expected.added, ...expected.removed, ...expected.modified];
  expect(paths.sort()).toEqual(said.split('\n').filter((line) => line !== ''));
});

function tree(files: Readonly<Record<string, string>>): Promise<string> {
  const changes = Object.entries(files).map(([path, text]) => ({
    path,
    entry: { mode: '100644', oid: objects.write('blob', Buffer.from(text)) },
  }));
  return changeTree(objects, null, changes);
}
