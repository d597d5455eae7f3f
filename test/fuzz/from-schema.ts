import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/domain/json.ts';

/** How deep optional parts go: what may hold itself has an end. */
const DEPTH = 7;

/**
 * @param schema JSON Schema as `zod` writes it: no more than those keywords.
 * @returns values that the schema lets through, each key of it with a chance.
 */
export function fromSchema(schema: JsonObject): fc.Arbitrary<Json> {
  return new Grammar(schema).arbitrary(schema, 0);
}

class Grammar {
  readonly #root: JsonObject;
  readonly #made = new Map<string, fc.Arbitrary<Json>>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  arbitrary(schema: JsonObject, depth: number): fc.Arbitrary<Json> {
    const ref = schema['$ref'];
    if (typeof ref === 'string') return this.#referred(ref, depth);
    if (schema['const'] !== undefined) return fc.constant(schema['const']);
    if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as Json[]));
    const forms = schema['anyOf'] ?? schema['oneOf'];
    if (Array.isArray(forms)) {
      return fc.oneof(...(forms as JsonObject[]).map((form) => this.arbitrary(form, depth + 1)));
    }
    const { type } = schema;
    if (Array.isArray(type)) {
      return fc.oneof(
        ...(type as Json[]).map((each) => this.arbitrary({ ...schema, type: each }, depth + 1)),
      );
    }
    switch (type) {
      case 'object':
        return this.#object(schema, depth);
      case 'array':
        return this.#list(schema, depth);
      case 'string':
        return textOf(schema);
      case 'integer':
        return fc.integer({
          min: numberOf(schema, 'minimum', -5),
          max: Math.min(numberOf(schema, 'maximum', 300), 300),
        });
      case 'number':
        return fc.constantFrom<Json>(0, 1, -1.5, 1e21, 0.1);
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      default:
        return fc.constantFrom<Json>(null, true, 'text', 7, [], {}, { a: [1] });
    }
  }

  #referred(ref: string, depth: number): fc.Arbitrary<Json> {
    const key = `${ref} ${String(Math.min(depth, DEPTH))}`;
    const made = this.#made.get(key);
    if (made !== undefined) return made;
    const target = ref
      .split('/')
      .slice(1)
      .reduce<Json>((at, step) => (at as JsonObject)[step] ?? {}, this.#root);
    const arbitrary = this.arbitrary(target as JsonObject, depth + 1);
    this.#made.set(key, arbitrary);
    return arbitrary;
  }

  #object(schema: JsonObject, depth: number): fc.Arbitrary<Json> {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, JsonObject>);
    const required = (schema['required'] ?? []) as string[];
    const kept = properties.filter(([key]) => required.includes(key) || depth < DEPTH);
    const model = Object.fromEntries(kept.map(([key, each]) => [key, this.arbitrary(each, depth + 1)]));
    const requiredKeys = required.filter((key) => key in model);
    const known = fc
      .record<Record<string, Json>, string>(model, { requiredKeys })
      .map((record): Json => ({ ...record }));
    const more = schema['additionalProperties'];
    const names = schema['propertyNames'];
    if (names === undefined || typeof more !== 'object' || depth >= DEPTH) return known;
    const key = textOf(names as JsonObject).filter((text) => text !== '__proto__');
    return fc
      .dictionary(key, this.arbitrary(more as JsonObject, depth + 1), { maxKeys: 3 })
      .map((record): Json => ({ ...record }));
  }

  #list(schema: JsonObject, depth: number): fc.Arbitrary<Json> {
    const least = numberOf(schema, 'minItems', 0);
    if (depth >= DEPTH && least === 0) return fc.constant([]);
    const items = this.arbitrary((schema['items'] ?? {}) as JsonObject, depth + 1);
    return fc.array(items, { minLength: least, maxLength: depth < DEPTH ? Math.max(least, 3) : least });
  }
}

function textOf(schema: JsonObject): fc.Arbitrary<string> {
  const { pattern } = schema;
  // A look ahead only takes away a few: what it forbids is filtered out.
  if (typeof pattern === 'string') {
    const plain = new RegExp(pattern.replace(/\(\?[!=][^)]*\)/g, ''));
    const exact = new RegExp(pattern);
    return fc.stringMatching(plain, { maxLength: 60 }).filter((text) => exact.test(text));
  }
  const word = fc.oneof(
    fc.constantFrom(
      'main',
      'production',
      'refs/heads/main',
      'comment:1',
      'https://example.com/a',
      'v12',
      '${{ release.number }}',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  );
  const least = numberOf(schema, 'minLength', 0);
  return word.filter((text) => text.length >= least);
}

function numberOf(schema: JsonObject, key: string, otherwise: number): number {
  const value = schema[key];
  return typeof value === 'number' ? value : otherwise;
}
