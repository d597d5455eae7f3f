import type { Phrase } from './phrase.ts';

/** What a text is built of; `markdown.ts` and `terminal.ts` each turn it into their own. */
export type Block =
  | { readonly kind: 'heading'; readonly phrase: Phrase }
  | { readonly kind: 'paragraph'; readonly phrase: Phrase }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
    }
  /** Commands to paste, behind a word like "Next". */
  | { readonly kind: 'commands'; readonly label: string; readonly commands: readonly string[] }
  /** Somebody else's text of several lines, letter for letter. */
  | { readonly kind: 'verbatim'; readonly text: string };

export interface Item {
  readonly phrase: Phrase;
  readonly items?: readonly Item[];
}

/** Lines of one cell. */
export type Cell = readonly Phrase[];

export function heading(phrase: Phrase): Block {
  return { kind: 'heading', phrase };
}

export function paragraph(phrase: Phrase): Block {
  return { kind: 'paragraph', phrase };
}

export function list(items: readonly Item[]): Block {
  return { kind: 'list', items };
}

export function table(columns: readonly string[], rows: readonly (readonly Cell[])[]): Block {
  return { kind: 'table', columns, rows };
}

/** @returns nothing when there are no commands. */
export function commands(label: string, texts: readonly string[]): readonly Block[] {
  return texts.length === 0 ? [] : [{ kind: 'commands', label, commands: texts }];
}
