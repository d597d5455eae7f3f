import { describe, expect, test } from 'vitest';
import { REASON_CODES } from '../domain/reason.ts';
import { decodeRecord } from './codec.ts';
import { appSchema, inputsSchema, metaSchema, repositorySchema } from './schema-files.ts';
import { StateUnreadable } from './store.ts';

const META = { format: 1, performer: 'app', turn: 7, at: '2026-11-20T12:00:00Z' };
const REPOSITORY = { refs: {}, commentsSince: null, sweptAt: null, owed: [] };

describe('a key that no record keeps is told, not dropped', () => {
  test.each([
    ['where any name may stand', '{ "refs": { "__proto__": "x" }, '],
    ['where fields of newer versions may stand', '{ "__proto__": {}, "refs": {}, '],
    ['deep in a field of a newer version', '{ "newer": [{ "a": { "__proto__": 1 } }], "refs": {}, '],
    ['written with escapes', '{ "refs": { "\\u005f_\\u0070roto\\u005F_": "x" }, '],
  ])('%s', (_, start) => {
    const text = start + JSON.stringify(REPOSITORY).slice('{"refs":{},'.length);
    const reading = () => decodeRecord('repository.json', text, repositorySchema);
    expect(reading).toThrow(StateUnreadable);
    expect(reading).toThrow('repository.json: has a key `__proto__`');
  });

  test('names that objects know are names, and the word in a text is a word', () => {
    const sha = 'a'.repeat(40);
    const refs = JSON.stringify({ constructor: sha, toString: sha, prototype: sha });
    const text = JSON.stringify({ ...REPOSITORY, watched: { push: ['__proto__'], tag: ['\u005f'] } });
    const read = decodeRecord('repository.json', text.replace('{}', refs), repositorySchema);
    expect(Object.keys(read.refs)).toEqual(['constructor', 'toString', 'prototype']);
    expect(read.watched?.push).toEqual(['__proto__']);
  });
});

test('a mistake is told in few words, whatever else the schema would take', () => {
  const answer = { kind: 'done', code: 'no-such-code', detail: {}, next: [] };
  const text = JSON.stringify({ outcomes: [{ input: 'x', at: '2026-11-20T12:00:00Z', answer }] });
  const reading = () => decodeRecord('inputs.json', text, inputsSchema);
  expect(reading).toThrow(
    /^inputs\.json: outcomes\.0\.answer\.code: must be "release-created" or .{1,170}…$/,
  );
  expect(REASON_CODES.join().length).toBeGreaterThan(1000);
});

test.each([
  [{ turn: 1.5 }, 'turn: must be a whole number, not 1.5'],
  [{ turn: -1 }, 'turn: must be at least 0'],
  [{ performer: 'me' }, 'performer: must be "app" or "action"'],
  [{ performer: undefined }, 'performer: is missing'],
  [{ at: 'yesterday' }, 'at: is not spelled as it should be: "yesterday"'],
])('%j is told so that somebody can mend it', (change, words) => {
  const reading = () => decodeRecord('signalbox.json', JSON.stringify({ ...META, ...change }), metaSchema);
  expect(reading).toThrow(`signalbox.json: ${words}`);
});

test('a number that is too large for a number is told', () => {
  const text = JSON.stringify(META).replace('7', '1e999');
  const reading = () => decodeRecord('signalbox.json', text, metaSchema);
  expect(reading).toThrow('signalbox.json: turn: must be a number, not one without end');
});

test('three mistakes are told, and how many more there are', () => {
  const reading = () => decodeRecord('signalbox.json', '{}', metaSchema);
  expect(reading).toThrow(/^signalbox\.json: format: .*; performer: .*; turn: is missing; and 1 more$/);
});

test.each([
  [{ refs: 7 }, 'refs: must be an object, not a number'],
  [{ refs: [] }, 'refs: must be an object, not a list'],
  [{ owed: {} }, 'owed: must be a list, not an object'],
  [{ owed: null }, 'owed: must be a list, not null'],
  [{ sweptAt: undefined }, 'sweptAt: is missing'],
  [{ sweptAt: false }, 'sweptAt: must be a text, not true or false'],
])('%j is told in words that name no schema', (change, words) => {
  const text = JSON.stringify({ ...REPOSITORY, ...change });
  const reading = () => decodeRecord('repository.json', text, repositorySchema);
  expect(reading).toThrow(`repository.json: ${words}`);
});

test('a byte order mark is called by its name: the letter itself nobody sees', () => {
  const reading = () => decodeRecord('signalbox.json', `\uFEFF${JSON.stringify(META)}`, metaSchema);
  expect(reading).toThrow('signalbox.json: begins with a byte order mark, which JSON has not');
});

describe('a number or an instant that nothing could follow is damage, not a turn that fails', () => {
  test.each<[string, object]>([
    ['the last turn there can be', { turn: Number.MAX_SAFE_INTEGER }],
    ['a month that is none', { at: '2026-13-01T00:00:00Z' }],
    ['a day that is none', { at: '2026-11-32T00:00:00Z' }],
    ['an hour that is none', { at: '2026-11-20T24:00:00Z' }],
    ['a minute that is none', { at: '2026-11-20T12:60:00Z' }],
    ['the end of all years', { at: '9999-12-31T23:59:59Z' }],
  ])('%s', (_, change) => {
    const text = JSON.stringify({ ...META, ...change });
    const reading = () => decodeRecord('signalbox.json', text, metaSchema);
    expect(reading).toThrow(StateUnreadable);
    expect(reading).toThrow(new RegExp(`^signalbox\\.json: ${Object.keys(change).join()}: `));
  });

  test('the last release that there can be', () => {
    const app = { name: 'web', environments: {}, tasks: {}, summaries: [] };
    const text = (nextNumber: number) => JSON.stringify({ ...app, nextNumber });
    expect(decodeRecord('apps/web/app.json', text(999_999_999), appSchema).nextNumber).toBe(999_999_999);
    expect(() => decodeRecord('apps/web/app.json', text(1e15), appSchema)).toThrow(
      /nextNumber: must be at most 999999999$/,
    );
  });
});
