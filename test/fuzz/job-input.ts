import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readJobInput } from '../../src/action/job-input.ts';
import { readOutputFile } from '../../src/action/output-file.ts';
import type { Json } from '../../src/domain/json.ts';
import type { SignalboxInput } from '../../src/domain/signalbox-input.ts';
import { assertBounded } from './bounded-work.ts';
import { jsonTexts, mutatedJson } from './hostile-json.ts';
import { inflate, mutated, pumped, webAddress } from './hostile-text.ts';
import type { Target } from './target.ts';

const word = fc.string({ unit: 'grapheme', maxLength: 10 });
const name = fc.stringMatching(/^[A-Za-z_][\w-]{0,10}$/).filter((text) => text !== '__proto__');
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.stringify(value).replaceAll('__proto__', 'proto'));
const value = json.map((text): Json => JSON.parse(text) as Json);
const values = fc.dictionary(name, value, { maxKeys: 3, noNullPrototype: true });
const texts = fc.dictionary(name, word, { maxKeys: 3, noNullPrototype: true });
const outputs = fc.dictionary(name, values, { maxKeys: 2, noNullPrototype: true });

/** What a dispatch hands to a job. */
const valid: fc.Arbitrary<SignalboxInput> = fc.record(
  {
    version: fc.constant(1 as const),
    app: fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/),
    release: fc.integer({ min: 1, max: 2 ** 31 }),
    title: word,
    nonce: fc.stringMatching(/^[a-z0-9]{1,20}$/),
    turn: fc.nat(),
    operation: fc.constantFrom('task' as const, 'deploy' as const),
    environment: fc.option(fc.record({ name: word, attributes: texts }, { noNullPrototype: true })),
    sha: fc.stringMatching(/^[0-9a-f]{40}$/),
    ref: word,
    activity: word,
    attempt: fc.integer({ min: 1, max: 99 }),
    inputs: values,
    outputs: fc.record({ tasks: outputs, deploys: outputs }, { noNullPrototype: true }),
    vars: texts,
    url: fc.option(webAddress),
    branch: fc.constant('signalbox/releases'),
  },
  { noNullPrototype: true },
);

const asJson = valid.map((input): Json => JSON.parse(JSON.stringify(input)) as Json);
const KEYS = [
  'version',
  'app',
  'release',
  'title',
  'nonce',
  'turn',
  'operation',
  'environment',
  'sha',
  'ref',
  'activity',
  'attempt',
  'inputs',
  'outputs',
  'vars',
  'url',
  'branch',
];
const WORDS = [
  '{"a":',
  '[',
  '{',
  '}',
  ']',
  '"',
  '\\u0000',
  ',',
  ':',
  '1e5',
  'true',
  ...KEYS.map((key) => `"${key}":`),
];
const OUTPUT_WORDS = [
  'tag=1\n',
  'a<<END\n',
  'END\n',
  'b<<',
  '=',
  '<<',
  '\n',
  '\r\n',
  '__proto__=x\n',
  'constructor<<X\n',
  '.=\n',
];

export const jobInput: Target = {
  name: 'job input',
  checks: [
    {
      title: 'what a dispatch sends is what a job reads',
      property: fc.property(valid, fc.constantFrom(undefined, 2, '\t'), (input, space) => {
        assert.deepEqual(readJobInput(JSON.stringify(input, null, space)), { kind: 'ok', input });
      }),
    },
    {
      title: 'nothing is believed that was not written, and a refusal says where',
      share: 2,
      property: fc.property(jsonTexts(mutatedJson(asJson)), (text) => {
        const read = readJobInput(text);
        if (read.kind === 'none') assert.equal(text.trim(), '');
        if (read.kind === 'bad') assertPlaced(read.message);
        if (read.kind === 'ok') assertWritten(read.input, JSON.parse(text) as Json);
      }),
    },
    {
      title: 'an output file is read line by line, or refused by line',
      property: fc.property(
        mutated(fc.constantFrom('tag=web:1\nurl=x\n', 'a<<END\none\ntwo\nEND\nb=2\n'), OUTPUT_WORDS),
        (text) => {
          const read = readOutputFile(text);
          if (!read.ok) {
            return assert.match(read.message, /^line \d+ |^the block of |^it has more than /);
          }
          assert.equal(Object.getPrototypeOf(read.outputs), Object.prototype);
          for (const [key, output] of Object.entries(read.outputs)) {
            assert.ok(typeof output === 'string' && text.includes(key));
          }
        },
      ),
    },
    {
      title: 'no text costs more than its length',
      share: 0.1,
      property: fc.property(pumped(WORDS), pumped(OUTPUT_WORDS), (input, file) => {
        assertBounded(inflate(input, 65_000), { read: readJobInput, ordinary: ORDINARY, times: 30 });
        assertBounded(inflate(file, 65_000), {
          read: readOutputFile,
          ordinary: 'name=value\nlist<<X\na\nX\n',
          times: 30,
        });
      }),
    },
  ],
};

const ORDINARY = `${JSON.stringify({ version: 1, inputs: { a: [1, 2, { b: 'text' }] } })},`;

/** Names the key, whatever it is called, or says what the whole is not. */
function assertPlaced(message: string): void {
  assert.match(message, /^it is |^.+: ./s);
  assert.ok(message.length <= 300, 'a refusal that nobody reads to its end');
}

/** Every part of the input stands in the JSON under the same key, as its own and not as what it inherits. */
function assertWritten(input: SignalboxInput, written: Json): void {
  assert.deepEqual(Object.keys(input).sort(), [...KEYS].sort());
  assert.equal(Object.getPrototypeOf(input), Object.prototype);
  assertPart(JSON.parse(JSON.stringify(input)) as Json, written);
}

function assertPart(read: Json, written: Json): void {
  if (read === null || typeof read !== 'object') return assert.deepEqual(read, written);
  assert.ok(typeof written === 'object' && written !== null);
  assert.equal(Array.isArray(read), Array.isArray(written));
  for (const [key, item] of Object.entries(read)) {
    assert.ok(Object.hasOwn(written, key), key);
    assertPart(item, (written as Record<string, Json>)[key] ?? null);
  }
}
