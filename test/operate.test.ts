import { describe, expect, test } from 'vitest';
import { parseComment } from '../src/commands/parse-comment.ts';
import { REASON_CODES } from '../src/domain/reason.ts';
import { read } from './support/page.ts';

// Whoever reads these in the middle of the night pastes them: each must be what the parser takes.

const SHORT = { short: true } as const;
const page = read('docs/guide/operate.md');
const emergency = /## Something is wrong now\n([\s\S]*?)\n## /.exec(read('README.md'))?.[1] ?? '';

describe.each([
  ['docs/guide/operate.md', page],
  ['README.md', emergency],
])('%s', (_, text) => {
  const shown = new Set([...text.matchAll(/`(\/[^`]+)`/g)].map(([, command = '']) => command));
  const wrong = ['/rolback', '/signalbox rolback'];

  test('shows commands', () => {
    expect(shown.size).toBeGreaterThan(4);
  });

  test.each([...shown].filter((command) => !wrong.includes(command)))('%s is a command', (command) => {
    expect(parseComment(command, SHORT).kind).toBe('command');
  });
});

test('a short form with a mistake is nothing, the long one is answered with what was meant', () => {
  expect(page).toContain('`/rolback`');
  expect(page).toContain('`/signalbox rolback`');
  expect(parseComment('/rolback', SHORT).kind).toBe('none');
  expect(parseComment('/signalbox rolback', SHORT)).toMatchObject({
    kind: 'misspelt',
    code: 'unknown-command',
    detail: { candidates: ['/signalbox rollback'] },
  });
});

test('the reason codes it names exist', () => {
  const named = [...page.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, code = '']) => code);
  expect(named.length).toBeGreaterThan(8);
  const known: readonly string[] = REASON_CODES;
  expect(named.filter((code) => !known.includes(code))).toEqual([]);
});
