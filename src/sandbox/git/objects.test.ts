import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TemporaryFolder } from '../at-exit.ts';
import { temporaryFolder } from '../at-exit.ts';
import type { ObjectStore } from './objects.ts';
import { openObjects } from './objects.ts';
import { git } from './process.ts';
import { changeTree } from './tree.ts';

let folder: TemporaryFolder;
let objects: ObjectStore;
let tree: string;

beforeEach(async () => {
  folder = temporaryFolder('objects-');
  await git(folder.path, ['init', '--quiet', '--bare']);
  objects = openObjects(folder.path);
  const entry = { mode: '100644', oid: objects.write('blob', Buffer.from('hello')) };
  tree = await changeTree(objects, null, [{ path: 'docs/a', entry }]);
});

afterEach(async () => {
  objects.close();
  await folder.remove();
});

function read(expression: string): Promise<string | null> {
  return objects.read(expression).then((object) => object?.content.toString() ?? null);
}

test.each(['../../etc/passwd', '..', '.', './docs/a', 'docs/../docs/a', '/docs/a', 'docs/none', 'a\nb'])(
  'there is nothing at “%s”, and what comes after it is read',
  async (path) => {
    const [odd, plain] = await Promise.all([read(`${tree}:${path}`), read(`${tree}:docs/a`)]);
    expect(odd).toBeNull();
    expect(plain).toBe('hello');
  },
);

/** Git dies of it where a branch follows no other. */
const DEADLY = 'main@{upstream}';

test('an expression that git dies of fails alone', async () => {
  const oid = objects.write(
    'commit',
    Buffer.from(`tree ${tree}\nauthor a <a> 0 +0000\ncommitter a <a> 0 +0000\n\nx`),
  );
  await git(folder.path, ['update-ref', 'refs/heads/main', oid]);
  const asked = [read(`${tree}:docs/a`), read(DEADLY), read(`${tree}:docs/a`), read(DEADLY), read(oid)];
  const [before, deadly, after, again, last] = await Promise.allSettled(asked);
  expect(deadly).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('ended') } });
  expect(again).toMatchObject({ status: 'rejected' });
  for (const each of [before, after]) expect(each).toEqual({ status: 'fulfilled', value: 'hello' });
  expect(last).toMatchObject({ status: 'fulfilled', value: expect.stringContaining(tree) });
  expect(await read(`${tree}:docs/a`)).toBe('hello');
});

test('where there is no git, each fails and nobody waits', async () => {
  const path = process.env['PATH'];
  process.env['PATH'] = folder.path;
  try {
    const asked = await Promise.allSettled([read(`${tree}:docs/a`), read(`${tree}:docs/b`)]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  } finally {
    process.env['PATH'] = path;
  }
});
