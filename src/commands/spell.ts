import type { Command, ReleaseArg } from '../domain/command.ts';
import type { Given } from './given.ts';
import type { ArgumentName, FlagName } from './spelling.ts';
import { PREFIX } from './spelling.ts';
import { spellSpan } from './span.ts';
import { commandNamed, COMMANDS } from './table.ts';
import { looksLikeRelease } from './value.ts';
import { quote, spellScalar } from './words.ts';

/**
 * Writes a command the way it is pasted into a comment. Parsing the text gives the same command again, with one
 * exception: a reason that has several lines is put on one.
 *
 * @param form `short` is `/rollback v1`, `long` is `/signalbox rollback v1`, which works everywhere.
 */
export function spellCommand(command: Command, form: 'short' | 'long' = 'short'): string {
  const { name } = command;
  const given: Given = command;
  const spelling = COMMANDS[name];
  const names = spelling.arguments.map((argument): ArgumentName => argument.name);
  const words = names.flatMap((argument) => spellArgument(argument, given, names.includes('release')));
  const flags: readonly FlagName[] = ['app', ...spelling.flags];
  const head = form === 'short' ? `/${name}` : `/${PREFIX} ${name}`;
  return [head, ...words, ...flags.flatMap((flag) => spellFlag(flag, given))].join(' ');
}

/**
 * @returns what a command says besides its app, release and environment, where it says anything: whoever is asked which
 * one was meant gets the rest of the words back (design, section 7).
 */
export function restOf(command: Command): { readonly rest?: string } {
  const given: Given = command;
  const spelling = COMMANDS[command.name];
  const names = spelling.arguments.map((argument): ArgumentName => argument.name);
  const flags: readonly FlagName[] = spelling.flags;
  const words = [
    ...names
      .filter((argument) => argument !== 'release' && argument !== 'environment')
      .flatMap((argument) => spellArgument(argument, given, names.includes('release'))),
    ...flags.flatMap((flag) => spellFlag(flag, given)),
  ];
  return words.length === 0 ? {} : { rest: words.join(' ') };
}

/** @returns a command that is spelled in the short form in the long one; other texts as they are. */
export function longForm(text: string): string {
  const word = /^\/([a-z]+)(?= |$)/.exec(text)?.[1];
  return word !== undefined && commandNamed(word) !== null ? `/${PREFIX} ${text.slice(1)}` : text;
}

function spellArgument(name: ArgumentName, given: Given, besideRelease: boolean): string[] {
  if (name === 'release') return given.release === undefined ? [] : [spellReleaseArg(given.release)];
  const text = given[name];
  if (text === undefined) return [];
  const needsFlag = besideRelease && looksLikeRelease(text);
  return needsFlag ? [`--${name}`, quote(text)] : [quote(text)];
}

function spellReleaseArg({ app, number }: ReleaseArg): string {
  return app === undefined ? `v${number}` : `${app}@v${number}`;
}

function spellFlag(flag: FlagName, given: Given): string[] {
  switch (flag) {
    case 'cancel':
    case 'force':
      return given[flag] ? [`--${flag}`] : [];
    case 'app':
      return given.app === undefined ? [] : ['--app', quote(given.app)];
    case 'apply':
      return given.apply === undefined ? [] : ['--apply', quote(given.apply)];
    case 'for':
      return given.for === undefined ? [] : ['--for', spellSpan(given.for)];
    case 'set':
      return Object.entries(given.set ?? {}).flatMap(([key, value]) => [
        '--set',
        `${key}=${spellScalar(value)}`,
      ]);
    case 'reason':
      return given.reason === undefined ? [] : ['--reason', onOneLine(given.reason)];
  }
}

/** In two steps: one expression for "line ends with white space around" looks at a run of spaces from each of them. */
function onOneLine(text: string): string {
  const lines = text.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
