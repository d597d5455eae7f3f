import type { Commit } from '../git/commit.ts';
import { readCommit } from '../git/commit.ts';
import { listCommits } from '../git/history.ts';
import { nodeId } from '../ids.ts';
import { fullName } from '../model/repository.ts';
import { canSee } from '../permissions.ts';
import type { PullIssue } from '../pulls.ts';
import { issuePage } from '../shapes/issue.ts';
import { actorNode } from './actor.ts';
import type { Args, GraphNode, RepoContext } from './node.ts';
import { connection } from './node.ts';

/** How a commit is shown; handed in, since commits show their pull requests as well. */
export type ShowCommit = (context: RepoContext, commit: Commit) => GraphNode;

export function pullNode(context: RepoContext, issue: PullIssue, show: ShowCommit): GraphNode {
  const { world, repository } = context;
  const { pull } = issue;
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', issue.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    url: issuePage(world, repository, issue),
    state: pull.merged !== null ? 'MERGED' : issue.state.toUpperCase(),
    isDraft: pull.draft,
    merged: pull.merged !== null,
    mergedAt: pull.merged?.at ?? null,
    closed: issue.state === 'closed',
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    author: () => actorNode(context, issue.author),
    baseRefName: pull.base,
    baseRefOid: pull.baseSha,
    headRefName: pull.head,
    headRefOid: pull.headSha,
    isCrossRepository: pull.headRepository !== repository,
    headRepository: () => headRepository({ ...context, repository: pull.headRepository }),
    headRepositoryOwner: () => actorNode(context, pull.headRepository.owner),
    maintainerCanModify: false,
    mergeCommit: () => commitOf(context, pull.merged?.commit ?? null, show),
    commits: (args: Args) => commits(context, issue, args, show),
  };
}

/** Only what tells where a pull request comes from; null for a fork that the caller may not see. */
function headRepository(context: RepoContext): GraphNode | null {
  const { world, caller, repository } = context;
  if (!canSee(world, caller, repository)) return null;
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: () => actorNode(context, repository.owner),
    isFork: repository.parent !== null,
    isPrivate: repository.private,
  };
}

async function commitOf(
  context: RepoContext,
  oid: string | null,
  show: ShowCommit,
): Promise<GraphNode | null> {
  const commit = oid === null ? null : await readCommit(context.repository.objects, oid);
  return commit === null ? null : show(context, commit);
}

async function commits(
  context: RepoContext,
  issue: PullIssue,
  args: Args,
  show: ShowCommit,
): Promise<GraphNode> {
  const { repository } = context;
  const range = ['--reverse', issue.pull.headSha, `^${issue.pull.baseSha}`];
  const oids = await listCommits(repository.directory, range);
  const found = await Promise.all(oids.map((oid) => readCommit(repository.objects, oid)));
  return connection(
    'PullRequestCommitConnection',
    found.filter((commit) => commit !== null),
    args,
    (commit) => ({
      __typename: 'PullRequestCommit',
      id: nodeId('PRC', commit.oid),
      commit: () => show(context, commit),
    }),
  );
}
