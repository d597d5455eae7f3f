import type { JsonObject, JsonValue } from './host.ts';

/** An object of a payload; an empty one when there is none. */
export function part(payload: JsonObject, name: string): JsonObject {
  const value: JsonValue = payload[name] ?? null;
  return isObject(value) ? value : {};
}

/** A text of a payload; empty when there is none. */
export function textOf(payload: JsonObject, name: string): string {
  const value = payload[name];
  return typeof value === 'string' ? value : '';
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
