import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detail } from '../domain/detail.ts';
import { REASON_CODES } from '../domain/reason.ts';
import { renderAnswer } from './answer.ts';
import { isReasonCode, messageOf, midSentence } from './messages.ts';
import { phraseText } from './terminal.ts';

const NOW = '2026-11-20T12:00:00Z';

describe.each(REASON_CODES)('%s', (code) => {
  const { title, remedy } = messageOf(code);

  test('reads well when nothing is known', () => {
    const text = phraseText(title({}));
    expect(text).toMatch(/^[A-Z]/);
    expect(text.length).toBeLessThan(100);
    expect(text).not.toMatch(/[.:,;]$|undefined|null|NaN|\s\s/);
    const help = remedy ? phraseText(remedy({})) : 'None.';
    expect(help).toMatch(/^[A-Z-].*\.$/);
  });

  test('shows foreign words as text only [A15, A16]', () => {
    const rendered = renderAnswer(
      { kind: 'refused', code, detail: HOSTILE, next: [EVIL] },
      { format: 'markdown', now: NOW },
    );
    const outside = rendered.replaceAll(/`[^`]*`/g, '');
    expect(outside).not.toMatch(/@evil|#1\b|<img|<!--|https:\/\/evil|\*\*fake\*\*/);
  });

  test('shows no control codes in a terminal', () => {
    const rendered = renderAnswer(
      { kind: 'refused', code, detail: HOSTILE, next: [EVIL] },
      { format: 'terminal', now: NOW },
    );

    expect(rendered).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });
});

const EVIL = 'x @evil #1 <img src=x> <!-- signalbox:x --> https://evil.example **fake** \u001b[2J \u202e';

const HOSTILE: Detail = {
  release: EVIL,
  other: EVIL,
  app: EVIL,
  environment: EVIL,
  environments: [EVIL],
  phase: EVIL,
  activity: EVIL,
  attempt: 1,
  by: EVIL,
  since: EVIL,
  until: EVIL,
  reason: EVIL,
  run: `javascript:alert(1)//${EVIL}`,
  sha: EVIL,
  ref: EVIL,
  checks: [
    { name: EVIL, state: 'failure', url: 'javascript:alert(1)' },
    { name: EVIL, state: 'missing', url: null },
  ],
  reported: [
    { name: EVIL, app: EVIL },
    { name: `${EVIL} too`, app: null },
  ],
  needed: EVIL,
  found: EVIL,
  candidates: [EVIL],
  filled: [EVIL],
  name: EVIL,
  message: EVIL,
  withdrawn: [EVIL],
  out: [EVIL],
  moves: [{ environment: EVIL, from: EVIL, to: EVIL }],
  problems: [{ file: EVIL, line: 1, column: 1, message: EVIL }],
  topic: EVIL,
};

test('a title fits behind other words', () => {
  expect(phraseText(midSentence('environment-locked', {}))).toBe('the environment is locked');
  expect(phraseText(midSentence('environment-locked', { environment: 'Prod' }))).toBe('Prod is locked');
  expect(phraseText(midSentence('run-vanished', {}))).toBe('GitHub does not know the workflow run any more');
});

test('only codes of the catalogue are codes', () => {
  expect(isReasonCode('busy')).toBe(true);
  expect(isReasonCode('constructor')).toBe(false);
});

test('any detail can be missing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...REASON_CODES), fc.subarray(Object.keys(HOSTILE)), (code, keys) => {
      const detail: Detail = Object.fromEntries(
        Object.entries(HOSTILE).filter(([key]) => keys.includes(key)),
      );
      const text = renderAnswer({ kind: 'told', code, detail, next: [] }, { format: 'terminal', now: NOW });
      expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
    }),
    { numRuns: 500 },
  );
});
