import type { JsonObject } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { Repository } from '../model/repository.ts';
import { fullName } from '../model/repository.ts';
import type { Urls } from '../world.ts';
import { userShape } from './user.ts';

/** Addresses of a repository's lists: field without `_url` → path below the repository's own. */
const LINKS: Readonly<Record<string, string>> = {
  archive: '/{archive_format}{/ref}',
  assignees: '/assignees{/user}',
  blobs: '/git/blobs{/sha}',
  branches: '/branches{/branch}',
  collaborators: '/collaborators{/collaborator}',
  comments: '/comments{/number}',
  commits: '/commits{/sha}',
  compare: '/compare/{base}...{head}',
  contents: '/contents/{+path}',
  contributors: '/contributors',
  deployments: '/deployments',
  downloads: '/downloads',
  events: '/events',
  forks: '/forks',
  git_commits: '/git/commits{/sha}',
  git_refs: '/git/refs{/sha}',
  git_tags: '/git/tags{/sha}',
  hooks: '/hooks',
  issue_comment: '/issues/comments{/number}',
  issue_events: '/issues/events{/number}',
  issues: '/issues{/number}',
  keys: '/keys{/key_id}',
  labels: '/labels{/name}',
  languages: '/languages',
  merges: '/merges',
  milestones: '/milestones{/number}',
  notifications: '/notifications{?since,all,participating}',
  pulls: '/pulls{/number}',
  releases: '/releases{/id}',
  stargazers: '/stargazers',
  statuses: '/statuses/{sha}',
  subscribers: '/subscribers',
  subscription: '/subscription',
  tags: '/tags',
  teams: '/teams',
  trees: '/git/trees{/sha}',
};

export function repositoryUrl(urls: Urls, repository: Repository): string {
  return `${urls.api}/repos/${fullName(repository)}`;
}

export function repositoryPage(urls: Urls, repository: Repository): string {
  return `${urls.html}/${fullName(repository)}`;
}

export function repositoryShape(urls: Urls, repository: Repository): JsonObject {
  const api = repositoryUrl(urls, repository);
  const page = repositoryPage(urls, repository);
  const links = Object.entries(LINKS).map(([name, path]) => [`${name}_url`, `${api}${path}`] as const);
  return {
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.private,
    owner: userShape(urls, repository.owner),
    html_url: page,
    description: null,
    fork: repository.parent !== null,
    url: api,
    ...Object.fromEntries(links),
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.createdAt,
    git_url: page.replace(/^https?:/, 'git:'),
    ssh_url: `git@${page.replace(/^https?:\/\//, '')}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    ...features(repository),
    default_branch: repository.defaultBranch,
  };
}

function features(repository: Repository): JsonObject {
  const open = [...repository.issues.values()].filter((issue) => issue.state === 'open').length;
  return {
    has_issues: true,
    has_projects: false,
    has_downloads: false,
    has_wiki: false,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: open,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.private ? 'private' : 'public',
    forks: 0,
    open_issues: open,
    watchers: 0,
  };
}
