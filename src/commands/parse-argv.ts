import { PREFIX } from './spelling.ts';
import { commandNamed } from './table.ts';
import type { Form, Understood } from './understand.ts';
import { understand, unknownCommand } from './understand.ts';
import { splitArgv } from './words.ts';

/**
 * Reads a command from words that a shell, or the sandbox's prompt, has split: the grammar of comments, with or
 * without the slash.
 *
 * @returns never throws; no words at all ask for help.
 */
export function parseArgv(argv: readonly string[]): Understood {
  const words = isPrefix(argv[0]) ? argv.slice(1) : argv;
  const [first, ...others] = words;
  if (first === undefined) return { kind: 'command', command: { name: 'help' } };
  const form: Form = isPrefix(argv[0]) ? 'long' : 'short';
  const name = commandNamed(first.replace(/^\//, ''));
  const behind = splitArgv(others);
  return name === null ? unknownCommand(first, behind, form) : understand(name, behind, form);
}

function isPrefix(word: string | undefined): boolean {
  return word !== undefined && word.replace(/^\//, '') === PREFIX;
}
