import type { Block, Item } from './block.ts';
import { codeBlock, codeSpan, escapeMarkdown, linkTarget } from './escape.ts';
import type { Part, Phrase } from './phrase.ts';

/** GitHub takes 65,536 characters in a comment; what is longer would be refused as a whole. */
export const MARKDOWN_LIMIT = 60_000;

/** @returns the blocks as GitHub Markdown; whole blocks are left out at the end when they would not fit. */
export function toMarkdown(blocks: readonly Block[]): string {
  const texts: string[] = [];
  let length = 0;
  for (const text of blocks.map(blockMarkdown)) {
    if (length + text.length > MARKDOWN_LIMIT) return [...texts, '…'].join('\n\n');
    texts.push(text);
    length += text.length + 2;
  }
  return texts.join('\n\n');
}

/** @returns a phrase as one line of GitHub Markdown. */
export function phraseMarkdown(phrase: Phrase): string {
  return phrase.map(partMarkdown).join('');
}

function partMarkdown(part: Part): string {
  switch (part.kind) {
    case 'own':
      return part.text;
    case 'foreign':
      return escapeMarkdown(part.text);
    case 'code':
      return codeSpan(part.text);
    case 'strong':
      return `**${phraseMarkdown(part.phrase)}**`;
    case 'link':
      return `[${phraseMarkdown(part.label)}](${linkTarget(part.url)})`;
  }
}

function blockMarkdown(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `### ${phraseMarkdown(block.phrase)}`;
    case 'paragraph':
      return phraseMarkdown(block.phrase);
    case 'list':
      return listMarkdown(block.items, '');
    case 'table':
      return tableMarkdown(block);
    case 'commands':
      return `${block.label}: ${block.commands.map(codeSpan).join(' · ')}`;
    case 'verbatim':
      return codeBlock(block.text);
  }
}

function listMarkdown(items: readonly Item[], indent: string): string {
  return items
    .map((item) => {
      const line = `${indent}- ${phraseMarkdown(item.phrase)}`;
      return item.items?.length ? `${line}\n${listMarkdown(item.items, `${indent}  `)}` : line;
    })
    .join('\n');
}

function tableMarkdown({ columns, rows }: Block & { kind: 'table' }): string {
  const lines = rows.map((row) => row.map((cell) => cell.map(phraseMarkdown).join('<br>')));
  return [columns, columns.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
