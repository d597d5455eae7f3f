import fc from 'fast-check';

/** Pieces that texts of people do not have, and that readers stumble over. */
const NASTY = [
  ...['\u0000', '\ufeff', '\u2028', '\u2029', '\u0085', '\u202e', '\u200b', '\u00a0', '\u000b', '\u001b['],
  ...[
    '\ud800',
    '\udc00',
    '\u{1f468}\u200d\u{1f469}',
    'e\u0301',
    '\u0131',
    '\u212a',
    '\uff0f',
    '\u0430',
    '\ufffd',
  ],
  ...[
    '\r',
    '\r\n',
    '\n',
    '\n\n',
    '\t',
    ' ',
    '    ',
    '\\',
    '\\\n',
    '"',
    "'",
    '`',
    '<',
    '>',
    '&amp;',
    '{{',
    '}}',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'null', 'undefined', 'NaN'],
  ...['-0', '007', '1e999', '9007199254740993', '9'.repeat(400), '0x1F', '.5', '1_000', '-1', '12:30:45'],
  ...['a'.repeat(3000), ' '.repeat(2000), '('.repeat(500), '['.repeat(500), '*'.repeat(500), '-'.repeat(500)],
] as const;

/** `fc.string` of all there are would first make a list of a million. */
const anyCharacters = fc
  .array(fc.nat(0x10ffff), { maxLength: 8 })
  .map((points) => String.fromCodePoint(...points));

/** An address as people give it; `fc.webUrl` makes that list as well. */
export const webAddress: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    fc.domain(),
    fc.stringMatching(/^(\/[\w.~!$&()*+,;=:@%-]{0,9}){0,3}$/),
  )
  .map(([scheme, host, path]) => `${scheme}://${host}${path}`);

/** Any text that is hard on readers; words of the grammar make it reach further. */
export function nastyWord(words: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...words) },
    { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
    { weight: 1, arbitrary: anyCharacters },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
  );
}

/** Words of the grammar and nasty ones in any order. */
export function scrambled(words: readonly string[], maxLength = 40): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(nastyWord(words), { maxLength }), fc.constantFrom('', ' ', '\n'))
    .map(([pieces, glue]) => pieces.join(glue));
}

/** Valid texts after some accidents: bytes turned, parts lost, moved, doubled or repeated, foreign words put in. */
export function mutated(text: fc.Arbitrary<string>, words: readonly string[]): fc.Arbitrary<string> {
  const edits = fc.array(edit(words), { minLength: 1, maxLength: 6, size: 'max' });
  return fc.tuple(text, edits).map(([valid, all]) => all.reduce((before, change) => change(before), valid));
}

/** A text that can be made as long as one likes by repeating its middle, as hostile ones mostly are. */
export interface Pumped {
  readonly head: string;
  readonly pump: string;
  readonly tail: string;
}

export function pumped(words: readonly string[]): fc.Arbitrary<Pumped> {
  const few = fc.array(nastyWord(words), { maxLength: 3 }).map((pieces) => pieces.join(''));
  const pump = fc
    .array(nastyWord(words), { minLength: 1, maxLength: 4 })
    .map((pieces) => pieces.join('').slice(0, 60))
    .filter((piece) => piece !== '');
  return fc.record({ head: few, pump, tail: few });
}

/** @returns the text with its middle repeated until it has about that length. */
export function inflate({ head, pump, tail }: Pumped, length: number): string {
  return head + pump.repeat(Math.ceil(length / pump.length)) + tail;
}

type Edit = (text: string) => string;

function edit(words: readonly string[]): fc.Arbitrary<Edit> {
  const place = fc.nat(20_000);
  const piece = fc.nat(60);
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(place, piece, nastyWord(words)).map(put) },
    { weight: 3, arbitrary: fc.tuple(place, piece, place).map(copy) },
    { weight: 3, arbitrary: fc.tuple(place, fc.nat(15)).map(flip) },
    { weight: 2, arbitrary: fc.tuple(place, piece, fc.integer({ min: 2, max: 60 })).map(repeat) },
    {
      weight: 1,
      arbitrary: place.map(
        (at): Edit =>
          (text) =>
            text.slice(0, at % (text.length + 1)),
      ),
    },
    { weight: 1, arbitrary: fc.constant<Edit>((text) => text.replaceAll('\n', '\r\n')) },
    { weight: 1, arbitrary: fc.constant<Edit>((text) => text.replaceAll('\n', '\r')) },
    { weight: 1, arbitrary: fc.constant<Edit>((text) => `\ufeff${text}`) },
  );
}

function put([at, length, piece]: readonly [number, number, string]): Edit {
  return (text) => {
    const from = at % (text.length + 1);
    return text.slice(0, from) + piece + text.slice(from + (length % 20));
  };
}

function copy([from, length, at]: readonly [number, number, number]): Edit {
  return (text) => {
    const start = from % (text.length + 1);
    const to = at % (text.length + 1);
    return text.slice(0, to) + text.slice(start, start + length) + text.slice(to);
  };
}

function flip([at, bit]: readonly [number, number]): Edit {
  return (text) => {
    if (text === '') return text;
    const from = at % text.length;
    return (
      text.slice(0, from) + String.fromCharCode(text.charCodeAt(from) ^ (1 << bit)) + text.slice(from + 1)
    );
  };
}

function repeat([at, length, times]: readonly [number, number, number]): Edit {
  return (text) => {
    const from = at % (text.length + 1);
    const piece = text.slice(from, from + length);
    return text.slice(0, from) + piece.repeat(times) + text.slice(from + length);
  };
}
