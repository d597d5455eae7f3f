import { usageOf } from '../../commands/spelling.ts';
import { commandNamed, COMMANDS } from '../../commands/table.ts';
import type { Detail } from '../../domain/detail.ts';
import type { ReasonCode } from '../../domain/reason.ts';
import type { Block } from '../block.ts';
import { paragraph } from '../block.ts';
import type { Message } from '../message.ts';
import * as the from '../nouns.ts';
import { code, foreign, say } from '../phrase.ts';

/** Words that were meant as a command, and are none. */
export const MISSPELT = {
  'unknown-command': {
    group: 'refused',
    title: (detail) => say`${the.name(detail, say`That`)} is no command`,
    body: (detail) => the.choices('Did you mean', detail.candidates),
  },
  'bad-arguments': {
    group: 'refused',
    title: (detail) =>
      detail.message === undefined ? say`The command is not complete` : foreign(detail.message),
    body: (detail) => [...the.choices('Did you mean', detail.candidates), ...usage(detail)],
    remedy: () => say`Nothing was done.`,
  },
  'several-commands': {
    group: 'refused',
    title: () => say`There is more than one command in that comment`,
    body: (detail) => the.choices('Found', detail.candidates),
    remedy: () => say`Nothing was done: write one command that changes something in a comment of its own.`,
  },
  'comment-too-long': {
    group: 'refused',
    title: (detail) =>
      say`The command stands behind the first ${foreign(detail.needed ?? 'part')} characters of the comment, and no more is read`,
    body: (detail) => the.choices('Found', detail.candidates),
    remedy: () => say`Nothing was done: write the command in a comment of its own.`,
  },
} as const satisfies Partial<Record<ReasonCode, Message>>;

function usage(detail: Detail): readonly Block[] {
  const command = commandNamed(detail.topic ?? '');
  return command === null ? [] : [paragraph(say`Usage: ${code(usageOf(command, COMMANDS[command]))}`)];
}
