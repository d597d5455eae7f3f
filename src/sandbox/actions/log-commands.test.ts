import { expect, test } from 'vitest';
import { parseLogCommand } from './log-commands.ts';

test.each([
  ['plain', null],
  ['a ::error::b', null],
  ['::error::bad', { name: 'error', properties: {}, value: 'bad' }],
  [
    '  ::Warning file=a%3Ab.ts,line=3::x%0Ay%25',
    { name: 'warning', properties: { file: 'a:b.ts', line: '3' }, value: 'x\ny%' },
  ],
  ['::endgroup::', { name: 'endgroup', properties: {}, value: '' }],
  ['::set-output name=a::b::c', { name: 'set-output', properties: { name: 'a' }, value: 'b::c' }],
])('%j', (line, expected) => {
  expect(parseLogCommand(line)).toEqual(expected);
});
