import type { JsonObject } from './actions/host.ts';
import { happen } from './events.ts';
import type { Actor } from './model/app.ts';
import { appOf } from './model/app.ts';
import type { Comment, Issue } from './model/issue.ts';
import type { Repository } from './model/repository.ts';
import { commentShape, issueShape } from './shapes/issue.ts';
import type { World } from './world.ts';
import { nowText } from './world.ts';

/** An issue with the next number; its caller stores and announces it. */
export function newIssue(
  world: World,
  repository: Repository,
  actor: Actor,
  written: { readonly title: string; readonly body: string | null; readonly pull: Issue['pull'] },
): Issue {
  const at = nowText(world);
  return {
    id: world.nextId('issue'),
    number: Math.max(0, ...repository.issues.keys()) + 1,
    title: written.title,
    body: written.body,
    author: actor.account,
    state: 'open',
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    reactions: [],
    pull: written.pull,
  };
}

export function newComment(
  world: World,
  repository: Repository,
  actor: Actor,
  written: { readonly issue: Issue; readonly body: string },
): Comment {
  const at = nowText(world);
  const comment: Comment = {
    id: world.nextId('comment'),
    issue: written.issue,
    author: actor.account,
    app: actor.kind === 'installation' ? appOf(actor) : null,
    body: written.body,
    createdAt: at,
    updatedAt: at,
    reactions: [],
  };
  repository.comments.set(comment.id, comment);
  written.issue.updatedAt = at;
  return comment;
}

export function announceComment(
  world: World,
  repository: Repository,
  actor: Actor,
  event: {
    readonly comment: Comment;
    readonly action: 'created' | 'edited' | 'deleted';
    readonly changes?: JsonObject;
  },
): void {
  const { comment, action } = event;
  const payload = {
    action,
    issue: issueShape(world, repository, comment.issue),
    comment: commentShape(world, repository, comment),
    ...(event.changes === undefined ? {} : { changes: event.changes }),
  };
  happen(world, { repository, name: 'issue_comment', payload, actor });
}
