import type { Block, Item } from './block.ts';
import { escapeTerminal } from './escape.ts';
import type { Part, Phrase } from './phrase.ts';

/** @returns the blocks as plain text for a terminal, without colours. */
export function toTerminal(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n\n');
}

/** @returns a phrase as one line of plain text; also what one-line fields on GitHub show. */
export function phraseText(phrase: Phrase): string {
  return phrase.map(partText).join('');
}

/** @returns plain text of at most `limit` characters; GitHub refuses longer descriptions (platform, section 8). */
export function clipped(phrase: Phrase, limit: number): string {
  const text = phraseText(phrase).replace(/\s+/g, ' ').trim();
  if (text.length <= limit) return text;
  const characters = Array.from(text);
  while (characters.join('').length > limit - 1) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

function partText(part: Part): string {
  switch (part.kind) {
    case 'own':
      return part.text;
    case 'foreign':
    case 'code':
      return escapeTerminal(part.text);
    case 'strong':
      return phraseText(part.phrase);
    case 'link':
      return linkText(phraseText(part.label), escapeTerminal(part.url));
  }
}

function linkText(label: string, url: string): string {
  return label === url ? url : `${label} (${url})`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return phraseText(block.phrase);
    case 'list':
      return listText(block.items, '  ');
    case 'table':
      return tableText(block);
    case 'commands':
      return `${block.label}: ${block.commands.map(escapeTerminal).join('  ·  ')}`;
    case 'verbatim':
      return block.text
        .split(/\r\n?|\n/)
        .map((line) => `  ${escapeTerminal(line)}`)
        .join('\n');
  }
}

function listText(items: readonly Item[], indent: string): string {
  return items
    .map((item) => {
      const line = `${indent}- ${phraseText(item.phrase)}`;
      return item.items?.length ? `${line}\n${listText(item.items, `${indent}  `)}` : line;
    })
    .join('\n');
}

/** Cells of several lines go on below themselves. */
function tableText({ columns, rows }: Block & { kind: 'table' }): string {
  const lines = [columns.map((column) => column.toUpperCase())];
  for (const row of rows) {
    const height = Math.max(1, ...row.map((cell) => cell.length));
    for (let at = 0; at < height; at += 1) lines.push(row.map((cell) => phraseText(cell[at] ?? [])));
  }
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => width(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((text, at) => text + pad(text, widths[at]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(text: string, to: number | undefined): string {
  return ' '.repeat(Math.max(0, (to ?? 0) - width(text)));
}

function width(text: string): number {
  return Array.from(text).length;
}
