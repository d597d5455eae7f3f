import { describe, expect, test } from 'vitest';
import { REASON_CODES } from '../domain/reason.ts';
import { decodeRecord } from './codec.ts';
import { inputsSchema, metaSchema, repositorySchema } from './schema-files.ts';
import { StateUnreadable } from './store.ts';

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
  expect(reading).toThrow(/^inputs\.json: outcomes\.0\.answer\.code: Invalid option.{1,170}…$/);
  expect(REASON_CODES.join().length).toBeGreaterThan(1000);
});

test('three mistakes are told, and how many more there are', () => {
  const reading = () => decodeRecord('signalbox.json', '{}', metaSchema);
  expect(reading).toThrow(/^signalbox\.json: format: .*; performer: .*; turn: .*; and 1 more$/);
});
