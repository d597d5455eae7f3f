import { describe, expect, test } from 'vitest';
import { Problems } from './problems.ts';
import { readSheet } from './read-sheet.ts';
import { cpuMilliseconds } from '../../test/support/cpu-time.ts';

function read(text: string, exactNumbers = true): { value: unknown; problems: string[] } {
  const problems = new Problems();
  const sheet = readSheet({ file: 'x.yml', text, exactNumbers }, problems);
  return {
    value: sheet?.value,
    problems: problems
      .list()
      .map(({ line, column, message }) => `${String(line)}:${String(column)} ${message}`),
  };
}

describe('values', () => {
  test.each<[text: string, expected: unknown]>([
    ['a: 1\nb: [x, true, null, 1.5]\n', { a: 1, b: ['x', true, null, 1.5] }],
    ['1: x\nyes: y\non: z\n', { '1': 'x', yes: 'y', on: 'z' }],
    ['a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: |\n  two\n  lines\n', { a: 'two\nlines\n' }],
    ['\uFEFFa: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['a: ~\nb:\n', { a: null, b: null }],
    ['constructor: 1\ntoString: 2\n', { constructor: 1, toString: 2 }],
    ['', null],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual({ value: expected, problems: [] });
  });
});

describe('what is refused', () => {
  test.each<[text: string, expected: string]>([
    ['a: 1\na: 2\n', '2:1 the key "a" stands here twice'],
    ['a:\n\tb: 1\n', '2:1 Tabs are not allowed as indentation'],
    ['a: {', '1:5 Flow map in block collection must be sufficiently indented and end with a }'],
    ['a: 1\n---\nb: 1\n', '2:1 Source contains multiple documents; please use YAML.parseAllDocuments()'],
    ['a: !secret x\n', '1:4 Unresolved tag: !secret'],
    ['a: *nowhere\n', '1:4 this alias has no anchor'],
    ['a: &x [1, *x]\n', '1:11 this alias stands within what it stands for'],
    ['a: &x { b: &y [*x] }\n', '1:16 this alias stands within what it stands for'],
    ['? [a]\n: 1\n', '1:3 a key must be plain text'],
    ['__proto__: { x: 1 }\n', '1:1 a key must be plain text'],
    ['a: 007\n', '1:4 this number would be changed by YAML: put it in quotes'],
    ['a: 12345678901234567890\n', '1:4 this number would be changed by YAML: put it in quotes'],
    ['a: .inf\n', '1:4 this number would be changed by YAML: put it in quotes'],
    ['a: 1\nb: x\0y\n', '2:5 the file is not text in UTF-8'],
    ['a: \uFFFD\n', '1:4 the file is not text in UTF-8'],
    [`a: ${'x'.repeat(300_000)}`, '1:1 the file has more than 200 KB'],
    [`a: ${'['.repeat(100)}${']'.repeat(100)}`, '1:64 the file nests deeper than 60 levels'],
  ])('refusal %#', (text, expected) => {
    expect(read(text).problems).toContain(expected);
  });

  test('numbers may look as they like in a workflow, which is not passed on', () => {
    expect(read('a: 007\n', false).problems).toEqual([]);
  });
});

test('a complaint does not repeat the file', () => {
  const { problems } = read(`signalbox: 1\n}\n${'a'.repeat(5000)}\n`);
  expect(problems.length).toBeGreaterThan(0);
  expect(Math.max(...problems.map(({ length }) => length))).toBeLessThan(320);
});

describe('hostile files end soon', () => {
  const doubling = (levels: number): string =>
    [
      'a0: &a0 [x, x]',
      ...Array.from({ length: levels }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
    ].join('\n');

  test.each<[what: string, text: string]>([
    ['aliases that double thirty times', doubling(30)],
    ['more aliases than anybody needs', `a: &a 1\nb: [${'*a, '.repeat(500)}]`],
    ['many keys in one map', Array.from({ length: 25_000 }, (_, n) => `k${n}:`).join('\n')],
    ['many items in one list', `[${'1,'.repeat(60_000)}]`],
    ['a deep flow list', '['.repeat(150_000)],
    ['a deep flow map', '{a: '.repeat(40_000)],
    ['a deep block list', '- '.repeat(90_000)],
    ['one long quote', `a: "${'x\n'.repeat(60_000)}`],
    ['many errors', 'a: b: c\n'.repeat(20_000)],
    ['many tags', '- !x y\n'.repeat(20_000)],
  ])('%s', (_, text) => {
    const before = cpuMilliseconds();
    const { problems } = read(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(51);
    expect(cpuMilliseconds() - before).toBeLessThan(5000);
  });
});
