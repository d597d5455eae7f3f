import { readCommit } from '../git/commit.ts';
import { listRefs } from '../git/refs.ts';
import { nodeId } from '../ids.ts';
import type { Repository } from '../model/repository.ts';
import { fullName } from '../model/repository.ts';
import { canSee } from '../permissions.ts';
import { isPull } from '../pulls.ts';
import { shortName } from '../ref-moves.ts';
import { showRef } from '../ref-read.ts';
import { repositoryPage } from '../shapes/repository.ts';
import { findByFullName } from '../world.ts';
import { actorNode } from './actor.ts';
import { commitNode, objectNode } from './git.ts';
import type { Args, GraphContext, GraphNode, RepoContext } from './node.ts';
import { connection, demandAccess, graphError, textArg } from './node.ts';
import { pullNode } from './pull.ts';

/** @throws the error of GitHub for a repository that is not there, or that the caller may not know of. */
export function repositoryByName(context: GraphContext, name: string): Repository {
  const found = findByFullName(context.world, name);
  if (found !== null && canSee(context.world, context.caller, found)) return found;
  throw graphError('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
}

export function repositoryNode(context: RepoContext): GraphNode {
  const { world, repository } = context;
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: () => actorNode(context, repository.owner),
    url: repositoryPage(world.urls, repository),
    isPrivate: repository.private,
    isArchived: false,
    isFork: repository.parent !== null,
    parent: () => parentNode(context),
    createdAt: repository.createdAt,
    defaultBranchRef: () => namedRef(context, `refs/heads/${repository.defaultBranch}`),
    ref: (args: Args) => namedRef(context, qualified(textArg(args, 'qualifiedName') ?? '')),
    refs: (args: Args) => refs(context, args),
    object: (args: Args) => gitObject(context, args),
    pullRequest: (args: Args) => pullRequest(context, args),
    pullRequests: (args: Args) => pullRequests(context, args),
  };
}

function parentNode(context: RepoContext): GraphNode | null {
  const { parent } = context.repository;
  const seen = parent !== null && canSee(context.world, context.caller, parent);
  return seen ? repositoryNode({ ...context, repository: parent }) : null;
}

/** The ref as it stands now (or stood a moment ago, when a test says so); null when there is none. */
export async function namedRef(context: RepoContext, name: string): Promise<GraphNode | null> {
  demandAccess(context, { grants: ['contents:read'], role: 'read' });
  const ref = await showRef(context.world, context.repository, name);
  return ref === null ? null : refNode(context, name, ref.oid);
}

export function refNode(context: RepoContext, name: string, oid: string): GraphNode {
  const { repository } = context;
  return {
    __typename: 'Ref',
    id: nodeId('REF', `${String(repository.id)}:${name}`),
    name: shortName(name),
    prefix: name.slice(0, name.indexOf('/', 'refs/'.length) + 1),
    repository: () => repositoryNode(context),
    target: async () => objectNode(context, await repository.objects.read(oid)),
  };
}

function qualified(name: string): string {
  return name.startsWith('refs/') ? name : `refs/heads/${name}`;
}

async function refs(context: RepoContext, args: Args): Promise<GraphNode> {
  demandAccess(context, { grants: ['contents:read'], role: 'read' });
  const found = await listRefs(context.repository.directory, textArg(args, 'refPrefix') ?? 'refs/heads/');
  return connection('RefConnection', found, args, (ref) => refNode(context, ref.name, ref.oid));
}

async function gitObject(context: RepoContext, args: Args): Promise<GraphNode | null> {
  demandAccess(context, { grants: ['contents:read'], role: 'read' });
  const { objects, defaultBranch } = context.repository;
  const oid = textArg(args, 'oid');
  if (oid !== undefined) return objectNode(context, await objects.read(oid));
  const [revision = '', path] = (textArg(args, 'expression') ?? '').split(':');
  const start = revision === '' || revision === 'HEAD' ? defaultBranch : revision;
  for (const name of [start, `refs/heads/${start}`, `refs/tags/${start}`]) {
    const commit = /^([0-9a-f]{40}$|refs\/)/.test(name) ? await readCommit(objects, name) : null;
    if (commit === null) continue;
    const below = path === '' ? commit.tree : `${commit.oid}:${path ?? ''}`;
    return objectNode(context, await objects.read(path === undefined ? commit.oid : below));
  }
  return null;
}

function pullRequest(context: RepoContext, args: Args): GraphNode {
  demandAccess(context, { grants: ['pull_requests:read'], role: 'read' });
  const issue = context.repository.issues.get(Number(args['number']));
  if (issue !== undefined && isPull(issue)) return pullNode(context, issue, commitNode);
  const number = String(args['number']);
  throw graphError('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
}

function pullRequests(context: RepoContext, args: Args): GraphNode {
  demandAccess(context, { grants: ['pull_requests:read'], role: 'read' });
  const states = Array.isArray(args['states']) ? args['states'].map(String) : null;
  const found = [...context.repository.issues.values()].filter(isPull).filter((issue) => {
    const state = issue.pull.merged !== null ? 'MERGED' : issue.state.toUpperCase();
    return states === null || states.includes(state);
  });
  return connection('PullRequestConnection', found, args, (issue) => pullNode(context, issue, commitNode));
}
