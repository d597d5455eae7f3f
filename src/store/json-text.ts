/** Objects up to this length that hold no further object or list stay on one line. */
const LINE = 120;

/**
 * Writes a value the way the state branch keeps it: two spaces, keys in the order they have, every item of a list
 * on a line of its own, an object of plain values on one line where it fits, a newline at the end. So a change of
 * one thing is one changed line in `git log -p`.
 *
 * @returns JSON text; `JSON.parse` of it gives the value back.
 */
export function jsonText(value: unknown): string {
  return isObject(value) ? `${expanded(value, '')}\n` : `${rendered(value, '')}\n`;
}

function rendered(value: unknown, indent: string): string {
  if (Array.isArray(value)) return list(value, indent);
  if (!isObject(value)) return JSON.stringify(value);
  return oneLine(value, indent) ?? expanded(value, indent);
}

function list(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return '[]';
  const inner = `${indent}  `;
  return `[\n${items.map((item) => `${inner}${rendered(item, inner)}`).join(',\n')}\n${indent}]`;
}

function expanded(object: Readonly<Record<string, unknown>>, indent: string): string {
  const entries = entriesOf(object);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries.map(([key, value]) => `${inner}${JSON.stringify(key)}: ${rendered(value, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function oneLine(object: Readonly<Record<string, unknown>>, indent: string): string | null {
  const entries = entriesOf(object);
  if (entries.some(([, value]) => isContainer(value))) return null;
  if (entries.length === 0) return '{}';
  const text = `{ ${entries.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')} }`;
  return indent.length + text.length <= LINE ? text : null;
}

function isContainer(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) && entriesOf(value).length > 0;
}

/** What `undefined` stands for has no place in JSON, so it has none here. */
function entriesOf(object: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
