import { expect, test } from 'vitest';
import { parseLine } from './parse-line.ts';

test.each<[string, object]>([
  [
    'promote v3 production',
    { command: { name: 'promote', release: { number: 3 }, environment: 'production' } },
  ],
  ['/hold v3', { command: { name: 'hold', release: { number: 3 } } }],
  ['  /signalbox status ', { command: { name: 'status' } }],
  ['', { command: { name: 'help' } }],
  [
    'lock staging --reason "audit" of\n/rollback',
    { command: { name: 'lock', reason: '"audit" of /rollback' } },
  ],
  ['hold v1\nhold v2', { kind: 'misspelt', code: 'bad-arguments' }],
  ['promot v3', { kind: 'misspelt', code: 'unknown-command' }],
])('%j', (line, expected) => {
  expect(parseLine(line)).toMatchObject(expected);
});
