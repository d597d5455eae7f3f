import { commentInput } from '../commands/comment-input.ts';
import type { CommandInput, MisspeltInput } from '../domain/input.ts';
import type { CommentPayload } from './payloads.ts';

/** A new comment; edited ones are never read (A17, design section 7). */
export function newCommentInput(payload: CommentPayload): CommandInput | MisspeltInput | null {
  const { comment, issue, sender } = payload;
  const byProgram = Boolean(comment.performed_via_github_app);
  return commentInput({
    id: String(comment.id),
    issue: issue.number,
    pull: issue.pull_request !== undefined,
    body: comment.body,
    author: {
      login: sender.login,
      id: sender.id,
      person: sender.type === 'User' && !byProgram && comment.user?.id === sender.id,
    },
    createdAt: comment.created_at,
  });
}
