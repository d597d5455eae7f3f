import { z } from 'zod';
import { isOlder, VERSION } from '../domain/version.ts';
import { STATE_FORMAT, type Meta } from '../domain/state.ts';
import { jsonText } from './json-text.ts';
import { META_PATH } from './paths.ts';
import { metaSchema } from './schema-files.ts';
import { StateUnreadable } from './store.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type RecordSchema<T extends Fields> = z.ZodType<T> & { readonly shape: Fields };

/**
 * Only a text like this is searched for the key: letters of it may be written as escapes. The schemas drop that key
 * without a word, and what was written would be gone at the next commit.
 */
const MAY_HOLD_PROTO = /__proto__|\\u00[567]/i;

/** The most characters of one mistake that are repeated: a schema lists every value that it would take. */
const MISTAKE_MAX = 200;

/**
 * @returns the record that a file holds, unknown fields included.
 * @throws {StateUnreadable} naming the file, and the place in it, when it is no JSON or of another shape.
 */
export function decodeRecord<T extends Fields>(path: string, text: string, schema: RecordSchema<T>): T {
  const parsed = checked(path, schema, parseJson(path, text));
  if (parsed.success) return parsed.data;
  throw new StateUnreadable('state-unreadable', path, wordsOf(parsed.error), { cause: parsed.error });
}

/**
 * @returns what `signalbox.json` says.
 * @throws {StateUnreadable} `state-newer-format` before anything else is looked at: a newer format may have changed
 * every other file, and a newer version may have asked older ones to keep away.
 */
export function decodeMeta(text: string): Meta {
  const json = parseJson(META_PATH, text);
  const format = checked(META_PATH, z.looseObject({ format: z.int() }), json);
  if (format.success && format.data.format > STATE_FORMAT) {
    throw new StateUnreadable(
      'state-newer-format',
      META_PATH,
      `it has format ${format.data.format}, and this version of Signalbox understands formats up to ${STATE_FORMAT}`,
    );
  }
  const writer = z.looseObject({ oldestWriter: z.string() }).safeParse(json);
  if (writer.success && isOlder(VERSION, writer.data.oldestWriter)) {
    throw new StateUnreadable(
      'state-newer-format',
      META_PATH,
      `it asks for Signalbox ${writer.data.oldestWriter} or newer, and this is ${VERSION}`,
    );
  }
  return decodeRecord(META_PATH, text, metaSchema);
}

/** @returns the turn in the text of `signalbox.json`; what is damaged says nothing of its age, and is refused for itself. */
export function turnIn(text: string): number {
  try {
    return decodeMeta(text).turn;
  } catch (error) {
    if (error instanceof StateUnreadable) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/**
 * @param base the file as the branch holds it now, if it does.
 * @param was the record that was read from it, if it is at hand: then it is not read once more.
 * @returns the text to keep: the very same text when the record did not change, so that it is not written again;
 * otherwise the record in fixed key order, with those fields of the old file that this version does not know.
 * @throws {z.ZodError} when the record breaks its schema: a bug, and nothing must be written.
 */
export function encodeRecord<T extends Fields>(
  schema: RecordSchema<T>,
  record: unknown,
  base?: string,
  was?: object,
): string {
  const encoded = schema.parse(record);
  const before = base === undefined || was ? was : schema.safeParse(silentJson(base)).data;
  if (base === undefined || before === undefined) return jsonText(encoded);
  const after = { ...encoded, ...unknownFields(schema, { ...before }, encoded) };
  return JSON.stringify(after) === JSON.stringify(before) ? base : jsonText(after);
}

/** Fields of a newer version that were lost because the record was put together anew. */
function unknownFields(schema: RecordSchema<Fields>, before: Fields, encoded: Fields): Fields {
  return Object.fromEntries(
    Object.entries(before).filter(([key]) => !(key in schema.shape) && !(key in encoded)),
  );
}

/** Lists in lists without end are JSON, and more than the stack holds. */
function checked<T>(path: string, schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> {
  try {
    return schema.safeParse(value, { error: inWords });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StateUnreadable('state-unreadable', path, 'is nested too deeply', { cause: error });
  }
}

function parseJson(path: string, text: string): unknown {
  const value = jsonOf(path, text);
  if (MAY_HOLD_PROTO.test(text) && hasKey(value, '__proto__')) {
    throw new StateUnreadable('state-unreadable', path, 'has a key `__proto__`, which no record can keep');
  }
  return value;
}

function jsonOf(path: string, text: string): unknown {
  if (text.startsWith('\uFEFF')) {
    throw new StateUnreadable('state-unreadable', path, 'begins with a byte order mark, which JSON has not');
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StateUnreadable('state-unreadable', path, `is not JSON: ${why}`, { cause: error });
  }
}

/** Goes through lists in lists without end as well: a loop has no stack to overflow. */
function hasKey(value: unknown, key: string): boolean {
  const rest = [value];
  for (let each = rest.pop(); each !== undefined; each = rest.pop()) {
    if (typeof each !== 'object' || each === null) continue;
    if (Object.hasOwn(each, key)) return true;
    for (const item of Object.values(each)) rest.push(item);
  }
  return false;
}

function silentJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a value should be, as people call it who have never seen a schema. */
const FORMS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/** @returns null where the schema's own words will do. */
function inWords(issue: z.core.$ZodRawIssue): string | null {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${FORMS[issue.expected] ?? issue.expected}, not ${formOf(issue.input, issue.expected)}`;
    case 'invalid_value':
      return `must be ${issue.values.map((each) => JSON.stringify(each)).join(' or ')}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'invalid_format':
      return `is not spelled as it should be: ${JSON.stringify(issue.input)}`;
    default:
      return null;
  }
}

function formOf(value: unknown, expected: string): string {
  if (value === null) return 'null';
  if (typeof value === 'number') {
    // JSON has numbers that are too large for any program, and reads as endless.
    if (!Number.isFinite(value)) return 'one without end';
    return expected === 'int' ? String(value) : 'a number';
  }
  const form = Array.isArray(value) ? 'array' : typeof value;
  return FORMS[form] ?? form;
}

function wordsOf(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const place = issue.path.map(String).join('.');
    const words = place === '' ? issue.message : `${place}: ${issue.message}`;
    return words.length > MISTAKE_MAX ? `${words.slice(0, MISTAKE_MAX)}…` : words;
  });
  const more = error.issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
