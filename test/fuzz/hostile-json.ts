import fc from 'fast-check';
import type { Json } from '../../src/domain/json.ts';
import { mutated } from './hostile-text.ts';

/** Keys that JavaScript's own objects know, or that a reader may trip over. */
export const NASTY_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  'length',
  '\u0000',
  'a.b',
];

const WORDS = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  'true',
  'null',
  '1e999',
  '-0',
  '1.5',
  '\\u0000',
  '\\ud800',
  ...NASTY_KEYS.map((key) => `"${key}":{},`),
];

const DEEP = '['.repeat(500);

const nastyValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53,
    -(2 ** 31),
    '',
    ' ',
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom<Json>(
    'x'.repeat(5000),
    '\ud800',
    '\u0000',
    '__proto__',
    '2026-02-30T25:61:61Z',
    '${{ 1 }}',
    'v12',
  ),
  fc.constantFrom(20, 20, 20, 20, 20, 20, 20, 20, 120, 3000).map((depth) => nested(depth)),
  fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value)) as Json),
  fc.constantFrom(...NASTY_KEYS).map((key): Json => Object.fromEntries([[key, { polluted: true }]])),
);

/** Valid values with parts of them lost, replaced, doubled, or with keys that no reader should believe. */
export function mutatedJson(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const edit = fc.record({
    way: fc.array(fc.nat(40), { maxLength: 6 }),
    what: fc.constantFrom('replace', 'lose', 'add', 'double', 'wrap'),
    key: fc.oneof(fc.constantFrom(...NASTY_KEYS), fc.string({ maxLength: 6 })),
    by: nastyValue,
  });
  return fc
    .tuple(value, fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([valid, edits]) => edits.reduce((before, each) => edited(before, each.way, each), valid));
}

/** Texts of such values, mostly still JSON: keys written twice, byte order marks, other line ends, bytes turned. */
export function jsonTexts(value: fc.Arbitrary<Json>): fc.Arbitrary<string> {
  const text = fc
    .tuple(value, fc.constantFrom(undefined, 1, 2, '\t', '\r\n '), fc.boolean())
    .map(([each, space, twice]) => (twice ? withKeyTwice(written(each, space)) : written(each, space)));
  return fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: mutated(text, WORDS) });
}

/** @returns the value inside so many lists. */
export function nested(depth: number, inner: Json = 1): Json {
  return Array.from({ length: depth }).reduce<Json>((value) => [value], inner);
}

interface Change {
  readonly what: string;
  readonly key: string;
  readonly by: Json;
}

function edited(value: Json, way: readonly number[], change: Change): Json {
  const [step, ...rest] = way;
  if (step === undefined || value === null || typeof value !== 'object') return changed(value, change);
  const entries: [string, Json][] = Object.entries(value);
  if (entries.length === 0) return changed(value, change);
  const at = step % entries.length;
  const loses = rest.length === 0 && change.what === 'lose';
  const after = entries.flatMap(([key, item], index): [string, Json][] => {
    if (index !== at) return [[key, item]];
    return loses ? [] : [[key, edited(item, rest, change)]];
  });
  return Array.isArray(value) ? after.map(([, item]) => item) : Object.fromEntries(after);
}

function changed(value: Json, { what, key, by }: Change): Json {
  if (what === 'wrap') return [value];
  const isObject = typeof value === 'object' && value !== null;
  if (what === 'double' && isObject && isList(value)) return [...value, ...value];
  // Spreading would take `__proto__` for what it names; as an entry it is a key like any other.
  if (what === 'add' && isObject && !isList(value)) {
    return Object.fromEntries([...Object.entries(value), [key, by]]);
  }
  return by;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}

/** What nests thousands deep stays on one line: its indentation would be megabytes of blanks. */
function written(value: Json, space: number | string | undefined): string {
  const text = JSON.stringify(value);
  return space === undefined || text.includes(DEEP) ? text : JSON.stringify(value, null, space);
}

/** The first key of some object stands there once more, with another value: readers take the one or the other. */
function withKeyTwice(text: string): string {
  return text.replace(
    /\{\s*("(?:[^"\\]|\\.)*")\s*:/,
    (start, key: string) => `{${key}:null,${start.slice(1)}`,
  );
}
