import { COMMAND_RULES } from '../domain/command.ts';
import type { Command } from '../domain/command.ts';
import { spellCommand } from './spell.ts';
import { PREFIX } from './spelling.ts';
import { commandNamed } from './table.ts';
import type { Form, Misspelt, Understood } from './understand.ts';
import { invisibleCharacters, plainSpaces, understand, unknownCommand } from './understand.ts';
import { COMMENT_LIMIT, unreadLines, visibleLines } from './visible-lines.ts';
import { splitLine } from './words.ts';

/** What a comment asks for. */
export type CommentCommand =
  { readonly kind: 'none' } | { readonly kind: 'command'; readonly command: Command } | Misspelt;

export interface CommentOptions {
  /** Whether `/rollback` works besides `/signalbox rollback`. */
  readonly short: boolean;
}

/**
 * Finds the command in the text of a new comment (design, section 7). At most one command may change something: two
 * of them, be they the same, are refused, since nobody could say which one was meant first. Queries beside a
 * changing command are left out, among several queries the first counts.
 *
 * @param body the comment as GitHub delivers it: Markdown, with any line ends.
 * @returns never throws; a text that holds no command is `none`.
 */
export function parseComment(body: string, options: CommentOptions): CommentCommand {
  const found = visibleLines(body).flatMap((line) => readLine(line, options) ?? []);
  const changing = found.filter((each) => !isQuery(each.understood));
  if (changing.length > 1) return severalCommands(changing);
  return (changing[0] ?? found[0])?.understood ?? unreadCommand(body, options);
}

/** Silence would leave the author of a command waiting that stands behind more than is read. */
function unreadCommand(body: string, options: CommentOptions): CommentCommand {
  // What Signalbox itself has written, with a person's token say, is never answered.
  if (body.includes('<!-- signalbox:')) return { kind: 'none' };
  const found = unreadLines(body)
    .flatMap((line) => readLine(line, options) ?? [])
    .find(({ understood, form }) => form === 'long' || understood.kind === 'command');
  if (!found) return { kind: 'none' };
  const { understood, form } = found;
  const candidates = understood.kind === 'command' ? [spellCommand(understood.command, form)] : [];
  const detail = { needed: String(COMMENT_LIMIT), found: String(body.length), candidates };
  return { kind: 'misspelt', code: 'comment-too-long', detail };
}

interface Line {
  readonly understood: Understood;
  readonly form: Form;
}

function readLine(line: string, { short }: CommentOptions): Line | null {
  const [, head = '', rest = ''] = /^\/([^ \t]*)(.*)$/su.exec(line) ?? [];
  if (head.toLowerCase() === PREFIX) return { understood: readLongForm(rest), form: 'long' };
  const name = commandNamed(head);
  if (name !== null) {
    return short ? { understood: understand(name, splitLine(rest), 'short'), form: 'short' } : null;
  }
  return readInvisible(line, short);
}

function readLongForm(rest: string): Understood {
  const { words, reason } = splitLine(rest);
  const [first, ...others] = words;
  if (first === undefined) return { kind: 'command', command: { name: 'help' } };
  const name = commandNamed(first.replace(/^\//, ''));
  const behind = { words: others, reason };
  return name === null ? unknownCommand(first, behind, 'long') : understand(name, behind, 'long');
}

/** A space that is none glues words together; silence would leave its author guessing. */
function readInvisible(line: string, short: boolean): Line | null {
  const plain = plainSpaces(line);
  if (plain === line) return null;
  const { words, reason } = splitLine(plain.slice(1));
  const isLong = words[0]?.toLowerCase() === PREFIX;
  const name = commandNamed((isLong ? (words[1] ?? 'help') : words[0]) ?? '');
  if (name === null || !(isLong || short)) return null;
  const form = isLong ? 'long' : 'short';
  const behind = { words: words.slice(isLong ? 2 : 1), reason };
  return { understood: invisibleCharacters(name, line, behind, form), form };
}

function isQuery(understood: Understood): boolean {
  if (understood.kind === 'command') return COMMAND_RULES[understood.command.name].query;
  const name = commandNamed(understood.detail.topic ?? '');
  return name !== null && COMMAND_RULES[name].query;
}

function severalCommands(lines: readonly Line[]): Misspelt {
  const spelt = lines.flatMap(({ understood, form }) =>
    understood.kind === 'command'
      ? [spellCommand(understood.command, form)]
      : (understood.detail.candidates ?? []),
  );
  const candidates = [...new Set(spelt)].slice(0, 10);
  return {
    kind: 'misspelt',
    code: 'several-commands',
    detail: candidates.length === 0 ? {} : { candidates },
  };
}
