import { expect, test } from 'vitest';
import { readJobInput } from './job-input.ts';

test.each<[text: string, message: RegExp]>([
  ['{', /^it is not JSON$/],
  [`{"version":1,"inputs":{"a":${'['.repeat(6000)}${']'.repeat(6000)}}}`, /^it is nested too deeply$/],
  ['null', /^it: .*expected object/],
  ['[]', /^it: .*expected object/],
  ['{}', /^version: /],
  [`{"version":1,"app":"web","release":${'9'.repeat(400)}}`, /^release: /],
])('what cannot be understood says where: %.30s', (text, message) => {
  const read = readJobInput(text);
  expect(read).toMatchObject({ kind: 'bad' });
  expect(read.kind === 'bad' ? read.message : '').toMatch(message);
});

test.each(['', ' ', '\n'])('%j is no input', (text) => {
  expect(readJobInput(text)).toEqual({ kind: 'none' });
});
