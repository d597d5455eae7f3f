import { happen } from '../events.ts';
import { newIssue } from '../issues.ts';
import type { Issue } from '../model/issue.ts';
import { announcePull, isPull } from '../pulls.ts';
import { issueShape } from '../shapes/issue.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, notFound, ok } from './answer.ts';
import { text } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { numberParam, pageAnswer, repoRead, repoWrite } from './route.ts';

const PATH = '/repos/{owner}/{repo}/issues';

export const issueRoutes: readonly Route[] = [
  repoWrite(`POST ${PATH}`, { grants: ['issues:write'], role: 'read' }, create),
  repoRead(`GET ${PATH}`, ['issues:read', 'pull_requests:read'], list),
  repoRead(`GET ${PATH}/{issue_number}`, ['issues:read', 'pull_requests:read'], get),
  repoWrite(
    `PATCH ${PATH}/{issue_number}`,
    { grants: ['issues:write', 'pull_requests:write'], role: 'triage' },
    update,
  ),
];

function create(request: ActorRequest): Answer {
  const { world, repository, caller, body } = request;
  const issue = newIssue(world, repository, caller, {
    title: text(body, 'title') ?? JSON.stringify(body['title']),
    body: text(body, 'body') ?? null,
    pull: null,
  });
  repository.issues.set(issue.number, issue);
  announce(request, issue, 'opened');
  return created(issueShape(world, repository, issue));
}

function list(request: RepoRequest): Answer {
  const { world, repository, query } = request;
  const state = query['state'] ?? 'open';
  const since = query['since'];
  const found = [...repository.issues.values()].filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      (since === undefined || Date.parse(issue.updatedAt) >= Date.parse(since)) &&
      (query['creator'] === undefined || issue.author.login === query['creator']),
  );
  const ordered = query['direction'] === 'asc' ? found : found.reverse();
  return pageAnswer(request, ordered, (issue) => issueShape(world, repository, issue));
}

function get(request: RepoRequest): Answer {
  return ok(issueShape(request.world, request.repository, findIssue(request)));
}

async function update(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const issue = findIssue(request);
  const before = issue.state;
  const state = text(body, 'state');
  const title = text(body, 'title');
  if (state === 'open' && isPull(issue) && issue.pull.merged !== null) {
    throw new HttpError(422, 'Validation Failed', { errors: ['The pull request cannot be reopened.'] });
  }
  if (title !== undefined) issue.title = title;
  if ('body' in body) issue.body = text(body, 'body') ?? null;
  if (state === 'open' || state === 'closed') issue.state = state;
  issue.updatedAt = nowText(world);
  issue.closedAt = issue.state === 'closed' ? (issue.closedAt ?? nowText(world)) : null;
  if (issue.state !== before) {
    const action = issue.state === 'closed' ? 'closed' : 'reopened';
    if (isPull(issue)) await announcePull(world, repository, caller, { issue, action });
    else announce(request, issue, action);
  }
  return ok(issueShape(world, repository, issue));
}

/** @throws {HttpError} 404 */
export function findIssue(request: RepoRequest): Issue {
  const issue = request.repository.issues.get(numberParam(request, 'issue_number'));
  if (issue === undefined) throw notFound();
  return issue;
}

function announce(request: ActorRequest, issue: Issue, action: string): void {
  const { world, repository, caller } = request;
  const payload = { action, issue: issueShape(world, repository, issue) };
  happen(world, { repository, name: 'issues', payload, actor: caller });
}
