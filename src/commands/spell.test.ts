import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCommand } from '../../test/support/any-command.ts';
import { cpuMilliseconds } from '../../test/support/cpu-time.ts';
import type { CommandName } from '../domain/command.ts';
import { parseComment } from './parse-comment.ts';
import { spellCommand } from './spell.ts';
import { COMMAND_NAMES, COMMANDS } from './table.ts';
import { usageOf } from './spelling.ts';

test('what is spelled is read as the same command', () => {
  fc.assert(
    fc.property(anyCommand, (each) => {
      expect(parseComment(spellCommand(each), { short: true })).toEqual({ kind: 'command', command: each });
      expect(parseComment(spellCommand(each, 'long'), { short: false })).toEqual({
        kind: 'command',
        command: each,
      });
    }),
    { numRuns: 500 },
  );
});

test('a reason of several lines is spelled on one', () => {
  expect(spellCommand({ name: 'lock', reason: 'first\r\n  second\n/rollback' })).toBe(
    '/lock --reason first second /rollback',
  );
});

test('a reason of white space is spelled in no more time than another', () => {
  const cost = (reason: string): number => {
    const before = cpuMilliseconds();
    spellCommand({ name: 'lock', reason });
    return cpuMilliseconds() - before;
  };
  expect(cost(`a${'\v'.repeat(60_000)}b`)).toBeLessThan(1000);
});

test.each(
  COMMAND_NAMES.flatMap((each) => COMMANDS[each].examples.map((example) => [each, example.command] as const)),
)('the example of /%s works: %s', (each, text) => {
  expect(parseComment(text, { short: true })).toMatchObject({ kind: 'command', command: { name: each } });
});

test.each<[CommandName, string]>([
  ['rollback', '/rollback [vN] [environment] [--cancel] [--reason …]'],
  ['retry', '/retry [vN] [activity] [--set name=value]'],
  ['info', '/info vN'],
  ['help', '/help [command]'],
])('the usage of /%s', (each, usage) => {
  expect(usageOf(each, COMMANDS[each])).toBe(usage);
});
