import type { Sha } from '../../domain/names.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { Comparisons } from './comparisons.ts';

/** GitHub lists no more changed files than this in a comparison, and does not say that it left some out. */
const MOST_COMPARED = 300;

interface TreeJson {
  readonly truncated: boolean;
  readonly tree: readonly {
    readonly path: string;
    readonly mode: string;
    readonly type: string;
    readonly sha: string;
  }[];
}

/** Path → what is there: mode and object id. */
type Listing = ReadonlyMap<string, string>;

/**
 * Files that differ between two commits, removed ones and old names included, because a file that goes away
 * concerns its app as much as one that comes.
 *
 * A comparison is one request, but compares with the merge base and ends at 300 files without a word. It is
 * believed only for a descendant with fewer files; otherwise both trees are listed and compared, which is exact
 * for any two commits. A list cut short would let a push pass by an app that it concerns.
 * @param base null: all files of `head`
 */
export async function changedFiles(
  comparisons: Comparisons,
  base: Sha | null,
  head: Sha,
): Promise<readonly string[]> {
  if (base === null) return [...(await listing(comparisons.client, head)).keys()].sort();
  if (base === head) return [];
  return (
    (await comparedFiles(comparisons, base, head)) ?? (await differingFiles(comparisons.client, base, head))
  );
}

async function comparedFiles(comparisons: Comparisons, base: Sha, head: Sha): Promise<string[] | null> {
  const comparison = await comparisons.first(base, head);
  const files = comparison?.files;
  if (files === undefined || files.length >= MOST_COMPARED || comparison?.status !== 'ahead') return null;
  const names = files.flatMap((file) =>
    file.previous_filename === undefined ? [file.filename] : [file.filename, file.previous_filename],
  );
  return [...new Set(names)].sort();
}

async function differingFiles(client: GitHubClient, base: Sha, head: Sha): Promise<string[]> {
  const [before, after] = await Promise.all([listing(client, base), listing(client, head)]);
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

/**
 * Lists a tree. GitHub cuts a recursive answer at 100,000 entries and says so; then its folders are listed one by
 * one, each recursively.
 */
async function listing(client: GitHubClient, tree: Sha, folder = ''): Promise<Listing> {
  const whole = await readTree(client, tree, true);
  if (!whole.truncated) return files(whole, folder);
  const top = await readTree(client, tree, false);
  const found = new Map(files(top, folder));
  for (const entry of top.tree.filter(({ type }) => type === 'tree')) {
    for (const [path, what] of await listing(client, entry.sha, `${folder}${entry.path}/`)) {
      found.set(path, what);
    }
  }
  return found;
}

async function readTree(client: GitHubClient, tree: Sha, recursive: boolean): Promise<TreeJson> {
  const answer = await client.rest<TreeJson>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    tree_sha: tree,
    ...(recursive ? { recursive: '1' } : {}),
  });
  return answer.data;
}

/** Submodules count as files: their commit is what changes. */
function files(tree: TreeJson, folder: string): Listing {
  const entries = tree.tree.filter(({ type }) => type !== 'tree');
  return new Map(entries.map(({ path, mode, sha }) => [`${folder}${path}`, `${mode} ${sha}`]));
}
