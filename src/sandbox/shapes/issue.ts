import type { JsonObject } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { Account } from '../model/account.ts';
import type { Comment, Issue, Reaction } from '../model/issue.ts';
import type { Repository } from '../model/repository.ts';
import { atLeast } from '../model/account.ts';
import { roleOf } from '../permissions.ts';
import type { World } from '../world.ts';
import { appShape } from './app.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';
import { userShape } from './user.ts';

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export function issueShape(world: World, repository: Repository, issue: Issue): JsonObject {
  const url = issueUrl(world, repository, issue);
  const comments = [...repository.comments.values()].filter((comment) => comment.issue === issue).length;
  return {
    id: issue.id,
    node_id: nodeId(issue.pull === null ? 'I' : 'PR', issue.id),
    url,
    repository_url: repositoryUrl(world.urls, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issuePage(world, repository, issue),
    number: issue.number,
    state: issue.state,
    state_reason: issue.state === 'closed' ? 'completed' : null,
    title: issue.title,
    body: issue.body,
    user: userShape(world.urls, issue.author),
    labels: [],
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments,
    ...(issue.pull === null
      ? {}
      : { draft: issue.pull.draft, pull_request: pullLinks(world, repository, issue) }),
    closed_at: issue.closedAt,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: association(world, issue.author, repository),
    reactions: rollup(issue.reactions, `${url}/reactions`),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
  };
}

export function commentShape(world: World, repository: Repository, comment: Comment): JsonObject {
  const url = `${repositoryUrl(world.urls, repository)}/issues/comments/${String(comment.id)}`;
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url,
    html_url: `${issuePage(world, repository, comment.issue)}#issuecomment-${String(comment.id)}`,
    issue_url: issueUrl(world, repository, comment.issue),
    user: userShape(world.urls, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(world, comment.author, repository),
    body: comment.body,
    reactions: rollup(comment.reactions, `${url}/reactions`),
    performed_via_github_app: comment.app === null ? null : appShape(world.urls, comment.app),
  };
}

export function reactionShape(world: World, reaction: Reaction): JsonObject {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: userShape(world.urls, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

export function issueUrl(world: World, repository: Repository, issue: Issue): string {
  return `${repositoryUrl(world.urls, repository)}/issues/${String(issue.number)}`;
}

export function issuePage(world: World, repository: Repository, issue: Issue): string {
  const kind = issue.pull === null ? 'issues' : 'pull';
  return `${repositoryPage(world.urls, repository)}/${kind}/${String(issue.number)}`;
}

/** Says nothing about permissions, on GitHub as here: private members show as `CONTRIBUTOR` or `NONE`. */
export function association(world: World, account: Account, repository: Repository): string {
  if (account.id === repository.owner.id) return 'OWNER';
  if (account.kind === 'Bot') return 'NONE';
  if (repository.collaborators.has(account.id)) return 'COLLABORATOR';
  return atLeast(roleOf(world, account, repository), 'triage') ? 'CONTRIBUTOR' : 'NONE';
}

function pullLinks(world: World, repository: Repository, issue: Issue): JsonObject {
  const page = issuePage(world, repository, issue);
  return {
    url: `${repositoryUrl(world.urls, repository)}/pulls/${String(issue.number)}`,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    merged_at: issue.pull?.merged?.at ?? null,
  };
}

function rollup(reactions: readonly Reaction[], url: string): JsonObject {
  const counts = REACTIONS.map(
    (content) => [content, reactions.filter((reaction) => reaction.content === content).length] as const,
  );
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}
