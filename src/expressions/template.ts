/** A piece of a text: literal characters, or what stands between `${{` and `}}`. */
export type Part =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'expression'; readonly source: string };

export type Template =
  { readonly kind: 'parts'; readonly parts: readonly Part[] } | { readonly kind: 'unclosed' };

const OPEN = '${{';
const CLOSE = '}}';

/**
 * Splits a text at its expressions, the way GitHub does: `}}` inside a quoted string does not close.
 *
 * @returns the parts in order, no empty literals; `unclosed` when a `${{` has no `}}`.
 */
export function splitTemplate(text: string): Template {
  const parts: Part[] = [];
  let offset = 0;
  while (offset < text.length) {
    const open = text.indexOf(OPEN, offset);
    const end = open < 0 ? text.length : open;
    if (end > offset) parts.push({ kind: 'text', text: text.slice(offset, end) });
    if (open < 0) break;
    const close = closingOf(text, open + OPEN.length);
    if (close < 0) return { kind: 'unclosed' };
    parts.push({ kind: 'expression', source: text.slice(open + OPEN.length, close) });
    offset = close + CLOSE.length;
  }
  return { kind: 'parts', parts };
}

function closingOf(text: string, from: number): number {
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "'") quoted = !quoted;
    else if (!quoted && text.startsWith(CLOSE, at)) return at;
  }
  return -1;
}
