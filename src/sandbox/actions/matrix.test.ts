import { expect, test } from 'vitest';
import type { JsonValue } from './host.ts';
import { combinations } from './matrix.ts';

const TABLE: readonly (readonly [string, JsonValue, JsonValue])[] = [
  ['none', null, [null]],
  ['one axis', { a: [1, 2] }, [{ a: 1 }, { a: 2 }]],
  [
    'two axes',
    { a: [1, 2], b: ['x', 'y'] },
    [
      { a: 1, b: 'x' },
      { a: 1, b: 'y' },
      { a: 2, b: 'x' },
      { a: 2, b: 'y' },
    ],
  ],
  ['exclude', { a: [1, 2], b: ['x'], exclude: [{ a: 2 }] }, [{ a: 1, b: 'x' }]],
  [
    'include adds a key',
    { a: [1, 2], include: [{ k: 0 }] },
    [
      { a: 1, k: 0 },
      { a: 2, k: 0 },
    ],
  ],
  ['include extends what it fits', { a: [1, 2], include: [{ a: 2, k: 0 }] }, [{ a: 1 }, { a: 2, k: 0 }]],
  ['include that fits nothing', { a: [1], include: [{ a: 3, k: 0 }] }, [{ a: 1 }, { a: 3, k: 0 }]],
  ['include alone', { include: [{ a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 2 }]],
];

test.each(TABLE)('%s', (_name, matrix, expected) => {
  expect(combinations(matrix)).toEqual(expected);
});
