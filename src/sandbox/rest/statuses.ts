import { happen } from '../events.ts';
import { listRefs } from '../git/refs.ts';
import { readCommit } from '../git/commit.ts';
import { isOid } from '../git/objects.ts';
import { resolveCommit } from '../git/resolve.ts';
import type { Status, StatusState } from '../model/check.ts';
import type { Repository } from '../model/repository.ts';
import { fullName } from '../model/repository.ts';
import { simpleStatusShape, statusShape } from '../shapes/check.ts';
import { commitShape } from '../shapes/git.ts';
import { repositoryShape, repositoryUrl } from '../shapes/repository.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, invalid, notFound } from './answer.ts';
import { text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { page, pageAnswer, param, repoRead, repoWrite } from './route.ts';

export const statusRoutes: readonly Route[] = [
  repoWrite(
    'POST /repos/{owner}/{repo}/statuses/{sha}',
    { grants: ['statuses:write'], role: 'write' },
    createStatus,
  ),
  repoRead('GET /repos/{owner}/{repo}/commits/{ref}/statuses', ['statuses:read'], listStatuses),
  repoRead('GET /repos/{owner}/{repo}/commits/{ref}/status', ['statuses:read'], combinedStatus),
];

/** GitHub's limit per commit and context. */
const MOST_STATUSES = 1000;
const LONGEST_DESCRIPTION = 140;

async function createStatus(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const sha = param(request, 'sha');
  const commit = isOid(sha) ? await readCommit(repository.objects, sha) : null;
  if (commit === null) throw new HttpError(422, `No commit found for SHA: ${sha}`);
  const description = text(body, 'description') ?? null;
  if ((description ?? '').length > LONGEST_DESCRIPTION) {
    throw invalid('Status', 'description', 'custom', 'description is too long (maximum is 140 characters)');
  }
  const context = text(body, 'context') ?? 'default';
  const same = repository.statuses.filter((each) => each.sha === sha && sameContext(each.context, context));
  if (same.length >= MOST_STATUSES) {
    const limit = 'This SHA and context has reached the maximum number of statuses.';
    throw invalid('Status', 'context', 'custom', limit);
  }
  const status: Status = {
    id: world.nextId('status'),
    sha,
    state: stateOf(text(body, 'state')),
    context,
    description,
    targetUrl: text(body, 'target_url') ?? null,
    creator: caller.account,
    createdAt: nowText(world),
  };
  repository.statuses.push(status);
  const payload = {
    id: status.id,
    sha,
    name: fullName(repository),
    avatar_url: null,
    target_url: status.targetUrl,
    context,
    description,
    state: status.state,
    commit: commitShape(world, repository, commit),
    branches: await branchesOf(request, sha),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
  happen(world, { repository, name: 'status', payload, actor: caller });
  return created(statusShape(world, repository, status));
}

async function listStatuses(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const sha = await commitOf(request);
  const found = repository.statuses.filter((status) => status.sha === sha).reverse();
  return pageAnswer(request, found, (status) => statusShape(world, repository, status));
}

/** Statuses alone: check runs are not part of this answer. */
async function combinedStatus(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const sha = await commitOf(request);
  const newest = newestStatuses(repository, sha);
  const one = page(request, newest);
  const body = {
    state: combine(newest.map((status) => status.state)),
    statuses: one.items.map((status) => simpleStatusShape(world, repository, status)),
    sha,
    total_count: newest.length,
    repository: repositoryShape(world.urls, repository),
    commit_url: `${repositoryUrl(world.urls, repository)}/commits/${sha}`,
    url: `${repositoryUrl(world.urls, repository)}/commits/${sha}/status`,
  };
  return { status: 200, body, headers: one.headers };
}

/** The newest status of each context; contexts are compared without case. */
export function newestStatuses(repository: Repository, sha: string): Status[] {
  const newest = new Map<string, Status>();
  for (const status of repository.statuses) {
    if (status.sha === sha) newest.set(status.context.toLowerCase(), status);
  }
  return [...newest.values()];
}

function combine(states: readonly StatusState[]): string {
  if (states.some((state) => state === 'error' || state === 'failure')) return 'failure';
  return states.length === 0 || states.includes('pending') ? 'pending' : 'success';
}

function sameContext(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function stateOf(word: string | undefined): StatusState {
  if (word === 'error' || word === 'failure' || word === 'pending' || word === 'success') return word;
  throw invalid('Status', 'state', 'custom', 'state is not included in the list');
}

async function commitOf(request: RepoRequest): Promise<string> {
  const commit = await resolveCommit(request.repository.objects, param(request, 'ref'));
  if (commit === null) throw notFound();
  return commit.oid;
}

async function branchesOf(request: ActorRequest, sha: string) {
  const { world, repository } = request;
  const refs = await listRefs(repository.directory, 'refs/heads/');
  return refs
    .filter((ref) => ref.oid === sha)
    .map((ref) => ({
      name: ref.name.slice('refs/heads/'.length),
      commit: { sha, url: `${repositoryUrl(world.urls, repository)}/commits/${sha}` },
      protected: false,
    }));
}
