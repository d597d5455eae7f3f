import { expect, test } from 'vitest';
import { elapsed, lineText, wrapped } from './line-text.ts';

const WIDE = { columns: 100, colours: false };

test.each([
  [0, '0:00.0'],
  [7.38, '0:07.3'],
  [61.05, '1:01.0'],
  [3599.99, '59:59.9'],
  [3600, '1:00:00.0'],
  [-1, '0:00.0'],
])('%s seconds are %s', (seconds, text) => {
  expect(elapsed(seconds)).toBe(text);
});

test('time, label, text and link stand in columns', () => {
  const lines = [
    lineText({ label: 'run', text: 'v1 build started', tone: 'plain', link: 'http://a/1' }, 1.2, WIDE),
    lineText({ label: 'deployed', text: 'v1 in staging', tone: 'good', link: 'http://b/' }, 75, WIDE),
  ];
  expect(lines).toEqual([
    '  0:01.2  run       v1 build started                      http://a/1',
    '  1:15.0  deployed  v1 in staging                         http://b/',
  ]);
});

test('what does not fit goes below, under the text', () => {
  const line = { label: 'run', text: 'a run with a title', tone: 'plain', link: 'http://a/1' } as const;
  expect(lineText(line, 0, { columns: 48, colours: false }).split('\n')).toEqual([
    '  0:00.0  run       a run with a title',
    '                    http://a/1',
  ]);
});

test('colours never change the columns', () => {
  const line = { label: 'run', text: 'v1 build', tone: 'good', link: 'http://a/1', body: ['more'] } as const;
  const painted = lineText(line, 0, { columns: 100, colours: true });

  expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(lineText(line, 0, WIDE));
  expect(painted).toContain('\u001b[32mv1 build');
});

test.each([
  ['one two three', 8, ['one two', 'three']],
  ['  - one two', 8, ['  - one', '  two']],
  ['http://127.0.0.1/long', 8, ['http://127.0.0.1/long']],
  ['a  row  of a table', 8, ['a  row  of a table']],
  ['', 8, ['']],
])('“%s” breaks at spaces only', (text, columns, lines) => {
  expect(wrapped(text, columns)).toEqual(lines);
});
