import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseValues } from './command-files.ts';

describe('lines of a command file', () => {
  test.each([
    ['', {}],
    ['A=1\nB=two=2\n', { A: '1', B: 'two=2' }],
    ['A=1\r\nA=2\r\n', { A: '2' }],
    ['A=\n', { A: '' }],
    ['A<<E\none\n\ntwo\nE\nB=1\n', { A: 'one\n\ntwo', B: '1' }],
    ['A<<E\nE\n', { A: '' }],
    ['A=x<<y\n', { A: 'x<<y' }],
  ])('%j', (text, expected) => {
    expect(Object.fromEntries(parseValues(text))).toEqual(expected);
  });

  test.each(['no sign\n', '=x\n', 'A<<E\nnever ended\n', 'A<<\nx\n\n'])('%j is refused', (text) => {
    expect(() => parseValues(text)).toThrow();
  });

  test('any text comes back when its delimiter is not in it', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text) && text !== 'END');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const value = lines.join('\n');
        const written = value === '' ? 'A<<END\nEND\n' : `A<<END\n${value}\nEND\n`;
        const expected = value === '' && lines.length > 0 ? '' : value;
        expect(parseValues(written).get('A')).toBe(expected);
      }),
    );
  });
});
