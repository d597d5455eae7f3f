import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitText, hasTrailer, wholeMessage } from './commit-text.ts';

const headline = (text: string): string => commitText({ headline: text, trailers: [] }).headline;

describe('what would reach people or issues is taken apart', () => {
  test.each([
    ['web v12: production succeeded', 'web v12: production succeeded'],
    ['web@v12', 'web@v12'],
    ['by @bob', 'by (at)bob'],
    ['@bob and (@eve)', '(at)bob and ((at)eve)'],
    ['@@bob', '(at)bob'],
    ['fix #12', 'fix no.12'],
    ['acme/shop#12', 'acme/shop no.12'],
    ['GH-12', 'GH 12'],
    ['see https://github.com/a/b/issues/1', 'see https: //github.com/a/b/issues/1'],
    ['www.example.com', 'www example.com'],
    ['one\ntwo\r\nthree', 'one two three'],
    ['bell\u0007 and \u202Ebidi', 'bell  and  bidi'],
  ])('%j', (text, shown) => {
    expect(headline(text)).toBe(shown);
  });

  test('whatever it is', () => {
    const unit = fc.constantFrom('@', '#', '://', 'http', 'GH-', '1', 'bob', ' ', '\n', 'www.', '_', '/');
    fc.assert(
      fc.property(
        fc.array(unit).map((parts) => parts.join('')),
        (text) => {
          expect(headline(text)).not.toMatch(/(^|\W)@\w|#\d|:\/\/|\n|GH-\d|\bwww\./);
        },
      ),
    );
  });

  test('and cut where it gets too long', () => {
    expect(headline('x'.repeat(500))).toHaveLength(160);
  });
});

test('trailers stand one to a line, and values cannot add to them', () => {
  const text = commitText({
    headline: 'web v1: created',
    trailers: [
      ['Actor', 'eve\nTurn: 9'],
      ['Turn', '3'],
    ],
  });
  const message = wholeMessage(text);
  expect(message).toBe('web v1: created\n\nActor: eve Turn: 9\nTurn: 3');
  expect(hasTrailer(message, 'Turn', '3')).toBe(true);
  expect(hasTrailer(message, 'Turn', '9')).toBe(false);
  expect(hasTrailer('Turn: 3', 'Turn', '3')).toBe(false);
});

test('a key that is no key is a bug', () => {
  expect(() => commitText({ headline: 'x', trailers: [['a b', 'c']] })).toThrow('trailer key');
});
