import type { Command, CommandName } from '../domain/command.ts';
import type { Detail } from '../domain/detail.ts';
import { readCommand } from './grammar.ts';
import { nearest } from './nearest.ts';
import { spellCommand } from './spell.ts';
import { COMMAND_NAMES } from './table.ts';
import type { Words } from './words.ts';
import { splitArgv, splitLine } from './words.ts';

/** Words that were meant as a command but are none, with the values of the answer. */
export interface Misspelt {
  readonly kind: 'misspelt';
  readonly code: 'bad-arguments' | 'unknown-command' | 'several-commands' | 'comment-too-long';
  readonly detail: Detail;
}

export type Understood = { readonly kind: 'command'; readonly command: Command } | Misspelt;

export type Form = 'short' | 'long';

/**
 * Reads the words behind a known command. A problem comes back with the corrected command, ready to paste, when
 * the mistakes can be undone one by one and the result is a command.
 */
export function understand(name: CommandName, words: Words, form: Form): Understood {
  const reading = readCommand(name, words);
  if (reading.kind === 'command') return reading;
  const corrected = correct(name, tidied(words)) ?? correct(name, words);
  return {
    kind: 'misspelt',
    code: 'bad-arguments',
    detail: {
      topic: name,
      name: reading.name,
      message: reading.message,
      ...(corrected === null ? {} : { candidates: [spellCommand(corrected, form)] }),
    },
  };
}

/** @returns the answer to a word behind `/signalbox` that is no command, with the one it resembles. */
export function unknownCommand(word: string, words: Words, form: Form): Misspelt {
  const meant = COMMAND_NAMES.find(
    (name) => name === nearest(word.replace(/^\//, '').toLowerCase(), COMMAND_NAMES),
  );
  const command = meant === undefined ? null : correct(meant, words);
  return {
    kind: 'misspelt',
    code: 'unknown-command',
    detail: {
      name: word.slice(0, 100),
      ...(command === null ? {} : { candidates: [spellCommand(command, form)] }),
    },
  };
}

/** @returns the answer to a line that is a command only once its invisible characters are gone. */
export function invisibleCharacters(name: CommandName, line: string, words: Words, form: Form): Misspelt {
  const strange = /[^\t\x20-\x7e]/u.exec(line)?.[0] ?? '';
  const hex = (strange.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const command = correct(name, words);
  return {
    kind: 'misspelt',
    code: 'bad-arguments',
    detail: {
      topic: name,
      message: `the line contains the character U+${hex}, which cannot be seen`,
      ...(command === null ? {} : { candidates: [spellCommand(command, form)] }),
    },
  };
}

/** Undoes one problem after the other; every round has one mistake less, and eight are more than anybody makes. */
function correct(name: CommandName, words: Words): Command | null {
  let line: Words | null = words;
  for (let round = 0; round < 8 && line !== null; round += 1) {
    const reading = readCommand(name, withReason(line));
    if (reading.kind === 'command') return reading.command;
    line = reading.instead;
  }
  return null;
}

/** A corrected word may have become `--reason`: what follows it is the reason then. */
function withReason(line: Words): Words {
  const { words, reason } = splitArgv(line.words);
  if (reason === null) return line;
  return { words, reason: `${reason} ${line.reason ?? ''}`.trim() };
}

/**
 * Undoes what keyboards and copying do to a line: long dashes, curly quotes, spaces that are none, backticks. It is
 * only ever offered as the corrected command, never carried out.
 */
export function tidy(text: string): string {
  return plainSpaces(text)
    .replace(/(^|\s)[\u2012-\u2015](?=[a-z])/g, '$1--')
    .replace(/[\u201c\u201d\u201e]/g, '"')
    .replace(/`/g, '');
}

/** @returns the text with every kind of space as a space, and without characters that show nothing. */
export function plainSpaces(text: string): string {
  return text.replace(/[\p{Zs}\p{Zl}\p{Zp}]/gu, ' ').replace(/\p{Cf}/gu, '');
}

function tidied({ words, reason }: Words): Words {
  const again = splitLine(tidy(words.join(' ')));
  if (reason === null) return again;
  return { words: again.words, reason: `${again.reason ?? ''} ${reason}`.trim() };
}
