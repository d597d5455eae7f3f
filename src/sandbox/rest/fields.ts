import type { JsonObject, JsonValue } from '../actions/host.ts';

/** Readers of bodies that were checked against GitHub's schema before: a field of another type counts as missing. */
export function text(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

export function flag(body: JsonObject, name: string): boolean | undefined {
  const value = body[name];
  return typeof value === 'boolean' ? value : undefined;
}

export function object(body: JsonObject, name: string): JsonObject | undefined {
  const value = body[name];
  return value !== undefined && isObject(value) ? value : undefined;
}

export function list(body: JsonObject, name: string): readonly JsonValue[] | undefined {
  const value = body[name];
  return Array.isArray(value) ? value : undefined;
}

export function objects(body: JsonObject, name: string): readonly JsonObject[] {
  return (list(body, name) ?? []).filter(isObject);
}

export function texts(body: JsonObject, name: string): readonly string[] {
  return (list(body, name) ?? []).filter((each) => typeof each === 'string');
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
