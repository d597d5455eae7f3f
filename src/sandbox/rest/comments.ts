import { announceComment, newComment } from '../issues.ts';
import type { Role } from '../model/account.ts';
import type { Comment, Issue } from '../model/issue.ts';
import type { Access } from '../permissions.ts';
import { commentShape } from '../shapes/issue.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, noContent, notFound, ok } from './answer.ts';
import { text } from './fields.ts';
import { findIssue } from './issues.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { demand, numberParam, pageAnswer, repoRead, repoWrite } from './route.ts';

const PATH = '/repos/{owner}/{repo}/issues';
const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = { grants: ['issues:write', 'pull_requests:write'], role: 'read' } as const;

export const commentRoutes: readonly Route[] = [
  repoRead(`GET ${PATH}/comments`, READ, listAll),
  repoRead(`GET ${PATH}/comments/{comment_id}`, READ, get),
  repoWrite(`PATCH ${PATH}/comments/{comment_id}`, WRITE, update),
  repoWrite(`DELETE ${PATH}/comments/{comment_id}`, WRITE, remove),
  repoRead(`GET ${PATH}/{issue_number}/comments`, READ, listOfIssue),
  repoWrite(`POST ${PATH}/{issue_number}/comments`, WRITE, create),
];

/** Longest body that GitHub takes. */
const LONGEST_BODY = 65_536;

/** Comments of a pull request take the permission for pull requests, or for issues; others that for issues. */
export function writeAccess(issue: Issue, role: Role): Access {
  return issue.pull === null
    ? { grants: ['issues:write'], role }
    : { grants: ['issues:write', 'pull_requests:write'], role };
}

function create(request: ActorRequest): Answer {
  const { world, repository, caller } = request;
  const issue = findIssue(request);
  demand(request, writeAccess(issue, 'read'));
  const comment = newComment(world, repository, caller, { issue, body: bodyOf(request) });
  announceComment(world, repository, caller, { comment, action: 'created' });
  return created(commentShape(world, repository, comment));
}

function get(request: RepoRequest): Answer {
  return ok(commentShape(request.world, request.repository, findComment(request)));
}

function update(request: ActorRequest): Answer {
  const { world, repository, caller } = request;
  const comment = findComment(request);
  refuseForeign(request, comment);
  const changes = { body: { from: comment.body } };
  comment.body = bodyOf(request);
  comment.updatedAt = nowText(world);
  announceComment(world, repository, caller, { comment, action: 'edited', changes });
  return ok(commentShape(world, repository, comment));
}

function remove(request: ActorRequest): Answer {
  const { world, repository, caller } = request;
  const comment = findComment(request);
  refuseForeign(request, comment);
  repository.comments.delete(comment.id);
  announceComment(world, repository, caller, { comment, action: 'deleted' });
  return noContent();
}

/** One's own comment, or write access to the repository; tokens with the permission may change any. */
function refuseForeign(request: ActorRequest, comment: Comment): void {
  const own = comment.author.id === request.caller.account.id;
  demand(request, writeAccess(comment.issue, own ? 'read' : 'write'));
}

/** Sorted by number unless asked otherwise, as on GitHub; `since` is about the last change. */
function listAll(request: RepoRequest): Answer {
  const { query } = request;
  const field = query['sort'] === 'updated' ? 'updatedAt' : 'createdAt';
  const found = changedSince(request, [...request.repository.comments.values()]);
  const order = query['direction'] === 'desc' ? -1 : 1;
  found.sort((a, b) => order * (a[field] === b[field] ? a.id - b.id : a[field] < b[field] ? -1 : 1));
  return list(request, found);
}

function listOfIssue(request: RepoRequest): Answer {
  const issue = findIssue(request);
  const own = [...request.repository.comments.values()].filter((comment) => comment.issue === issue);
  return list(request, changedSince(request, own));
}

function changedSince(request: RepoRequest, comments: Comment[]): Comment[] {
  const since = request.query['since'];
  if (since === undefined) return comments;
  return comments.filter((comment) => Date.parse(comment.updatedAt) >= Date.parse(since));
}

function list(request: RepoRequest, comments: readonly Comment[]): Answer {
  const { world, repository } = request;
  return pageAnswer(request, comments, (comment) => commentShape(world, repository, comment));
}

function bodyOf(request: RepoRequest): string {
  const body = text(request.body, 'body') ?? '';
  if (body.trim() === '' || body.length > LONGEST_BODY) {
    const message =
      body.trim() === '' ? "Body can't be blank" : 'Body is too long (maximum is 65536 characters)';
    throw new HttpError(422, 'Validation Failed', { errors: [{ message }] });
  }
  return body;
}

/** @throws {HttpError} 404 */
export function findComment(request: RepoRequest): Comment {
  const comment = request.repository.comments.get(numberParam(request, 'comment_id'));
  if (comment === undefined) throw notFound();
  return comment;
}
