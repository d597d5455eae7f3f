import { expect, test } from 'vitest';
import { elapsed, lineText } from './line-text.ts';

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

test('what is too much of it is cut where it is shown, and the link has the rest', () => {
  const text = `/lock staging --reason ${'z'.repeat(10_000)}`;
  const line = { label: 'alice', text, tone: 'plain', atMost: { rows: 5, link: 'http://c/1' } } as const;
  const rows = lineText(line, 0, { columns: 80, colours: false }).split('\n');
  expect(rows).toHaveLength(6);
  expect(rows.at(-1)?.trim()).toBe('… 163 more lines: http://c/1');
  for (const row of rows) expect(row.length).toBeLessThanOrEqual(80);
});

test('a table is as wide as there is room', () => {
  const rows = [['/pin', 'Keep an environment on the release it runs']];
  const line = { label: 'signalbox', text: 'Commands', tone: 'quiet', body: [{ rows }] } as const;
  expect(lineText(line, 0, { columns: 56, colours: false }).split('\n')).toEqual([
    '  0:00.0  signalbox Commands',
    '                    /pin  Keep an environment on the',
    '                          release it runs',
  ]);
});
