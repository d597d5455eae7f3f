import type { JsonObject } from '../actions/host.ts';
import type { Commit } from '../git/commit.ts';
import { readCommit } from '../git/commit.ts';
import { changedFiles, listCommits, mergeBase } from '../git/history.ts';
import { isOid } from '../git/objects.ts';
import { listRefs } from '../git/refs.ts';
import { resolveCommit } from '../git/resolve.ts';
import type { Repository } from '../model/repository.ts';
import type { PullIssue } from '../pulls.ts';
import { isPull } from '../pulls.ts';
import { accountOf, commitShape, fileShape } from '../shapes/git.ts';
import { pullShape } from '../shapes/pull.ts';
import { repositoryPage, repositoryUrl } from '../shapes/repository.ts';
import type { Answer } from './answer.ts';
import { HttpError, notFound, ok } from './answer.ts';
import { refuseEmpty } from './git-refs.ts';
import type { RepoRequest, Route } from './route.ts';
import { page, pageAnswer, param, repoRead } from './route.ts';

export const commitRoutes: readonly Route[] = [
  repoRead('GET /repos/{owner}/{repo}/commits', ['contents:read'], list),
  repoRead('GET /repos/{owner}/{repo}/commits/{ref}', ['contents:read'], get),
  repoRead('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', ['pull_requests:read'], pullsOf),
  repoRead(
    'GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head',
    ['contents:read'],
    branchesWhereHead,
  ),
  repoRead('GET /repos/{owner}/{repo}/compare/{basehead}', ['contents:read'], compare),
];

async function list(request: RepoRequest): Promise<Answer> {
  const { world, repository, query } = request;
  await refuseEmpty(request);
  const start = await resolveCommit(repository.objects, query['sha'] ?? repository.defaultBranch);
  if (start === null) throw notFound();
  const limits = ['since', 'until'].flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [`--${name}=${value}`];
  });
  const path = query['path'] === undefined ? [] : ['--', query['path']];
  const oids = await listCommits(repository.directory, [...limits, start.oid, ...path]);
  const all = await readAll(repository, oids);
  const wanted = all.filter((commit) => by(request, commit));
  return pageAnswer(request, wanted, (commit) => commitShape(world, repository, commit));
}

function by(request: RepoRequest, commit: Commit): boolean {
  const author = request.query['author'];
  if (author === undefined) return true;
  return commit.author.email === author || accountOf(request.world, commit.author)?.login === author;
}

async function get(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const wanted = param(request, 'ref');
  const commit = await resolveCommit(repository.objects, wanted);
  if (commit === null) throw new HttpError(422, `No commit found for SHA: ${wanted}`);
  const files = await changedFiles(repository.directory, commit.parents[0] ?? null, commit.oid);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return ok({
    ...commitShape(world, repository, commit),
    stats: { total: additions + deletions, additions, deletions },
    files: files.map((file) => fileShape(world, repository, file, commit.oid)),
  });
}

/** Merged pull requests that brought the commit to the default branch, else the open ones that have it. */
async function pullsOf(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const commit = await resolveCommit(repository.objects, param(request, 'commit_sha'));
  if (commit === null) throw new HttpError(422, `No commit found for SHA: ${param(request, 'commit_sha')}`);
  const found = await associatedPulls(repository, commit.oid);
  return pageAnswer(request, found, (issue) => pullShape(world, repository, issue, issue.pull));
}

export async function associatedPulls(repository: Repository, oid: string): Promise<PullIssue[]> {
  const found: PullIssue[] = [];
  for (const issue of repository.issues.values()) {
    if (!isPull(issue)) continue;
    const { pull } = issue;
    const own = await listCommits(repository.directory, [pull.headSha, `^${pull.baseSha}`]);
    if (pull.merged?.commit === oid || own.includes(oid) || pull.headSha === oid) found.push(issue);
  }
  return found;
}

async function branchesWhereHead(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const sha = param(request, 'commit_sha');
  if (!isOid(sha) || (await readCommit(repository.objects, sha)) === null) {
    throw new HttpError(422, `No commit found for SHA: ${sha}`);
  }
  const refs = await listRefs(repository.directory, 'refs/heads/');
  return ok(
    refs
      .filter((ref) => ref.oid === sha)
      .map((ref) => ({
        name: ref.name.slice('refs/heads/'.length),
        commit: { sha, url: `${repositoryUrl(world.urls, repository)}/commits/${sha}` },
        protected: false,
      })),
  );
}

/** GitHub shows at most this many files of a comparison, on its first page only. */
const MOST_FILES = 300;

async function compare(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const { base, head } = await sides(request);
  const common = await mergeBase(repository.directory, base.oid, head.oid);
  const mergeBaseCommit = common === null ? null : await readCommit(repository.objects, common);
  if (mergeBaseCommit === null) throw new HttpError(404, 'No common ancestor between them.');
  const ahead = await listCommits(repository.directory, ['--reverse', head.oid, `^${base.oid}`]);
  const behind = await listCommits(repository.directory, [base.oid, `^${head.oid}`]);
  const files = await changedFiles(repository.directory, mergeBaseCommit.oid, head.oid);
  const one = page(request, await readAll(repository, ahead));
  const url = `${repositoryUrl(world.urls, repository)}/compare/${param(request, 'basehead')}`;
  const web = `${repositoryPage(world.urls, repository)}/compare/${param(request, 'basehead')}`;
  const body: JsonObject = {
    url,
    html_url: web,
    permalink_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: commitShape(world, repository, base),
    merge_base_commit: commitShape(world, repository, mergeBaseCommit),
    status: comparison(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: one.items.map((commit) => commitShape(world, repository, commit)),
    ...((request.query['page'] ?? '1') === '1'
      ? { files: files.slice(0, MOST_FILES).map((file) => fileShape(world, repository, file, head.oid)) }
      : {}),
  };
  return { status: 200, body, headers: one.headers };
}

async function sides(request: RepoRequest): Promise<{ readonly base: Commit; readonly head: Commit }> {
  const { repository } = request;
  const text = param(request, 'basehead');
  const cut = text.indexOf('...');
  if (cut < 0) throw notFound();
  const [base, head] = await Promise.all([
    resolveCommit(repository.objects, text.slice(0, cut)),
    resolveCommit(repository.objects, text.slice(cut + 3)),
  ]);
  if (base === null || head === null) throw notFound();
  return { base, head };
}

function comparison(ahead: number, behind: number): string {
  if (ahead === 0 && behind === 0) return 'identical';
  if (ahead > 0 && behind > 0) return 'diverged';
  return ahead > 0 ? 'ahead' : 'behind';
}

async function readAll(repository: Repository, oids: readonly string[]): Promise<Commit[]> {
  const commits = await Promise.all(oids.map((oid) => readCommit(repository.objects, oid)));
  return commits.filter((commit) => commit !== null);
}
