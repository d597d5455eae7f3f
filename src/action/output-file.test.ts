import { expect, test } from 'vitest';
import { OUTPUTS_MAX, readOutputFile } from './output-file.ts';

test.each<[string, string, object]>([
  ['nothing', '', {}],
  ['a line', 'tag=shop:1\n', { tag: 'shop:1' }],
  ['an equals sign in a value', 'url=https://x.example/?a=b', { url: 'https://x.example/?a=b' }],
  ['an empty value', 'tag=\n', { tag: '' }],
  ['a block', 'notes<<END\none\n\ntwo=2\nEND\ntag=1\n', { notes: 'one\n\ntwo=2', tag: '1' }],
  ['the last of two', 'tag=1\ntag=2\n', { tag: '2' }],
  ['line ends of Windows', 'tag=1\r\nnotes<<END\r\none\r\nEND\r\n', { tag: '1', notes: 'one' }],
  ['a byte order mark', '\uFEFFtag=1\n', { tag: '1' }],
])('%s', (_, text, outputs) => {
  expect(readOutputFile(text)).toEqual({ ok: true, outputs });
});

test('a name that objects have a meaning for is a name', () => {
  const read = readOutputFile('constructor=1\n');
  expect(read.ok && Object.entries(read.outputs)).toEqual([['constructor', '1']]);
});

test.each<[string, string, string]>([
  ['a line that is neither', 'tag=1\nhello\n', 'line 2'],
  ['a name that no record keeps', 'tag=1\n__proto__=1\n', 'line 2 has a name that no output can have'],
  ['a block without an end', 'notes<<END\none\n', 'no closing END'],
  ['more than fits', `a=${'x'.repeat(OUTPUTS_MAX)}`, '65536 characters'],
])('%s is refused', (_, text, message) => {
  expect(readOutputFile(text)).toMatchObject({
    ok: false,
    message: expect.stringContaining(message) as string,
  });
});
