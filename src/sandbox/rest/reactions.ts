import type { Issue, Reaction } from '../model/issue.ts';
import { reactionShape } from '../shapes/issue.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, noContent, notFound, ok } from './answer.ts';
import { findComment } from './comments.ts';
import { text } from './fields.ts';
import { findIssue } from './issues.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { demand, numberParam, pageAnswer, repoRead, repoWrite } from './route.ts';

const PATH = '/repos/{owner}/{repo}/issues';
const READ = ['issues:read', 'pull_requests:read'] as const;
const WRITE = { grants: ['issues:write', 'pull_requests:write'], role: 'read' } as const;

export const reactionRoutes: readonly Route[] = [
  repoWrite(`POST ${PATH}/comments/{comment_id}/reactions`, WRITE, (request) => {
    const comment = findComment(request);
    return react(request, comment.issue, comment.reactions);
  }),
  repoRead(`GET ${PATH}/comments/{comment_id}/reactions`, READ, (request) =>
    list(request, findComment(request).reactions),
  ),
  repoWrite(`DELETE ${PATH}/comments/{comment_id}/reactions/{reaction_id}`, WRITE, (request) =>
    remove(request, findComment(request).reactions),
  ),
  repoWrite(`POST ${PATH}/{issue_number}/reactions`, WRITE, (request) => {
    const issue = findIssue(request);
    return react(request, issue, issue.reactions);
  }),
  repoRead(`GET ${PATH}/{issue_number}/reactions`, READ, (request) =>
    list(request, findIssue(request).reactions),
  ),
];

/** The same reaction by the same account again is 200 with the first one. */
function react(request: ActorRequest, issue: Issue, reactions: Reaction[]): Answer {
  const { world, caller, body } = request;
  // The permission for issues alone is not enough on pull requests; that was seen on github.com.
  demand(request, {
    grants: issue.pull === null ? ['issues:write'] : ['pull_requests:write'],
    role: 'read',
  });
  const content = text(body, 'content') ?? '';
  const known = reactions.find((each) => each.user.id === caller.account.id && each.content === content);
  if (known !== undefined) return ok(reactionShape(world, known));
  const reaction = {
    id: world.nextId('reaction'),
    user: caller.account,
    content,
    createdAt: nowText(world),
  };
  reactions.push(reaction);
  world.changes.notify();
  return created(reactionShape(world, reaction));
}

function list(request: RepoRequest, reactions: readonly Reaction[]): Answer {
  const { query, world } = request;
  const found = reactions.filter(
    (each) => query['content'] === undefined || each.content === query['content'],
  );
  return pageAnswer(request, found, (reaction) => reactionShape(world, reaction));
}

function remove(request: ActorRequest, reactions: Reaction[]): Answer {
  const id = numberParam(request, 'reaction_id');
  const at = reactions.findIndex((each) => each.id === id && each.user.id === request.caller.account.id);
  if (at < 0) throw notFound();
  reactions.splice(at, 1);
  request.world.changes.notify();
  return noContent();
}
