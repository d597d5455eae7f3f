import type { JsonObject } from '../actions/host.ts';
import { authorOf, webFlow } from '../authorship.ts';
import type { Signature } from '../git/commit.ts';
import { readCommit, signatureLine, writeCommit } from '../git/commit.ts';
import { isOid } from '../git/objects.ts';
import { readRef } from '../git/refs.ts';
import type { FileChange, TreeEntry } from '../git/tree.ts';
import { changeTree, EMPTY_TREE, entryType, NoSuchPath, readTree } from '../git/tree.ts';
import { nodeId } from '../ids.ts';
import type { Repository } from '../model/repository.ts';
import { gitCommitShape } from '../shapes/git.ts';
import { repositoryUrl } from '../shapes/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, notFound, ok } from './answer.ts';
import { object, objects, text, texts } from './fields.ts';
import { refuseEmpty } from './git-refs.ts';
import { tagRoutes } from './git-tags.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { param, repoRead, repoWrite } from './route.ts';

const WRITE = { grants: ['contents:write'], role: 'write' } as const;

export const gitObjectRoutes: readonly Route[] = [
  repoRead('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', ['contents:read'], getBlob),
  repoWrite('POST /repos/{owner}/{repo}/git/blobs', WRITE, createBlob),
  repoRead('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', ['contents:read'], getTree),
  repoWrite('POST /repos/{owner}/{repo}/git/trees', WRITE, createTree),
  repoRead('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', ['contents:read'], getCommit),
  repoWrite('POST /repos/{owner}/{repo}/git/commits', WRITE, createCommit),
  ...tagRoutes,
];

async function getBlob(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const sha = param(request, 'file_sha');
  const blob = isOid(sha) ? await repository.objects.read(sha) : null;
  if (blob?.type !== 'blob') throw notFound();
  return ok({
    sha: blob.oid,
    node_id: nodeId('B', `${String(repository.id)}:${blob.oid}`),
    size: blob.content.length,
    url: `${repositoryUrl(world.urls, repository)}/git/blobs/${blob.oid}`,
    content: blob.content.toString('base64').replace(/(.{60})/g, '$1\n'),
    encoding: 'base64',
  });
}

async function createBlob(request: ActorRequest): Promise<Answer> {
  const { world, repository, body } = request;
  await refuseEmpty(request);
  const encoding = text(body, 'encoding') === 'base64' ? 'base64' : 'utf8';
  const sha = repository.objects.write('blob', Buffer.from(text(body, 'content') ?? '', encoding));
  return created({ sha, url: `${repositoryUrl(world.urls, repository)}/git/blobs/${sha}` });
}

async function getTree(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const wanted = param(request, 'tree_sha');
  const branch = await readRef(repository.objects, `refs/heads/${wanted}`);
  const start = isOid(wanted) ? wanted : branch?.oid;
  const tree = start === undefined ? null : await repository.objects.read(`${start}^{tree}`);
  if (tree === null) throw notFound();
  const recursive = 'recursive' in request.query;
  const entries = recursive
    ? await withFolders(repository, tree.oid, '')
    : ((await readTree(repository.objects, tree.oid)) ?? []);
  return ok(await treeShape(world, repository, tree.oid, entries));
}

async function createTree(request: ActorRequest): Promise<Answer> {
  const { world, repository, body } = request;
  await refuseEmpty(request);
  const base = text(body, 'base_tree');
  const baseTree =
    base === undefined || !isOid(base) ? null : await repository.objects.read(`${base}^{tree}`);
  if (base !== undefined && baseTree === null) throw notFound();
  const changes = objects(body, 'tree').map((each) => fileChange(repository, each));
  const tree = await changeTree(repository.objects, baseTree?.oid ?? null, changes).catch(
    (error: unknown) => {
      if (error instanceof NoSuchPath) throw new HttpError(422, 'GitRPC::BadObjectState');
      throw error;
    },
  );
  const entries = (await readTree(repository.objects, tree)) ?? [];
  return created(await treeShape(world, repository, tree, entries));
}

