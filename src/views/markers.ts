const MARKER = /\n\n<!-- signalbox:([A-Za-z0-9._:/%-]+) -->\s*$/;

/**
 * Signs a comment with the id of the effect that wrote it, so that it is found again before it is written twice
 * (invariant 8). The marker is the last line: what people wrote stands above it, and above it nothing counts.
 */
export function withMarker(text: string, id: string): string {
  return `${text}\n\n${marker(id)}`;
}

/** @returns the hidden marker of an effect id; any id is safe, an HTML comment cannot be left early. */
export function marker(id: string): string {
  return `<!-- signalbox:${encode(id)} -->`;
}

/**
 * @returns the id that a comment is signed with, or null. Anybody can write a marker: who wrote the comment must be
 * compared as well (attack A16).
 */
export function markerOf(body: string): string | null {
  const found = MARKER.exec(`\n\n${body.replace(/\r\n/g, '\n')}`)?.[1];
  if (found === undefined) return null;
  try {
    return decodeURIComponent(found);
  } catch {
    return null;
  }
}

/** Two hyphens in a row would be the start of the end of an HTML comment. */
function encode(id: string): string {
  return encodeURIComponent(id.replace(/\p{Cs}/gu, '\ufffd'))
    .replace(/%2F/g, '/')
    .replace(/%3A/g, ':')
    .replace(/[!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/-(?=-)|-$/g, '%2D');
}
