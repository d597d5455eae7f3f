/** Somebody's words as one line for a terminal: no control, colour or direction codes. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).trim();
}

/**
 * A comment as lines for a terminal.
 * @param isMarkdown whether its marks are taken off: what people wrote is shown as they wrote it.
 */
export function plainLines(text: string, isMarkdown: boolean): readonly string[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim()
    .split('\n');
  if (!isMarkdown) return lines.map((line) => visible(line).trimEnd());
  const plain = aligned(lines).map((line) => visible(withoutMarks(line)).trimEnd());
  return plain.filter((line) => line !== '');
}

/** Control codes, zero-width and direction characters can forge what a terminal shows. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&#124;': '|',
  '&#8203;': '',
};

function withoutMarks(line: string): string {
  return line
    .replace(/^#{1,6} /, '')
    .replace(/^\[([^\]]*)\]\(([^)]*)\)$/, '$1: $2')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?(span|sub|details|summary)>/g, '')
    .replace(/<br>/g, '; ')
    .replace(/\*\*|(?<!\\)`+/g, '')
    .replace(/\\([\\`*_{}[\]()#+.!~$=-])/g, '$1')
    .replace(/&(?:amp|lt|gt|#124|#8203);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** Tables with columns of one width, and without their rule. */
function aligned(lines: readonly string[]): readonly string[] {
  const isRow = (line: string): boolean => line.startsWith('|');
  const done: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!isRow(line)) {
      done.push(line);
      continue;
    }
    const past = lines.findIndex((each, other) => other > at && !isRow(each));
    const rows = lines.slice(at, past < 0 ? undefined : past);
    done.push(...table(rows.filter((row) => !/^[|\s:-]+$/.test(row)).map(cellsOf)));
    at += rows.length - 1;
  }
  return done;
}

function cellsOf(row: string): readonly string[] {
  return row
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => withoutMarks(cell.trim()));
}

/** Rows with columns of one width. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? '')].length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length)))
      .join('  ')
      .trimEnd(),
  );
}
