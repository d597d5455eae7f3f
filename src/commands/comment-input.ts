import type { CommandInput, MisspeltInput } from '../domain/input.ts';
import { instantOf } from '../domain/instant.ts';
import { parseComment } from './parse-comment.ts';
import { restOf } from './spell.ts';

/** A new comment, wherever it was learned of: a webhook, or a look for missed ones. */
export interface NewComment {
  readonly id: string;
  readonly issue: number;
  readonly pull: boolean;
  readonly body: string;
  /** `person` false: a bot, or something that a program wrote in somebody's name. */
  readonly author: { readonly login: string; readonly id: number; readonly person: boolean };
  /** As GitHub says it, in any ISO form. */
  readonly createdAt: string;
}

/**
 * @returns the input that a comment is; null when it asks for nothing, or no person wrote it: bots never command
 * (attack A17).
 */
export function commentInput(comment: NewComment): CommandInput | MisspeltInput | null {
  if (!comment.author.person) return null;
  const spelledOut = parseComment(comment.body, { short: false });
  const found = spelledOut.kind === 'none' ? parseComment(comment.body, { short: true }) : spelledOut;
  if (found.kind === 'none') return null;
  const { login, id } = comment.author;
  const common = {
    id: `comment:${comment.id}`,
    actor: { login, id },
    writtenAt: instantOf(new Date(comment.createdAt)),
    comment: {
      id: comment.id,
      issue: comment.issue,
      pull: comment.pull,
      explicit: spelledOut.kind !== 'none',
    },
  };
  if (found.kind === 'command') {
    return { kind: 'command', ...common, command: found.command, ...restOf(found.command) };
  }
  return { kind: 'misspelt', ...common, code: found.code, detail: found.detail };
}
