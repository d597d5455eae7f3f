import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { z } from 'zod';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import { decodeRecord, encodeRecord } from '../../src/store/codec.ts';
import { filesOf, stateOf } from '../../src/store/files.ts';
import { jsonText } from '../../src/store/json-text.ts';
import { appSchema, inputsSchema, metaSchema, repositorySchema } from '../../src/store/schema-files.ts';
import { releaseSchema } from '../../src/store/schema-release.ts';
import { StateUnreadable } from '../../src/store/store.ts';
import { aRelease, aState, ended } from '../contract/state-world.ts';
import { assertBounded } from './bounded-work.ts';
import { fromSchema } from './from-schema.ts';
import { jsonTexts, mutatedJson } from './hostile-json.ts';
import { inflate, mutated, pumped } from './hostile-text.ts';
import type { Target } from './target.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A kind of file, with the two truths about it: our reader, and the schema that is published beside it. */
interface Kind {
  readonly path: string;
  readonly schema: z.ZodType<Fields> & { readonly shape: Fields };
  readonly isValid: (value: unknown) => boolean;
  readonly values: fc.Arbitrary<Json>;
  /** How a failure names it. */
  readonly [fc.toStringMethod]: () => string;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });

const KINDS: readonly Kind[] = [
  kindOf('signalbox.json', metaSchema, 'signalbox'),
  kindOf('repository.json', repositorySchema, 'repository'),
  kindOf('inputs.json', inputsSchema, 'inputs'),
  kindOf('apps/web/app.json', appSchema, 'app'),
  kindOf('apps/web/open/1.json', releaseSchema, 'release'),
];

function kindOf(path: string, schema: Kind['schema'], name: string): Kind {
  const file = join(import.meta.dirname, `../../schema/state-${name}.schema.json`);
  const published = JSON.parse(readFileSync(file, 'utf8')) as JsonObject;
  const validate = ajv.compile(published);
  return {
    path,
    schema,
    isValid: (value) => validate(value),
    values: fromSchema(published),
    [fc.toStringMethod]: () => path,
  };
}

const anyOf = <T>(make: (kind: Kind) => fc.Arbitrary<T>): fc.Arbitrary<readonly [Kind, T]> =>
  fc.oneof(...KINDS.map((kind) => make(kind).map((value) => [kind, value] as const)));

const FILES = filesOf(aState(aRelease({ number: 2 }), ended(aRelease({ number: 1 }))));
const WORDS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ': null',
  '<<<<<<< HEAD\n',
  '\n=======\n',
  '"format": 2,',
  '"number": 3',
  '\\ud800',
];

export const records: Target = {
  name: 'records',
  checks: [
    {
      title: 'what the schema lets through is read, and written again is the same',
      property: fc.property(
        anyOf(({ values }) => values),
        ([{ path, schema, isValid }, value]) => {
          assert.ok(isValid(value), 'the generator is wrong');
          const record = decodeRecord(path, JSON.stringify(value), schema);
          const text = encodeRecord(schema, record);
          assert.equal(jsonText(JSON.parse(text)), text);
          assert.equal(encodeRecord(schema, decodeRecord(path, text, schema)), text);
          assert.deepEqual(JSON.parse(text), value);
        },
      ),
    },
    {
      title: 'reader and schema agree on what is a record; what is read is kept to the byte',
      share: 2,
      property: fc.property(
        anyOf(({ values }) => jsonTexts(mutatedJson(values))),
        ([kind, text]) => {
          const record = readOrRefuse(kind, text);
          if (record === null) return;
          assert.ok(kind.isValid(JSON.parse(text)), 'the published schema says otherwise');
          assert.equal(encodeRecord(kind.schema, record, text), text);
          assert.equal(Object.getPrototypeOf(record), Object.prototype);
          assertInherits(record);
        },
      ),
    },
    {
      title: 'a branch with one file that is broken is read whole, or refused by the name of that file',
      property: fc.property(
        fc
          .constantFrom(...FILES.keys())
          .chain((path) => fc.tuple(fc.constant(path), mutated(fc.constant(FILES.get(path) ?? ''), WORDS))),
        ([path, text]) => {
          const files = new Map([...FILES, [path, text]]);
          try {
            const again = filesOf(stateOf(files), files);
            for (const [name, kept] of again) assert.equal(kept, files.get(name) ?? kept);
          } catch (error) {
            assert.ok(error instanceof StateUnreadable, String(error));
            assert.equal(error.file, path);
            assertSays(error.message);
          }
        },
      ),
    },
    {
      title: 'no text costs more than its length',
      share: 0.05,
      property: fc.property(fc.constantFrom(...KINDS), pumped(WORDS), ({ path, schema }, suspect) => {
        const read = (text: string): unknown => attempt(() => decodeRecord(path, text, schema));
        assertBounded(inflate(suspect, 100_000), {
          read,
          ordinary: FILES.get(path) ?? '{ "a": 1 }\n',
          times: 30,
        });
      }),
    },
  ],
};

/** @returns null when it is refused, which must then be right and in words. */
function readOrRefuse({ path, schema, isValid }: Kind, text: string): Fields | null {
  try {
    return decodeRecord(path, text, schema);
  } catch (error) {
    assert.ok(error instanceof StateUnreadable, String(error));
    assert.equal(error.file, path);
    assertSays(error.message);
    const value = attempt(() => JSON.parse(text) as unknown);
    // These two a schema cannot say.
    if (value !== undefined && !/is nested too deeply|has a key `__proto__`/.test(error.message)) {
      assert.ok(!isValid(value), `the published schema lets it through: ${error.message}`);
    }
    return null;
  }
}

function assertSays(message: string): void {
  assert.match(message, /^[\w./-]+: .{3}/s);
  assert.ok(message.length <= 1500, 'an error that nobody reads to its end');
}

/** Nothing in a record comes from a prototype that its text has put there. */
function assertInherits(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const prototype: unknown = Object.getPrototypeOf(value);
  assert.ok(prototype === Object.prototype || prototype === Array.prototype, 'a foreign prototype');
  for (const item of Object.values(value)) assertInherits(item);
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
