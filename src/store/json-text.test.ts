import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from './json-text.ts';

test('what was written is what is read', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(JSON.parse(jsonText(value)))).toBe(JSON.stringify(value));
    }),
  );
});

test('one thing on one line', () => {
  const value = {
    name: 'web',
    by: { login: 'alice', id: 1 },
    empty: {},
    none: [],
    list: [
      { number: 1, by: { login: 'alice', id: 1 } },
      { number: 2, by: { login: 'bob', id: 2 }, at: { day: 1 } },
      'text',
    ],
    deep: { inner: { by: 1 } },
    long: { text: 'x'.repeat(120) },
  };
  expect(jsonText(value)).toBe(`{
  "name": "web",
  "by": { "login": "alice", "id": 1 },
  "empty": {},
  "none": [],
  "list": [
    { "number": 1, "by": { "login": "alice", "id": 1 } },
    {
      "number": 2,
      "by": { "login": "bob", "id": 2 },
      "at": { "day": 1 }
    },
    "text"
  ],
  "deep": {
    "inner": { "by": 1 }
  },
  "long": {
    "text": "${'x'.repeat(120)}"
  }
}
`);
});
