import type { GitHubClient } from '../../github/client.ts';
import { GitHubRefused } from '../../github/client.ts';
import type { FileMap } from '../file-map.ts';
import { isHotPath, META_PATH, REPOSITORY_PATH } from '../paths.ts';
import type { LostHead, RawBranch, Version } from '../branch-view.ts';
import { StoreUnavailable } from '../store.ts';
import type { Newest } from '../taken-back.ts';
import type { BranchReader, Snapshot } from './branch-reader.ts';
import type { Authors } from './head-check.ts';
import { foreignness } from './head-check.ts';

/** Earlier commits of a file that are looked at for a whole text. */
const VERSIONS = 30;
/** Files of one query. */
const AT_ONCE = 40;

/** What an examination is made with. */
export interface RawOptions {
  readonly branch: string;
  readonly authors: Authors;
  readonly reader: BranchReader;
  /** Null: there is no branch. */
  readonly snapshot: Snapshot | null;
  readonly newest: Newest | null;
}

/** Path → id of the file. */
type Tree = ReadonlyMap<string, string>;

interface CommitJson {
  readonly sha: string;
  readonly parents: readonly unknown[];
  readonly author: { readonly login: string } | null;
  readonly commit: { readonly author: { readonly name?: string } | null };
}

/** @returns the branch as GitHub has it, for `examineBranch`. */
export async function rawBranch(client: GitHubClient, options: RawOptions): Promise<RawBranch> {
  const { branch, authors, reader, snapshot, newest } = options;
  const tree = snapshot === null ? new Map<string, string>() : await treeOf(client, snapshot.head.oid);
  if (tree === null) throw new StoreUnavailable(`${branch}: GitHub does not show the files of its head`);
  const foreign = snapshot === null ? null : foreignness(snapshot.head, authors);
  const lost = await lostHead(client, options, tree);
  const from = lost?.files ? lost.oid : (snapshot?.head.oid ?? null);
  return {
    branch,
    head: snapshot === null ? null : { oid: snapshot.head.oid, foreign },
    files: new Map([...(snapshot?.files ?? [])].filter(([path]) => isHotPath(path))),
    paths: new Set(tree.keys()),
    lost,
    trusted:
      foreign === null || from === null ? null : await trusted(client, { authors, reader, from, newest }),
    versions: (path) => versions(client, { reader, from }, path),
    read: (paths) =>
      snapshot === null ? Promise.resolve(new Map()) : readMany(reader, snapshot.head.oid, paths),
  };
}

/** The newest commit that was seen, when the head neither is nor follows it. */
async function lostHead(
  client: GitHubClient,
  { snapshot, newest, reader }: RawOptions,
  present: Tree,
): Promise<LostHead | null> {
  if (newest === null || snapshot?.head.oid === newest.oid) return null;
  if (snapshot !== null && (await follows(client, newest.oid, snapshot.head.oid))) return null;
  const tree = await treeOf(client, newest.oid);
  if (tree === null) return { ...newest, files: null, surplus: [] };
  const changed = [...tree].filter(([path, id]) => present.get(path) !== id).map(([path]) => path);
  const surplus = [...present.keys()].filter((path) => !tree.has(path));
  return { ...newest, files: await readMany(reader, newest.oid, changed), surplus };
}

/** @returns whether one commit is an ancestor of another; false where GitHub does not know one of them any more. */
export async function follows(client: GitHubClient, earlier: string, later: string): Promise<boolean> {
  const comparison = await orGone(
    client.rest<{ status: string }>('GET /repos/{owner}/{repo}/compare/{basehead}', {
      basehead: `${earlier}...${later}`,
      per_page: 1,
    }),
  );
  return comparison !== null && ['ahead', 'identical'].includes(comparison.data.status);
}

async function treeOf(client: GitHubClient, oid: string): Promise<Tree | null> {
  interface TreeJson {
    readonly tree: readonly { readonly path: string; readonly type: string; readonly sha: string }[];
    readonly truncated: boolean;
  }
  const answer = await orGone(
    client.rest<TreeJson>('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      tree_sha: oid,
      recursive: '1',
    }),
  );
  if (answer === null) return null;
  if (answer.data.truncated) {
    throw new StoreUnavailable('the state branch has more files than GitHub lists at once');
  }
  return new Map(answer.data.tree.filter(({ type }) => type === 'blob').map(({ path, sha }) => [path, sha]));
}

async function readMany(reader: BranchReader, oid: string, paths: readonly string[]): Promise<FileMap> {
  const all = new Map<string, string>();
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    for (const [path, text] of await reader.readFiles(oid, paths.slice(from, from + AT_ONCE))) {
      all.set(path, text);
    }
  }
  return all;
}

async function* versions(
  client: GitHubClient,
  { reader, from }: { readonly reader: BranchReader; readonly from: string | null },
  path: string,
): AsyncIterable<Version> {
  if (from === null) return;
  for (const { sha } of await commitsOf(client, from, { path })) {
    const text = (await reader.readFiles(sha, [path])).get(path);
    if (text !== undefined) yield { commit: sha, text };
  }
}

/** What somebody else's commit may not lower: the newest commit of ours says how far the numbers were. */
async function trusted(
  client: GitHubClient,
  {
    authors,
    reader,
    from,
    newest,
  }: Pick<RawOptions, 'authors' | 'reader' | 'newest'> & { readonly from: string },
): Promise<FileMap | null> {
  const commits = await commitsOf(client, from, {});
  const own = commits.find((each) => foreignness(headOf(each), authors) === null)?.sha ?? newest?.oid;
  return own === undefined ? null : reader.readFiles(own, [META_PATH, REPOSITORY_PATH]);
}

function headOf({ sha: oid, parents, author, commit }: CommitJson) {
  const authors = [author?.login, commit.author?.name].filter((name) => typeof name === 'string');
  return { oid, parents: parents.length, authors, newest: [] };
}

async function commitsOf(
  client: GitHubClient,
  sha: string,
  more: { readonly path?: string },
): Promise<readonly CommitJson[]> {
  const answer = await orGone(
    client.rest<readonly CommitJson[]>('GET /repos/{owner}/{repo}/commits', {
      sha,
      per_page: VERSIONS,
      ...more,
    }),
  );
  return answer?.data ?? [];
}

/** GitHub collects what no ref leads to; it answers 404, or 422 for an id that it does not know. */
async function orGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GitHubRefused && [404, 409, 422].includes(error.status)) return null;
    throw error;
  }
}
