import type { Block } from './layout.ts';

/** Somebody's words as one line for a terminal: no control, colour or direction codes. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ')).trim();
}

/**
 * A comment for a terminal.
 * @param isMarkdown whether its marks are taken off: what people wrote is shown as they wrote it.
 */
export function plainBlocks(text: string, isMarkdown: boolean): readonly Block[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim()
    .split('\n');
  if (!isMarkdown) return lines.map((line) => visible(line).trimEnd());
  return withTables(lines).filter((block) => block !== '');
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

/** What a backslash stands before is no mark; while the marks are taken off, it stands beyond all letters. */
const BEYOND = 0xe000;

function withoutMarks(line: string): string {
  return visible(line)
    .replace(/\\([!-/:-@[-`{-~])/g, (_, letter: string) => String.fromCharCode(BEYOND + letter.charCodeAt(0)))
    .replace(/^#{1,6} /, '')
    .replace(/^\[([^\]]*)\]\(([^)]*)\)$/, '$1: $2')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?(span|sub|details|summary)>/g, '')
    .replace(/<br>/g, '; ')
    .replace(/\*\*|`+/g, '')
    .replace(/&(?:amp|lt|gt|#124|#8203);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[\ue021-\ue07e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - BEYOND))
    .trimEnd();
}

/** Tables as rows, without their rule. */
function withTables(lines: readonly string[]): readonly Block[] {
  const isRow = (line: string): boolean => line.startsWith('|');
  const done: Block[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (!isRow(line)) {
      done.push(withoutMarks(line));
      continue;
    }
    const past = lines.findIndex((each, other) => other > at && !isRow(each));
    const rows = lines.slice(at, past < 0 ? undefined : past);
    done.push({ rows: rows.filter((row) => !/^[|\s:-]+$/.test(row)).map(cellsOf) });
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
