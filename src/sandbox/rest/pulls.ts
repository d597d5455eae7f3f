import { webFlow, authorOf } from '../authorship.ts';
import type { Commit } from '../git/commit.ts';
import { readCommit, writeCommit } from '../git/commit.ts';
import { changedFiles, listCommits, mergeBase } from '../git/history.ts';
import { mergeTrees } from '../git/merge.ts';
import { git } from '../git/process.ts';
import { headOf } from '../forks.ts';
import { newIssue } from '../issues.ts';
import type { Issue, Pull } from '../model/issue.ts';
import type { Repository } from '../model/repository.ts';
import { judge } from '../permissions.ts';
import type { PullIssue } from '../pulls.ts';
import { announcePull, closeMerged, isPull, pullDetails, setHead } from '../pulls.ts';
import { moveRefs } from '../ref-moves.ts';
import { commitShape, fileShape } from '../shapes/git.ts';
import { pullDetailShape, pullShape } from '../shapes/pull.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, invalid, noContent, notFound, ok } from './answer.ts';
import { flag, text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { numberParam, pageAnswer, repoRead, repoWrite } from './route.ts';

const PATH = '/repos/{owner}/{repo}/pulls';
const READ = ['pull_requests:read'] as const;

export const pullRoutes: readonly Route[] = [
  repoWrite(`POST ${PATH}`, { grants: ['pull_requests:write'], role: 'read' }, create),
  repoRead(`GET ${PATH}`, READ, list),
  repoRead(`GET ${PATH}/{pull_number}`, READ, get),
  repoWrite(`PATCH ${PATH}/{pull_number}`, { grants: ['pull_requests:write'], role: 'triage' }, update),
  repoRead(`GET ${PATH}/{pull_number}/merge`, READ, isMerged),
  repoWrite(`PUT ${PATH}/{pull_number}/merge`, { grants: ['contents:write'], role: 'write' }, merge),
  repoRead(`GET ${PATH}/{pull_number}/commits`, READ, listPullCommits),
  repoRead(`GET ${PATH}/{pull_number}/files`, READ, listFiles),
];

type Head = NonNullable<ReturnType<typeof headOf>>;

async function create(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const base = text(body, 'base') ?? '';
  const from = headOf(world, repository, text(body, 'head') ?? '');
  if (from === null) throw invalidSide('head');
  const { branch: head, repository: headRepository } = from;
  refuseForeignHead(request, headRepository);
  await bring(repository, from);
  const sides = await branches(request, from, base);
  if ((await listCommits(repository.directory, [sides.head.oid, `^${sides.base.oid}`])).length === 0) {
    throw unprocessable(`No commits between ${base} and ${head}`);
  }
  const open = [...repository.issues.values()].some(
    (each) =>
      each.state === 'open' &&
      each.pull?.head === head &&
      each.pull.headRepository === headRepository &&
      each.pull.base === base,
  );
  if (open) throw unprocessable(`A pull request already exists for ${headRepository.owner.login}:${head}.`);
  const pull: Pull = {
    id: world.nextId('pull'),
    base,
    baseSha: sides.base.oid,
    head,
    headRepository,
    headSha: sides.head.oid,
    draft: flag(body, 'draft') ?? false,
    merged: null,
  };
  const written = { title: text(body, 'title') ?? head, body: text(body, 'body') ?? null, pull };
  const issue = newIssue(world, repository, caller, written);
  if (!isPull(issue)) throw new Error('a pull request was just made');
  repository.issues.set(issue.number, issue);
  await setHead(repository, issue, sides.head.oid);
  await announcePull(world, repository, caller, { issue, action: 'opened' });
  return created(await detail(request, issue));
}

/** "You must have write access to the head or the source branch" (docs, "Create a pull request"). */
function refuseForeignHead({ world, repository, caller }: ActorRequest, head: Repository): void {
  const access = { grants: ['contents:write'], role: 'write' } as const;
  if (head === repository || judge(world, caller, head, access) === 'allowed') return;
  if (judge(world, caller, repository, access) !== 'allowed') throw invalidSide('head');
}

/** The objects of a fork's branch into the base, where the two are compared. */
async function bring(base: Repository, from: Head): Promise<void> {
  if (from.repository === base) return;
  const branch = `refs/heads/${from.branch}`;
  if ((await readCommit(from.repository.objects, branch)) === null) throw invalidSide('head');
  await git(base.directory, ['fetch', '--quiet', '--no-tags', '--', from.repository.directory, branch]);
}

async function branches(
  request: ActorRequest,
  head: Head,
  base: string,
): Promise<{ readonly head: Commit; readonly base: Commit }> {
  const { objects } = request.repository;
  const [headCommit, baseCommit] = await Promise.all([
    readCommit(head.repository.objects, `refs/heads/${head.branch}`),
    readCommit(objects, `refs/heads/${base}`),
  ]);
  if (headCommit === null) throw invalidSide('head');
  if (baseCommit === null) throw invalidSide('base');
  return { head: headCommit, base: baseCommit };
}

function invalidSide(field: 'head' | 'base'): HttpError {
  return invalid('PullRequest', field, 'invalid');
}

function list(request: RepoRequest): Answer {
  const { world, repository, query } = request;
  const state = query['state'] ?? 'open';
  const head = query['head'] === undefined ? undefined : headOf(world, repository, query['head']);
  const found = [...repository.issues.values()]
    .filter(isPull)
    .filter(
      (issue) =>
        (state === 'all' || issue.state === state) &&
        (head === undefined ||
          (issue.pull.head === head?.branch && issue.pull.headRepository === head.repository)) &&
        (query['base'] === undefined || issue.pull.base === query['base']),
    );
  const ordered = query['direction'] === 'asc' ? found : found.reverse();
  return pageAnswer(request, ordered, (issue) => pullShape(world, repository, issue, issue.pull));
}

async function get(request: RepoRequest): Promise<Answer> {
  return ok(await detail(request, findPull(request)));
}

async function update(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const issue = findPull(request);
  const before = issue.state;
  const state = text(body, 'state');
  issue.title = text(body, 'title') ?? issue.title;
  if ('body' in body) issue.body = text(body, 'body') ?? null;
  if (issue.pull.merged === null && (state === 'open' || state === 'closed')) issue.state = state;
  issue.updatedAt = nowText(world);
  issue.closedAt = issue.state === 'closed' ? (issue.closedAt ?? nowText(world)) : null;
  if (issue.state !== before) {
    const action = issue.state === 'closed' ? 'closed' : 'reopened';
    await announcePull(world, repository, caller, { issue, action });
  }
  return ok(await detail(request, issue));
}

function isMerged(request: RepoRequest): Answer {
  if (findPull(request).pull.merged === null) throw notFound();
  return noContent();
}

async function merge(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const issue = findPull(request);
  const { pull } = issue;
  if (issue.state === 'closed' || pull.draft) throw new HttpError(405, 'Pull Request is not mergeable');
  const expected = text(body, 'sha');
  if (expected !== undefined && expected !== pull.headSha) {
    throw new HttpError(409, 'Head branch was modified. Review and try the merge again.');
  }
  const commit = await mergeCommit(request, issue);
  const name = `refs/heads/${pull.base}`;
  if (!(await moveRefs(world, repository, caller, [{ name, before: pull.baseSha, after: commit }]))) {
    throw new HttpError(405, 'Base branch was modified. Review and try the merge again.');
  }
  // A merge commit has closed it already when the base moved; a squash leaves no trace of the head.
  await closeMerged(world, repository, caller, { issue, commit });
  return ok({ sha: commit, merged: true, message: 'Pull Request successfully merged' });
}

async function mergeCommit(request: ActorRequest, issue: PullIssue): Promise<string> {
  const { world, repository, caller, body } = request;
  const { pull } = issue;
  const { directory, objects } = repository;
  const method = text(body, 'merge_method') ?? 'merge';
  if (method === 'rebase') throw new HttpError(405, 'Rebase merges are not allowed on this repository.');
  const base = await mergeBase(directory, pull.baseSha, pull.headSha);
  const sides = { base: base ?? pull.baseSha, ours: pull.baseSha, theirs: pull.headSha };
  const merged = await mergeTrees(directory, sides);
  if (merged === 'conflict' || base === null) throw new HttpError(405, 'Pull Request is not mergeable');
  const squash = method === 'squash';
  const headline = squash
    ? `${issue.title} (#${String(issue.number)})`
    : `Merge pull request #${String(issue.number)} from ${pull.headRepository.owner.login}/${pull.head}`;
  const rest = text(body, 'commit_message') ?? (squash ? '' : issue.title);
  return writeCommit(objects, {
    tree: merged.tree,
    parents: squash ? [pull.baseSha] : [pull.baseSha, pull.headSha],
    author: authorOf(world, caller),
    committer: webFlow(world),
    message: [text(body, 'commit_title') ?? headline, ...(rest === '' ? [] : [rest])].join('\n\n'),
  });
}

async function listPullCommits(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const { pull } = findPull(request);
  const oids = await listCommits(repository.directory, ['--reverse', pull.headSha, `^${pull.baseSha}`]);
  const commits = await Promise.all(oids.map((oid) => readCommit(repository.objects, oid)));
  return pageAnswer(
    request,
    commits.filter((commit) => commit !== null),
    (commit) => commitShape(world, repository, commit),
  );
}

async function listFiles(request: RepoRequest): Promise<Answer> {
  const { world, repository } = request;
  const { pull } = findPull(request);
  const base = (await mergeBase(repository.directory, pull.baseSha, pull.headSha)) ?? pull.baseSha;
  const files = await changedFiles(repository.directory, base, pull.headSha);
  return pageAnswer(request, files, (file) => fileShape(world, repository, file, pull.headSha));
}

async function detail(request: RepoRequest, issue: PullIssue) {
  const { world, repository } = request;
  return pullDetailShape(world, repository, issue, await pullDetails(repository, issue.pull));
}

function findPull(request: RepoRequest): PullIssue {
  const issue: Issue | undefined = request.repository.issues.get(numberParam(request, 'pull_number'));
  if (issue === undefined || !isPull(issue)) throw notFound();
  return issue;
}

function unprocessable(message: string): HttpError {
  return new HttpError(422, 'Validation Failed', {
    errors: [{ resource: 'PullRequest', code: 'custom', message }],
  });
}
