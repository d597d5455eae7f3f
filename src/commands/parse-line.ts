import { parseArgv } from './parse-argv.ts';
import type { Understood } from './understand.ts';
import { splitLine } from './words.ts';

/**
 * Reads a command from one line that somebody typed into a field: the grammar of comments, with or without the slash.
 * Line ends are spaces here, so that a second line cannot be a second command.
 *
 * @returns never throws; an empty line asks for help.
 */
export function parseLine(line: string): Understood {
  const { words, reason } = splitLine(line.replace(/[\r\n]+/g, ' ').trim());
  return parseArgv(reason === null ? words : [...words, '--reason', reason]);
}
