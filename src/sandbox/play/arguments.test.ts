import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test.each([
  [[], { kind: 'play', story: false, port: null }],
  [['--story'], { kind: 'play', story: true, port: null }],
  [['--port', '4711', '--story'], { kind: 'play', story: true, port: 4711 }],
  [['--help'], { kind: 'help' }],
  [['--port'], { kind: 'wrong', why: '--port needs a number from 1 to 65535.' }],
  [['--port', '0'], { kind: 'wrong', why: '“0” is no port. --port needs a number from 1 to 65535.' }],
  [['--port', '99999'], { kind: 'wrong', why: '“99999” is no port. --port needs a number from 1 to 65535.' }],
  [['--port', '80x'], { kind: 'wrong', why: '“80x” is no port. --port needs a number from 1 to 65535.' }],
  [['story'], { kind: 'wrong', why: '“story” is not known here.' }],
])('%j', (args, expected) => {
  expect(readArguments(args)).toEqual(expected);
});