function fileChange(repository: Repository, each: JsonObject): FileChange {
  const path = text(each, 'path') ?? '';
  if (path === '' || path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
    throw new HttpError(422, 'tree.path contains a malformed path component');
  }
  if (each['sha'] === null) return { path, entry: null };
  const content = text(each, 'content');
  const oid =
    content === undefined ? text(each, 'sha') : repository.objects.write('blob', Buffer.from(content));
  if (oid === undefined) throw new HttpError(422, 'Must supply either tree.sha or tree.content');
  return { path, entry: { mode: text(each, 'mode') ?? '100644', oid } };
}

async function getCommit(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const sha = param(request, 'commit_sha');
  const commit = isOid(sha) ? await readCommit(repository.objects, sha) : null;
  if (commit === null) throw notFound();
  return ok(gitCommitShape(world, repository, commit));
}

async function createCommit(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  await refuseEmpty(request);
  const tree = text(body, 'tree') ?? '';
  if (tree !== EMPTY_TREE && (await repository.objects.read(tree))?.type !== 'tree') {
    throw new HttpError(422, 'Tree SHA does not exist');
  }
  const parents = texts(body, 'parents');
  for (const parent of parents) {
    if ((await repository.objects.read(parent))?.type === 'commit') continue;
    throw new HttpError(422, 'Parent SHA does not exist or is not a commit object');
  }
  const given = object(body, 'author');
  const author = given === undefined ? authorOf(world, caller) : signature(world, given);
  const committer = object(body, 'committer');
  const oid = writeCommit(repository.objects, {
    tree,
    parents,
    author,
    committer:
      committer === undefined ? defaultCommitter(request, given, author) : signature(world, committer),
    message: text(body, 'message') ?? '',
  });
  const commit = await readCommit(repository.objects, oid);
  if (commit === null) throw new Error(`the commit ${oid} was not written`);
  return created(gitCommitShape(world, repository, commit));
}

/** Bots that name no author get a commit that GitHub signs (docs, "Signature verification for bots"). */
function defaultCommitter(
  request: ActorRequest,
  given: JsonObject | undefined,
  author: Signature,
): Signature {
  return given === undefined && request.caller.kind !== 'user' ? webFlow(request.world) : author;
}

function signature(world: World, given: JsonObject): Signature {
  const date = text(given, 'date');
  const made = {
    name: text(given, 'name') ?? '',
    email: text(given, 'email') ?? '',
    date: date === undefined ? world.clock.now() : new Date(date),
  };
  if (signatureLine(made).startsWith(' ')) throw new HttpError(422, 'author name is empty');
  return made;
}

async function withFolders(repository: Repository, tree: string, prefix: string): Promise<TreeEntry[]> {
  const found: TreeEntry[] = [];
  for (const entry of (await readTree(repository.objects, tree)) ?? []) {
    const name = `${prefix}${entry.name}`;
    found.push({ ...entry, name });
    if (entry.mode === '040000') found.push(...(await withFolders(repository, entry.oid, `${name}/`)));
  }
  return found;
}

async function treeShape(
  world: World,
  repository: Repository,
  oid: string,
  entries: readonly TreeEntry[],
): Promise<JsonObject> {
  const api = repositoryUrl(world.urls, repository);
  const shaped: JsonObject[] = [];
  for (const entry of entries) {
    const type = entryType(entry);
    const size = type === 'blob' ? (await repository.objects.read(entry.oid))?.content.length : undefined;
    shaped.push({
      path: entry.name,
      mode: entry.mode,
      type,
      sha: entry.oid,
      ...(size === undefined ? {} : { size }),
      url: `${api}/git/${type}s/${entry.oid}`,
    });
  }
  return { sha: oid, url: `${api}/git/trees/${oid}`, tree: shaped, truncated: false };
}
