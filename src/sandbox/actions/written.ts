import { parse } from 'yaml';

/** A value of a workflow or action file as it was written: what stands in `${{ }}` is not evaluated yet. */
export type Written =
  null | boolean | number | string | WrittenTemplate | readonly Written[] | ReadonlyMap<string, Written>;

/** A text with at least one `${{ }}` in it. */
export interface WrittenTemplate {
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly expression: string };

/**
 * Reads YAML that GitHub's parser has accepted. The values are not taken from that parser: its expression tokens keep
 * a block scalar's indentation and a quoted text's escapes.
 */
export function readWritten(content: string): Written {
  const value: unknown = parse(content, { mapAsMap: true });
  return fromYaml(value);
}

export function isTemplate(value: Written | undefined): value is WrittenTemplate {
  return typeof value === 'object' && value !== null && 'parts' in value;
}

export function isList(value: Written | undefined): value is readonly Written[] {
  return Array.isArray(value);
}

export function isMap(value: Written | undefined): value is ReadonlyMap<string, Written> {
  return value instanceof Map;
}

/** The mapping, or an empty one for whatever else was written. */
export function mapping(value: Written | undefined): ReadonlyMap<string, Written> {
  return isMap(value) ? value : new Map<string, Written>();
}

/** One text or a list of texts as a list, like `needs:` and `branches:`; templates are left out. */
export function texts(value: Written | undefined): readonly string[] {
  if (isList(value)) return value.flatMap(texts);
  return value === null || value === undefined || typeof value === 'object' ? [] : [String(value)];
}

/** The text, or null if there is none or it is a template. */
export function text(value: Written | undefined): string | null {
  return texts(value)[0] ?? null;
}

function fromYaml(value: unknown): Written {
  if (typeof value === 'string') return fromText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(fromYaml);
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [String(key), fromYaml(item)]));
  return null;
}

function fromText(value: string): Written {
  const parts: TemplatePart[] = [];
  let rest = value;
  for (let start = rest.indexOf('${{'); start !== -1; start = rest.indexOf('${{')) {
    const end = expressionEnd(rest, start + 3);
    if (end === -1) break;
    if (start > 0) parts.push({ kind: 'text', text: rest.slice(0, start) });
    parts.push({ kind: 'expression', expression: rest.slice(start + 3, end).trim() });
    rest = rest.slice(end + 2);
  }
  if (parts.length === 0) return value;
  return { parts: rest === '' ? parts : [...parts, { kind: 'text', text: rest }] };
}

/** Where `}}` closes the expression; those within a quoted text do not. */
function expressionEnd(value: string, from: number): number {
  let quoted = false;
  for (let at = from; at < value.length; at += 1) {
    if (value[at] === "'") quoted = !quoted;
    else if (!quoted && value.startsWith('}}', at)) return at;
  }
  return -1;
}
