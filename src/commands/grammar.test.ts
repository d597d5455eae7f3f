import { describe, expect, test } from 'vitest';
import { parseArgv } from './parse-argv.ts';
import { parseComment } from './parse-comment.ts';

const v12 = { number: 12 };

describe('a line and what it says', () => {
  test.each<[string, object]>([
    ['/release', { name: 'release', force: false }],
    ['/release feature/login --force', { name: 'release', ref: 'feature/login', force: true }],
    ['/release v1.2.3', { name: 'release', ref: 'v1.2.3', force: false }],
    ['/release 4f2a9c1', { name: 'release', ref: '4f2a9c1', force: false }],
    ['/release gr\u00fcn', { name: 'release', ref: 'gr\u00fcn', force: false }],
    ['/promote v12 production', { name: 'promote', release: v12, environment: 'production' }],
    ['/promote production v12', { name: 'promote', release: v12, environment: 'production' }],
    ['/promote 12', { name: 'promote', release: v12 }],
    ['/promote V12', { name: 'promote', release: v12 }],
    ['/promote web@v12', { name: 'promote', release: { app: 'web', number: 12 } }],
    ['/promote --environment v2', { name: 'promote', environment: 'v2' }],
    ['/promote v12 v2', { name: 'promote', release: v12, environment: 'v2' }],
    ['/lock v2', { name: 'lock', environment: 'v2' }],
    ['/lock "my place"', { name: 'lock', environment: 'my place' }],
    ['/lock --for 1h30m web', { name: 'lock', environment: 'web', for: 5400 }],
    ['/lock web --for=2h', { name: 'lock', environment: 'web', for: 7200 }],
    ['/unlock web --cancel --force', { name: 'unlock', environment: 'web', cancel: true, force: true }],
    ['/pin --app web', { name: 'pin', app: 'web' }],
    ['/retry v12 image', { name: 'retry', release: v12, activity: 'image', set: {} }],
    ['/abort v12', { name: 'abort', release: v12, force: false }],
    ['/hold \t v12  ', { name: 'hold', release: v12 }],
    ['/info 12', { name: 'info', release: v12 }],
    ['/help /rollback', { name: 'help', topic: 'rollback' }],
  ])('%s', (line, command) => {
    expect(parseComment(line, { short: true })).toEqual({ kind: 'command', command });
    expect(parseComment(line.replace('/', '/signalbox '), { short: false })).toEqual({
      kind: 'command',
      command,
    });
  });
});

describe('a reason takes the rest of the line as text [A22]', () => {
  test.each<[string, string]>([
    ['/lock web --reason database  migration', 'database  migration'],
    [
      '/lock web --reason flags like --for 2h and --app api stay text',
      'flags like --for 2h and --app api stay text',
    ],
    ['/lock web --reason one --reason two', 'one --reason two'],
    ['/lock web --reason=because "quoted', 'because "quoted'],
    ['/lock web --reason `code` *stars* <!-- x -->', '`code` *stars* <!-- x -->'],
    ['/lock web --reason $(reboot); \u201crm\u201d \u00fc', '$(reboot); \u201crm\u201d \u00fc'],
  ])('%s', (line, reason) => {
    expect(parseComment(line, { short: true })).toEqual({
      kind: 'command',
      command: { name: 'lock', environment: 'web', reason },
    });
  });
});

describe('a setting', () => {
  test.each<[string, unknown]>([
    ['true', true],
    ['null', null],
    ['3', 3],
    ['-0.5', -0.5],
    ['1.10', '1.10'],
    ['0012', '0012'],
    ['1e5', '1e5'],
    ['Infinity', 'Infinity'],
    ['12345678901234567890', '12345678901234567890'],
    ['', ''],
    ['"3"', '3'],
    ['"two words"', 'two words'],
    ['a=b', 'a=b'],
    ['eu-west-1', 'eu-west-1'],
  ])('x=%s', (text, value) => {
    expect(parseComment(`/retry --set x=${text}`, { short: true })).toEqual({
      kind: 'command',
      command: { name: 'retry', set: { x: value } },
    });
  });

  test('of several', () => {
    const line = '/retry --set a=1 v12 --set b-c=x image';
    expect(parseComment(line, { short: true })).toEqual({
      kind: 'command',
      command: { name: 'retry', release: v12, activity: 'image', set: { a: 1, 'b-c': 'x' } },
    });
  });

  test.each(['x', '=1', '1x=2', '__proto__=1', 'x="open'])('is refused: %s', (text) => {
    expect(parseComment(`/retry --set ${text}`, { short: true })).toMatchObject({ code: 'bad-arguments' });
  });

  test('is refused when it is given twice', () => {
    expect(parseComment('/retry --set a=1 --set a=2', { short: true })).toMatchObject({
      detail: { candidates: ['/retry --set a=1'] },
    });
  });
});

describe('from a shell', () => {
  test.each<[readonly string[], object]>([
    [[], { name: 'help' }],
    [['rollback', 'v12'], { name: 'rollback', release: v12, cancel: false }],
    [['/rollback', 'v12'], { name: 'rollback', release: v12, cancel: false }],
    [['signalbox', 'status'], { name: 'status' }],
    [['lock', 'my place'], { name: 'lock', environment: 'my place' }],
    [['lock', '--reason', 'load test', '--for', '2h'], { name: 'lock', reason: 'load test --for 2h' }],
    [['retry', '--set', 'note=two words'], { name: 'retry', set: { note: 'two words' } }],
  ])('%j', (argv, command) => {
    expect(parseArgv(argv)).toEqual({ kind: 'command', command });
  });

  test('a word of blanks that is too many is no reason', () => {
    expect(parseArgv(['unlock', 'production', '\n'])).toMatchObject({
      detail: { candidates: ['/unlock production'] },
    });
  });

  test('an unknown word is answered with the nearest command', () => {
    expect(parseArgv(['relaeses'])).toEqual({
      kind: 'misspelt',
      code: 'unknown-command',
      detail: { name: 'relaeses', candidates: ['/releases'] },
    });
  });
});
