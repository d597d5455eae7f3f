import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test.each([
  [[], { kind: 'play', story: false, port: null }],
  [['--story'], { kind: 'play', story: true, port: null }],
  [['--port', '4711', '--story'], { kind: 'play', story: true, port: 4711 }],
  [['--help'], { kind: 'help' }],
  [['--port'], { kind: 'wrong', why: '--port needs a number from 1 to 65535' }],
  [['--port', '0'], { kind: 'wrong', why: '--port needs a number from 1 to 65535' }],
  [['story'], { kind: 'wrong', why: 'story is not known here' }],
])('%j', (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});
