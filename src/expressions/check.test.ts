import { describe, expect, test } from 'vitest';
import { checkExpression, findReferences } from './check.ts';

const ROOTS = ['release', 'tasks', 'inputs'];

describe('checkExpression', () => {
  test.each<[text: string, expected: string[]]>([
    ['no expression', []],
    ['${{ release.number }} and ${{ tasks.a.outputs.b || 0 }}', []],
    ["${{ startsWith(inputs.x, 'a') }}", []],
    ['${{ release', ['a "${{" has no "}}"']],
    [
      '${{ secrets.A }}${{ github.sha }}',
      [
        'there is no secrets here; there are release, tasks, inputs',
        'there is no github here; there are release, tasks, inputs',
      ],
    ],
    ['${{ release.number === 1 }}', ["Unexpected symbol: '='. Located at position 19"]],
    [
      '${{ success() }}',
      [
        'there is no function success; there are contains, startsWith, endsWith, format, join, toJSON, fromJSON, case',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(checkExpression(text, ROOTS)).toEqual(expected);
  });
});

test('names that are not there are told once each, five at most, and never at length', () => {
  const names = Array.from({ length: 100 }, (_, at) => `x${String(at)} || x1 || y`);
  const messages = checkExpression(`\${{ ${'z'.repeat(9000)} || ${names.join(' || ')} }}`, ROOTS);
  expect(messages).toHaveLength(5);
  expect(messages.join('').length).toBeLessThan(1000);
});

describe('findReferences', () => {
  test.each<[text: string, expected: readonly (readonly string[])[]]>([
    ['none', []],
    ['${{ 1 + }}', []],
    ['${{ tasks.image.outputs.tag }}', [['tasks', 'image', 'outputs', 'tag']]],
    [
      "${{ tasks['eu.west'].outputs[inputs.key] }}",
      [
        ['tasks', 'eu.west', 'outputs', '*'],
        ['inputs', 'key'],
      ],
    ],
    ['${{ tasks.*.outputs }}', [['tasks', '*', 'outputs']]],
    [
      "${{ format('{0}', !release.a && (inputs.b == tasks.c)) }} ${{ release }}",
      [['release', 'a'], ['inputs', 'b'], ['tasks', 'c'], ['release']],
    ],
    ['${{ fromJSON(inputs.x).y }}', [['inputs', 'x']]],
  ])('%s', (text, expected) => {
    expect(findReferences(text, ROOTS)).toEqual(expected);
  });
});
