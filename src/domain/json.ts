/** Any value that survives JSON: the only kind of value that inputs and outputs may hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object; keys keep their order so that records stay readable in `git log -p`. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** @returns whether the value is an object, not a list or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
