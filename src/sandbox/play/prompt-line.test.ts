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
  ['bury', { kind: 'bury' }],
  ['advance 1h', { kind: 'advance', seconds: 3600 }],
  ['advance 1d2h3m4s', { kind: 'advance', seconds: 93_784 }],
  ['status', { kind: 'status' }],
  ['log', { kind: 'log', release: null }],
  ['log v12', { kind: 'log', release: 12 }],
  ['log 12', { kind: 'log', release: 12 }],
  ['clone', { kind: 'clone' }],
  ['HELP', { kind: 'help' }],
  ['quit', { kind: 'quit' }],
  ['exit', { kind: 'quit' }],
])('“%s” is understood', (line, expected) => {
  expect(parsePromptLine(line, WORLD)).toEqual(expected);
});

test.each([
  ['carl: /status', 'There is no carl here, only alice, bob.'],
  ['alice:', 'What does alice say? alice: /status'],
  ['/rollback v1', 'Who says it? alice: /rollback v1'],
  ['break', 'Break what? staging or production'],
  ['break moon', 'There is no moon here, only staging or production.'],
  ['kill moon', 'There is no moon here, only staging or production.'],
  ['advance', 'By how much? advance 30s, advance 1h, advance 2d'],
  ['advance 1 h', 'By how much? advance 30s, advance 1h, advance 2d'],
  ['advance -1h', 'By how much? advance 30s, advance 1h, advance 2d'],
  ['log web', 'log, or log v2'],
  ['log v0', 'log, or log v2'],
  ['status production', 'status takes nothing after it.'],
  ['dance', 'dance is nothing to do here; help lists what is.'],
])('“%s” is answered with what would make sense', (line, why) => {
  expect(parsePromptLine(line, WORLD)).toEqual({ kind: 'misunderstood', why });
});
