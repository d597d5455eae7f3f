import { data } from '@actions/expressions';
import type { Json } from './json.ts';
import { ExpressionRefused } from './refusal.ts';

/** Values nest no deeper than this; nobody means more, and recursion stays safe. */
const MAX_DEPTH = 100;

/** A null that somebody wrote, as against the null of a reference that leads nowhere. */
export class GivenNull extends data.Null {}

/** The null of a reference that leads nowhere. */
export class AbsentNull extends data.Null {}

/**
 * @returns GitHub's data for a JSON value; its nulls are `GivenNull`.
 * @throws {ExpressionRefused} when it nests too deeply.
 */
export function toData(value: Json, depth = 0): data.ExpressionData {
  if (depth > MAX_DEPTH) throw new ExpressionRefused(`a value nests deeper than ${MAX_DEPTH} levels`);
  if (value === null) return new GivenNull();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (isList(value)) {
    const list = new data.Array();
    for (const item of value) list.add(toData(item, depth + 1));
    return list;
  }
  const dictionary = new data.Dictionary();
  for (const [key, item] of Object.entries(value)) dictionary.add(key, toData(item, depth + 1));
  return dictionary;
}

/**
 * @returns the JSON value of GitHub's data.
 * @throws {ExpressionRefused} for numbers that JSON does not have (NaN, infinity).
 */
export function fromData(value: data.ExpressionData): Json {
  if (value instanceof data.Null) return null;
  if (value instanceof data.StringData || value instanceof data.BooleanData) return value.value;
  if (value instanceof data.NumberData) return finite(value.value);
  if (value instanceof data.Array) return value.values().map(fromData);
  return Object.fromEntries(value.pairs().map((pair) => [pair.key, fromData(pair.value)]));
}

function finite(value: number): number {
  if (!Number.isFinite(value)) {
    throw new ExpressionRefused(`its value is ${value}, which is not a number in JSON`);
  }
  // JSON has no negative zero: who writes one reads none.
  return value === 0 ? 0 : value;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
