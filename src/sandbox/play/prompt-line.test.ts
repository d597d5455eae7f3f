import { expect, test } from 'vitest';
import { parsePromptLine } from './prompt-line.ts';

const WORLD = { people: ['alice', 'bob'], environments: ['staging', 'production'] };

test.each([
  ['', { kind: 'nothing' }],
  ['   ', { kind: 'nothing' }],
  ['alice: /rollback v1', { kind: 'comment', login: 'alice', body: '/rollback v1' }],
  ['ALICE:/status', { kind: 'comment', login: 'alice', body: '/status' }],
  ['bob: one\\n/status', { kind: 'comment', login: 'bob', body: 'one\n/status' }],
  ['bob: a: b', { kind: 'comment', login: 'bob', body: 'a: b' }],
  ['push', { kind: 'push', message: null }],
  ['push  Say good night ', { kind: 'push', message: 'Say good night' }],
  ['break production', { kind: 'break', environment: 'production' }],
  ['fix', { kind: 'fix' }],
  ['kill', { kind: 'kill', environment: null }],
  ['kill staging', { kind: 'kill', environment: 'staging' }],
  ['bury', { kind: 'bury', unheard: false }],
  ['bury unheard', { kind: 'bury', unheard: true }],
  ['/rollback v1', { kind: 'comment', login: 'alice', body: '/rollback v1' }],
  ['advance 1h', { kind: 'advance', seconds: 3600 }],
  ['advance 1d2h3m4s', { kind: 'advance', seconds: 93_784 }],
  ['status', { kind: 'status' }],
  ['log', { kind: 'log', release: null, json: false }],
  ['log v12', { kind: 'log', release: 12, json: false }],
  ['log 12', { kind: 'log', release: 12, json: false }],
  ['log v12 --json', { kind: 'log', release: 12, json: true }],
  ['clone', { kind: 'clone' }],
  ['HELP', { kind: 'help' }],
  ['quit', { kind: 'quit' }],
  ['exit', { kind: 'quit' }],
])('“%s” is understood', (line, expected) => {
  expect(parsePromptLine(line, WORLD)).toEqual(expected);
});

test.each([
  ['carl: /status', 'There is nobody called “carl” here, only alice, bob.'],
  ['alice:', 'What does alice say? alice: /status'],
  ['break', 'Break what? staging or production'],
  ['break moon', 'There is no environment “moon” here, only staging or production.'],
  ['kill moon', 'There is no environment “moon” here, only staging or production.'],
  ['advance', 'By how much? advance 30s, advance 1h, advance 2d'],
  ['advance 1 h', 'By how much? advance 30s, advance 1h, advance 2d'],
  ['advance -1h', 'By how much? advance 30s, advance 1h, advance 2d'],
  ['log web', 'log, log v2, or log v2 --json'],
  ['log v0', 'log, log v2, or log v2 --json'],
  ['status production', 'status takes nothing after it: “production” is too much.'],
  ['bury v2', 'bury, or bury unheard'],
  ['dance', 'No such command: “dance”. Type help.'],
  ['break production now', 'There is no environment “production now” here, only staging or production.'],
])('“%s” is answered with what would make sense', (line, why) => {
  expect(parsePromptLine(line, WORLD)).toEqual({ kind: 'misunderstood', why });
});
