import type { JsonObject, JsonValue } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { Issue, Pull } from '../model/issue.ts';
import type { Repository } from '../model/repository.ts';
import { fullName } from '../model/repository.ts';
import type { World } from '../world.ts';
import { association, issuePage, issueUrl } from './issue.ts';
import { repositoryShape, repositoryUrl } from './repository.ts';
import { userShape } from './user.ts';

/** A pull request as lists show it. */
export function pullShape(world: World, repository: Repository, issue: Issue, pull: Pull): JsonObject {
  const url = `${repositoryUrl(world.urls, repository)}/pulls/${String(issue.number)}`;
  const page = issuePage(world, repository, issue);
  const statuses = `${repositoryUrl(world.urls, repository)}/statuses/${pull.headSha}`;
  return {
    url,
    id: pull.id,
    node_id: nodeId('PR', issue.id),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl(world, repository, issue),
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${repositoryUrl(world.urls, repository)}/pulls/comments{/number}`,
    comments_url: `${issueUrl(world, repository, issue)}/comments`,
    statuses_url: statuses,
    number: issue.number,
    state: issue.state,
    locked: false,
    title: issue.title,
    user: userShape(world.urls, issue.author),
    body: issue.body,
    labels: [],
    milestone: null,
    active_lock_reason: null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.commit ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: side(world, pull.headRepository, pull.head, pull.headSha),
    base: side(world, repository, pull.base, pull.baseSha),
    _links: links(world, repository, issue, { url, page, statuses }),
    author_association: association(world, issue.author, repository),
    auto_merge: null,
    draft: pull.draft,
  };
}

/** What a single pull request shows beyond that. */
export interface PullDetails {
  /** Null once merged, as on GitHub. */
  readonly mergeable: boolean | null;
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

export function pullDetailShape(
  world: World,
  repository: Repository,
  issue: Issue & { readonly pull: Pull },
  details: PullDetails,
): JsonObject {
  const { merged } = issue.pull;
  return {
    ...pullShape(world, repository, issue, issue.pull),
    merged: merged !== null,
    mergeable: details.mergeable,
    rebaseable: details.mergeable,
    mergeable_state: merged !== null ? 'unknown' : details.mergeable === true ? 'clean' : 'dirty',
    merged_by: merged === null ? null : userShape(world.urls, merged.by),
    comments: [...repository.comments.values()].filter((comment) => comment.issue === issue).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: details.commits,
    additions: details.additions,
    deletions: details.deletions,
    changed_files: details.changedFiles,
  };
}

function side(world: World, repository: Repository, ref: string, sha: string): JsonObject {
  return {
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: userShape(world.urls, repository.owner),
    repo: {
      ...repositoryShape(world.urls, repository),
      allow_squash_merge: false,
      allow_merge_commit: true,
      allow_rebase_merge: false,
    },
  };
}

function links(
  world: World,
  repository: Repository,
  issue: Issue,
  known: { readonly url: string; readonly page: string; readonly statuses: string },
): JsonValue {
  const link = (href: string): JsonObject => ({ href });
  return {
    self: link(known.url),
    html: link(known.page),
    issue: link(issueUrl(world, repository, issue)),
    comments: link(`${issueUrl(world, repository, issue)}/comments`),
    review_comments: link(`${known.url}/comments`),
    review_comment: link(`${world.urls.api}/repos/${fullName(repository)}/pulls/comments{/number}`),
    commits: link(`${known.url}/commits`),
    statuses: link(known.statuses),
  };
}
