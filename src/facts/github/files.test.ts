import { expect, test } from 'vitest';
import type { Answering } from '../../../test/support/answering-client.ts';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { Comparisons } from './comparisons.ts';
import { changedFiles } from './files.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'c'.repeat(40);

type Entry = readonly [path: string, sha: string, type?: 'blob' | 'tree' | 'commit'];

/** A repository of trees by id, where a recursive listing of the trees in `cut` is not complete. */
function trees(known: Readonly<Record<string, readonly Entry[]>>, cut: readonly string[] = []): Answering {
  return ({ parameters }) => {
    const sha = String(parameters['tree_sha']);
    const truncated = parameters['recursive'] !== undefined && cut.includes(sha);
    const tree = (truncated ? [] : (known[sha] ?? [])).map(([path, id, type = 'blob']) => ({
      path,
      mode: '100644',
      type,
      sha: id,
    }));
    return { truncated, tree };
  };
}

function repository(comparison: object, listings: Answering): ReturnType<typeof answeringClient> {
  return answeringClient((asked) => (asked.what.includes('/compare/') ? comparison : listings(asked)));
}

const TREES = trees({
  [BASE]: [
    ['kept', '1'],
    ['changed', '2'],
    ['removed', '3'],
  ],
  [HEAD]: [
    ['kept', '1'],
    ['changed', '20'],
    ['added', '4'],
    ['lib', '5', 'commit'],
    ['dir', '6', 'tree'],
  ],
});
const DIFFERENCE = ['added', 'changed', 'lib', 'removed'];

test('a short comparison with an ancestor is believed, old names of renamed files included', async () => {
  const files = [{ filename: 'b' }, { filename: 'new', previous_filename: 'old' }];
  const client = repository({ status: 'ahead', commits: [], files }, TREES);
  expect(await changedFiles(new Comparisons(client), BASE, HEAD)).toEqual(['b', 'new', 'old']);
  expect(client.asked).toHaveLength(1);
});

const many = Array.from({ length: 300 }, (_, index) => ({ filename: `f${index}` }));

test.each([
  ['as long as GitHub lets it get', { status: 'ahead', commits: [], files: many }],
  ['with a commit that is no ancestor', { status: 'diverged', commits: [], files: [] }],
  ['with a later commit', { status: 'behind', commits: [], files: [] }],
  ['without files', { status: 'ahead', commits: [] }],
])('a comparison %s is not: both trees are compared', async (_, comparison) => {
  expect(await changedFiles(new Comparisons(repository(comparison, TREES)), BASE, HEAD)).toEqual(DIFFERENCE);
});

test('without a base, all files of the head', async () => {
  expect(await changedFiles(new Comparisons(answeringClient(TREES)), null, HEAD)).toEqual([
    'added',
    'changed',
    'kept',
    'lib',
  ]);
});

test('a tree that is cut short is listed folder by folder', async () => {
  const client = answeringClient(
    trees(
      {
        [HEAD]: [
          ['top', '1'],
          ['web', 'w', 'tree'],
        ],
        w: [
          ['index', '2'],
          ['deep', 'd', 'tree'],
        ],
        d: [
          ['file', '3'],
          ['more/file', '4'],
        ],
      },
      [HEAD, 'w'],
    ),
  );
  expect(await changedFiles(new Comparisons(client), null, HEAD)).toEqual([
    'top',
    'web/deep/file',
    'web/deep/more/file',
    'web/index',
  ]);
});
