import { describe, expect, test } from 'vitest';
import { conditionHolds, evaluate, evaluateText, type Contexts } from './expression.ts';
import { readWritten } from './written.ts';

const contexts: Contexts = {
  values: {
    github: { sha: 'abc', event: { list: [1, 2] } },
    inputs: { json: '{"title":"it\'s"}', flag: true, empty: '' },
    matrix: null,
  },
  status: { success: true, failure: false, cancelled: false },
  hashFiles: () => 'hash',
};

describe('values', () => {
  test.each([
    ['plain', 'plain'],
    ['${{ inputs.flag }}', true],
    ["x '${{ github.sha }}' y", "x 'abc' y"],
    ['${{ fromJSON(inputs.json).title }}', "it's"],
    ["${{ 'a}}b' }}", 'a}}b'],
    ['${{ matrix.os }}', null],
    ['[${{ matrix.os }}]', '[]'],
    ['${{ github.event.list }}', [1, 2]],
    ['${{ unclosed', '${{ unclosed'],
    ["${{ hashFiles('**') }}", 'hash'],
  ])('%s', (written, expected) => {
    expect(evaluate(readWritten(JSON.stringify(written)), contexts)).toEqual(expected);
  });

  test('a block text keeps its lines and nothing else', () => {
    const written = readWritten('|\n    one ${{ github.sha }}\n      two\n');
    expect(evaluateText(written, contexts)).toBe('one abc\n  two\n');
  });

  test.each(['${{ nothing.x }}', '${{ fromJSON(inputs.empty) }}', '${{ 1 + 1 }}', '${{ }}'])(
    '%s fails',
    (written) => {
      expect(() => evaluate(readWritten(JSON.stringify(written)), contexts)).toThrow();
    },
  );
});

describe('conditions', () => {
  const failed: Contexts = { ...contexts, status: { success: false, failure: true, cancelled: false } };
  const cancelled: Contexts = { ...contexts, status: { success: false, failure: false, cancelled: true } };

  test.each([
    // written, after success, after a failure, after a cancel
    ['', true, false, false],
    ['inputs.flag', true, false, false],
    ['${{ inputs.empty }}', false, false, false],
    ['${{ inputs.empty }} == 1', true, false, false],
    ['always()', true, true, true],
    ['failure()', false, true, false],
    ['!cancelled()', true, true, false],
    ["failure() || github.sha == 'success()'", false, true, false],
    ["'always()' == 'x' || true", true, false, false],
    ['false', false, false, false],
    ['true', true, false, false],
  ])('%s', (written, ...expected) => {
    const value = readWritten(JSON.stringify(written));
    expect([contexts, failed, cancelled].map((each) => conditionHolds(value, each))).toEqual(expected);
  });
});
