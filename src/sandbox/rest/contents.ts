import type { JsonObject } from '../actions/host.ts';
import { authorOf, webFlow } from '../authorship.ts';
import { readCommit, writeCommit } from '../git/commit.ts';
import { resolveCommit } from '../git/resolve.ts';
import type { TreeEntry } from '../git/tree.ts';
import { changeTree, entryType, readTree } from '../git/tree.ts';
import { ZERO } from '../git/refs.ts';
import type { Repository } from '../model/repository.ts';
import { moveRefs } from '../ref-moves.ts';
import { gitCommitShape } from '../shapes/git.ts';
import { repositoryPage, repositoryUrl } from '../shapes/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { HttpError, notFound, ok } from './answer.ts';
import { text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { param, repoRead, repoWrite } from './route.ts';

export const contentRoutes: readonly Route[] = [
  repoRead('GET /repos/{owner}/{repo}/contents/{path}', ['contents:read'], getContents),
  repoWrite(
    'PUT /repos/{owner}/{repo}/contents/{path}',
    { grants: ['contents:write'], role: 'write' },
    putContents,
  ),
];

/** Text of larger files is left out; the blob has it. */
const LARGEST_TEXT = 1_000_000;

async function getContents(request: RepoRequest): Promise<Answer> {
  const { world, repository, query } = request;
  const ref = query['ref'] ?? repository.defaultBranch;
  const commit = await resolveCommit(repository.objects, ref);
  if (commit === null) {
    throw query['ref'] === undefined
      ? new HttpError(404, 'This repository is empty.')
      : new HttpError(404, `No commit found for the ref ${ref}`);
  }
  const path = param(request, 'path').replace(/\/$/, '');
  const object = await repository.objects.read(path === '' ? commit.tree : `${commit.oid}:${path}`);
  if (object === null) throw notFound();
  const shape = (name: string, oid: string, size: number, type: string): JsonObject =>
    contentShape(world, repository, { path: name, oid, size, type, ref });
  if (object.type === 'tree') {
    const entries = (await readTree(repository.objects, object.oid)) ?? [];
    const prefix = path === '' ? '' : `${path}/`;
    return ok(
      await Promise.all(
        entries.map(async (entry) =>
          shape(`${prefix}${entry.name}`, entry.oid, await sizeOf(repository, entry), contentType(entry)),
        ),
      ),
    );
  }
  const small = object.content.length <= LARGEST_TEXT;
  return ok({
    ...shape(path, object.oid, object.content.length, 'file'),
    content: small ? `${object.content.toString('base64').replace(/(.{60})/g, '$1\n')}\n` : '',
    encoding: small ? 'base64' : 'none',
  });
}

async function putContents(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const path = param(request, 'path');
  const branch = `refs/heads/${text(body, 'branch') ?? repository.defaultBranch}`;
  const head = await readCommit(repository.objects, branch);
  const old = head === null ? null : await repository.objects.read(`${head.oid}:${path}`);
  const known = text(body, 'sha');
  if (old !== null && known === undefined) {
    throw new HttpError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if ((old?.oid ?? undefined) !== known) throw new HttpError(409, `${path} does not match ${known ?? ''}`);
  const blob = repository.objects.write('blob', Buffer.from(text(body, 'content') ?? '', 'base64'));
  const change = { path, entry: { mode: '100644', oid: blob } };
  const oid = writeCommit(repository.objects, {
    tree: await changeTree(repository.objects, head?.tree ?? null, [change]),
    parents: head === null ? [] : [head.oid],
    author: authorOf(world, caller),
    committer: webFlow(world),
    message: text(body, 'message') ?? '',
  });
  const update = { name: branch, before: head?.oid ?? ZERO, after: oid };
  if (!(await moveRefs(world, repository, caller, [update]))) {
    throw new HttpError(409, `is at ${oid} but expected ${head?.oid ?? ''}`);
  }
  const commit = await readCommit(repository.objects, oid);
  if (commit === null) throw new Error(`the commit ${oid} was not written`);
  const size = (await repository.objects.read(blob))?.content.length ?? 0;
  const content = contentShape(world, repository, { path, oid: blob, size, type: 'file', ref: oid });
  return {
    status: old === null ? 201 : 200,
    body: { content, commit: gitCommitShape(world, repository, commit) },
  };
}

async function sizeOf(repository: Repository, entry: TreeEntry): Promise<number> {
  return entryType(entry) === 'blob' ? ((await repository.objects.read(entry.oid))?.content.length ?? 0) : 0;
}

function contentType(entry: TreeEntry): string {
  if (entry.mode === '120000') return 'symlink';
  return { tree: 'dir', blob: 'file', commit: 'submodule' }[entryType(entry)];
}

interface Content {
  readonly path: string;
  readonly oid: string;
  readonly size: number;
  readonly type: string;
  readonly ref: string;
}

function contentShape(world: World, repository: Repository, content: Content): JsonObject {
  const api = repositoryUrl(world.urls, repository);
  const page = repositoryPage(world.urls, repository);
  const self = `${api}/contents/${content.path}?ref=${content.ref}`;
  const folder = content.type === 'dir';
  const gitUrl = `${api}/git/${folder ? 'trees' : 'blobs'}/${content.oid}`;
  const html = `${page}/${folder ? 'tree' : 'blob'}/${content.ref}/${content.path}`;
  return {
    name: content.path.split('/').at(-1) ?? content.path,
    path: content.path,
    sha: content.oid,
    size: content.size,
    url: self,
    html_url: html,
    git_url: gitUrl,
    download_url: folder ? null : `${page}/raw/${content.ref}/${content.path}`,
    type: content.type,
    _links: { self, git: gitUrl, html },
  };
}
