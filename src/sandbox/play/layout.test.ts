import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { laidOut, wrapped } from './layout.ts';

test.each([
  ['one two three', 8, ['one two', 'three']],
  ['  - one two', 8, ['  - one', '  two']],
  ['http://127.0.0.1/long', 8, ['http://127.0.0.1/long']],
  ['(http://127.0.0.1/long)', 8, ['(http://127.0.0.1/long)']],
  ['zzzzzzzzzz', 4, ['zzzz', 'zzzz', 'zz']],
  ['a  b', 8, ['a  b']],
  ['', 8, ['']],
])('“%s” in %i columns', (text, columns, lines) => {
  expect(wrapped(text, columns)).toEqual(lines);
});

test('what is pasted is not broken', () => {
  expect(laidOut([{ verbatim: 'git clone http://a/b' }], 8)).toEqual(['git clone http://a/b']);
});

describe('a table', () => {
  const rows = [
    ['Command', 'What it does'],
    ['/pin', 'Keep an environment on the release it runs'],
    ['/unpin', ''],
  ];

  test('that fits stands as it is', () => {
    expect(laidOut([{ rows }], 60)).toEqual([
      'Command  What it does',
      '/pin     Keep an environment on the release it runs',
      '/unpin',
    ]);
  });

  test('that is too wide has its widest cells broken', () => {
    expect(laidOut([{ rows }], 30)).toEqual([
      'Command  What it does',
      '/pin     Keep an environment',
      '         on the release it',
      '         runs',
      '/unpin',
    ]);
  });

  test('for which there is no room has its cells below each other', () => {
    expect(laidOut([{ rows }], 15)).toEqual([
      'Command',
      '  What it does',
      '/pin',
      '  Keep an',
      '  environment',
      '  on the',
      '  release it',
      '  runs',
      '/unpin',
    ]);
  });

  test('never goes over the edge, and no letter is lost', () => {
    const cell = fc.stringMatching(/^[a-z/]{0,20}( [a-z]{1,9}){0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 4, max: 90 }),
        (rows, columns) => {
          const lines = laidOut([{ rows }], columns);
          for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns);
          const letters = (text: string): string => [...text.replaceAll(' ', '')].sort().join('');
          expect(letters(lines.join(''))).toBe(letters(rows.flat().join('')));
        },
      ),
    );
  });
});
