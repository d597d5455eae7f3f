/** An object of plain values stays on one line up to this column. */
const LINE = 120;
/** An item of a list may be longer: one line for one thing makes a list of thirty a page. */
const ITEM_LINE = 320;

type Fields = Readonly<Record<string, unknown>>;

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
  const fits = isPlain(value) && indent.length + oneLine(value).length <= LINE;
  return fits ? oneLine(value) : expanded(value, indent);
}

function list(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return '[]';
  const inner = `${indent}  `;
  return `[\n${items.map((item) => inner + listItem(item, inner)).join(',\n')}\n${indent}]`;
}

/** An item with one simple object in it (who did it, say) still reads well on one line; with two it does not. */
function listItem(item: unknown, indent: string): string {
  if (!isObject(item)) return rendered(item, indent);
  const inner = Object.values(item).filter(isFilled);
  const isSimple = inner.length <= 1 && inner.every((value) => isObject(value) && isPlain(value));
  const text = isSimple ? oneLine(item) : '';
  return isSimple && indent.length + text.length <= ITEM_LINE ? text : rendered(item, indent);
}

function expanded(object: Fields, indent: string): string {
  const entries = entriesOf(object);
  if (entries.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = entries.map(([key, value]) => `${inner}${JSON.stringify(key)}: ${rendered(value, inner)}`);
  return `{\n${lines.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (Array.isArray(value)) return '[]';
  if (!isObject(value)) return JSON.stringify(value);
  const entries = entriesOf(value);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, each]) => `${JSON.stringify(key)}: ${oneLine(each)}`).join(', ')} }`;
}

function isPlain(object: Fields): boolean {
  return !Object.values(object).some(isFilled);
}

function isFilled(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isObject(value) && entriesOf(value).length > 0;
}

/** What `undefined` stands for has no place in JSON, so it has none here. */
function entriesOf(object: Fields): [string, unknown][] {
  return Object.entries(object).filter(([, value]) => value !== undefined);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
