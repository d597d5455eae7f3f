import type { CommandName } from '../domain/command.ts';
import type { Given } from './given.ts';
import { commandFrom } from './given.ts';
import { nearest } from './nearest.ts';
import type { ArgumentName, FlagName } from './spelling.ts';
import { ARGUMENTS, FLAGS } from './spelling.ts';
import { COMMANDS } from './table.ts';
import type { Reading, Step, ValueFlag } from './take.ts';
import { problem, replaced, take } from './take.ts';
import { looksLikeRelease, shown } from './value.ts';
import type { Words } from './words.ts';

/** Reads the words behind a command's name: the one grammar of comments, Action, CLI and sandbox. */
export function readCommand(name: CommandName, line: Words): Reading {
  let given: Given = {};
  let at = 0;
  while (at < line.words.length) {
    const step = readWord(name, given, line, at);
    if ('problem' in step) return step.problem;
    given = step.given;
    at += step.used;
  }
  const reason = readReason(name, line);
  return 'problem' in reason ? reason.problem : finish(name, { ...given, ...reason });
}

/** Arguments may be written as flags too (`--environment v2`): the way out for names that look like releases. */
export function flagsOf(name: CommandName): readonly string[] {
  const { arguments: args, flags } = COMMANDS[name];
  return ['app', ...flags, ...args.map((argument) => argument.name)];
}

function readWord(name: CommandName, given: Given, line: Words, at: number): Step {
  const word = line.words[at] ?? '';
  return /^-./.test(word) ? readFlag(name, given, line, at) : readArgument(name, given, line, at);
}

function readFlag(name: CommandName, given: Given, line: Words, at: number): Step {
  const word = line.words[at] ?? '';
  const match = /^--([a-z]+)(?:=(.*))?$/s.exec(word);
  const flag = match?.[1] ?? '';
  const inline = match?.[2];
  if (!flagsOf(name).includes(flag)) return unknownFlag(name, line, at);
  if (flag === 'cancel' || flag === 'force') {
    if (inline !== undefined) {
      return problem(word, `--${flag} takes no value`, replaced(line, at, 1, [`--${flag}`]));
    }
    if (given[flag]) return problem(word, `--${flag} is given twice`, replaced(line, at, 1, []));
    return { given: { ...given, [flag]: true }, used: 1 };
  }
  if (!isValueFlag(flag)) return unknownFlag(name, line, at);
  const value = inline ?? line.words[at + 1];
  if (value === undefined || (inline === undefined && value.startsWith('--'))) {
    const example = flag === 'for' ? replaced(line, at, 1, ['--for', FLAGS.for.value]) : null;
    return problem(word, `--${flag} needs a value`, example);
  }
  const used = inline === undefined ? 2 : 1;
  return take({ flag, given, value, used, dropped: replaced(line, at, used, []) });
}

function isValueFlag(flag: string): flag is ValueFlag {
  const others: readonly string[] = ['cancel', 'force', 'reason'];
  return !others.includes(flag) && (Object.hasOwn(FLAGS, flag) || Object.hasOwn(ARGUMENTS, flag));
}

/** A misspelt flag is put right in the corrected command, a foreign one is left out with its value. */
function unknownFlag(name: CommandName, line: Words, at: number): Step {
  const word = line.words[at] ?? '';
  const [flag = '', ...value] = word.replace(/^-+/, '').split('=');
  const meant = nearest(flag, flagsOf(name));
  const message = `${shown(word)} is not an option of /${name}`;
  if (meant !== null) {
    const written = [`--${meant}`, ...value].join('=');
    return problem(word, message, replaced(line, at, 1, [written]));
  }
  const next = line.words[at + 1] ?? '--';
  const dragsValue = isValueFlag(flag) && value.length === 0 && !next.startsWith('--');
  return problem(word, message, replaced(line, at, dragsValue ? 2 : 1, []));
}

/** `vN` goes where a release is taken and none is given yet, everything else into the next free place. */
function readArgument(name: CommandName, given: Given, line: Words, at: number): Step {
  const value = line.words[at] ?? '';
  const free = COMMANDS[name].arguments
    .map((argument): ArgumentName => argument.name)
    .filter((argument) => given[argument] === undefined);
  const isRelease = free.includes('release') && looksLikeRelease(value);
  const flag = isRelease ? 'release' : (free.find((argument) => argument !== 'release') ?? free[0]);
  if (flag === undefined) return tooMany(name, line, at);
  return take({ flag, given, value, used: 1, dropped: replaced(line, at, 1, []) });
}

/** So much of a word that whoever wrote it knows which one is meant. */
function beginning(word: string): string {
  const signs = Array.from(word);
  return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : word;
}

/** Words too many are most often a reason whose flag was forgotten. */
function tooMany(name: CommandName, line: Words, at: number): Step {
  const word = line.words[at] ?? '';
  const most = COMMANDS[name].arguments.length;
  const takes =
    most === 0
      ? 'takes no argument'
      : `takes ${String(most)} ${most === 1 ? 'argument' : 'arguments'} at most`;
  const message = `/${name} ${takes}; "${beginning(word)}" is left over`;
  if (!takesReason(name)) return problem(word, message, replaced(line, at, 1, []));
  const rest = [...line.words.slice(at), ...(line.reason === null ? [] : [line.reason])];
  // A shell hands in words of blanks as well.
  const reason = rest.join(' ').trim();
  return problem(word, message, { words: line.words.slice(0, at), reason: reason === '' ? null : reason });
}

function readReason(name: CommandName, line: Words): { reason?: string } | { problem: Reading } {
  if (line.reason === null) return {};
  const without = { words: line.words, reason: null };
  if (!takesReason(name)) return problem('--reason', `--reason is not an option of /${name}`, without);
  return line.reason === '' ? problem('--reason', '--reason needs words', without) : { reason: line.reason };
}

function takesReason(name: CommandName): boolean {
  const flags: readonly FlagName[] = COMMANDS[name].flags;
  return flags.includes('reason');
}

function finish(name: CommandName, given: Given): Reading {
  const { app, release } = given;
  if (app !== undefined && release?.app !== undefined && release.app !== app) {
    return problem(app, `--app says ${app} and the release says ${release.app}`, null).problem;
  }
  const command = commandFrom(name, given);
  if (command !== null) return { kind: 'command', command };
  return problem('release', `/${name} needs a release, like v12`, null).problem;
}
