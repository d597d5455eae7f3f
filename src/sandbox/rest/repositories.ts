import type { JsonObject } from '../actions/host.ts';
import { readCommit } from '../git/commit.ts';
import type { Ref } from '../git/refs.ts';
import { listRefs } from '../git/refs.ts';
import { nodeId } from '../ids.ts';
import { forkRepository } from '../forks.ts';
import { atLeast } from '../model/account.ts';
import type { Repository } from '../model/repository.ts';
import { roleOf } from '../permissions.ts';
import { showRef } from '../ref-read.ts';
import { commitShape } from '../shapes/git.ts';
import { repositoryPage, repositoryShape, repositoryUrl } from '../shapes/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import { HttpError, notFound, ok } from './answer.ts';
import { text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { pageAnswer, param, repoRead, repoWrite } from './route.ts';

export const repositoryRoutes: readonly Route[] = [
  repoRead('GET /repos/{owner}/{repo}', ['metadata:read'], getRepository),
  repoWrite('POST /repos/{owner}/{repo}/forks', { grants: ['administration:write'], role: 'read' }, fork),
  repoRead('GET /repos/{owner}/{repo}/branches', ['contents:read'], listBranches),
  repoRead('GET /repos/{owner}/{repo}/branches/{branch}', ['contents:read'], getBranch),
  repoRead('GET /repos/{owner}/{repo}/tags', ['metadata:read'], listTags),
];

function getRepository(request: RepoRequest): Answer {
  const { world, repository, caller } = request;
  const role = caller.kind === 'user' ? roleOf(world, caller.account, repository) : null;
  const permissions = (level: JsonObject): JsonObject => (role === null ? {} : { permissions: level });
  const { parent } = repository;
  return ok({
    ...repositoryShape(world.urls, repository),
    ...(parent === null ? {} : lineage(world, parent)),
    network_count: 0,
    subscribers_count: 0,
    temp_clone_token: null,
    ...permissions({
      admin: role === 'admin',
      maintain: role !== null && atLeast(role, 'maintain'),
      push: role !== null && atLeast(role, 'write'),
      triage: role !== null && atLeast(role, 'triage'),
      pull: true,
    }),
  });
}

/** `source` is where the line of forks begins. */
function lineage(world: World, parent: Repository): JsonObject {
  let source = parent;
  while (source.parent !== null) source = source.parent;
  return { parent: repositoryShape(world.urls, parent), source: repositoryShape(world.urls, source) };
}

async function fork(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  if (caller.kind !== 'user') throw new HttpError(403, 'Resource not accessible by integration');
  const made = await forkRepository(world, repository, caller, text(body, 'name'));
  return { status: 202, body: { ...repositoryShape(world.urls, made), ...lineage(world, repository) } };
}

async function listBranches(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const refs = await listRefs(repository.directory, 'refs/heads/');
  return pageAnswer(request, refs, (ref) => ({
    name: ref.name.slice('refs/heads/'.length),
    commit: { sha: ref.oid, url: `${repositoryUrl(world.urls, repository)}/commits/${ref.oid}` },
    protected: false,
  }));
}

async function getBranch(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const name = param(request, 'branch');
  const ref = await showRef(world, repository, `refs/heads/${name}`);
  const commit = ref === null ? null : await readCommit(repository.objects, ref.oid);
  if (commit === null) throw notFound();
  const url = `${repositoryUrl(world.urls, repository)}/branches/${name}`;
  return ok({
    name,
    commit: commitShape(world, repository, commit),
    _links: { self: url, html: `${repositoryPage(world.urls, repository)}/tree/${name}` },
    protected: false,
    protection: { enabled: false },
    protection_url: `${url}/protection`,
  });
}

async function listTags(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const refs = await listRefs(repository.directory, 'refs/tags/');
  const commits = new Map<string, string>();
  for (const ref of refs) {
    commits.set(ref.name, (await readCommit(repository.objects, ref.oid))?.oid ?? ref.oid);
  }
  const shape = (ref: Ref): JsonObject => {
    const name = ref.name.slice('refs/tags/'.length);
    const sha = commits.get(ref.name) ?? ref.oid;
    const api = repositoryUrl(world.urls, repository);
    return {
      name,
      commit: { sha, url: `${api}/commits/${sha}` },
      zipball_url: `${api}/zipball/refs/tags/${name}`,
      tarball_url: `${api}/tarball/refs/tags/${name}`,
      node_id: nodeId('REF', `${String(repository.id)}:${ref.name}`),
    };
  };
  return pageAnswer(request, [...refs].reverse(), shape);
}
