import type { ConfigProblem } from '../domain/fact.ts';

/** Where something stands in a file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export const START: Position = { line: 1, column: 1 };

/** More would not be read, and an answer must fit into a comment. */
const MAX_PROBLEMS = 50;

/** Gathers everything that is wrong, so that one answer names it all. */
export class Problems {
  readonly #found = new Map<string, ConfigProblem>();
  #more = false;

  /** The same complaint about the same place counts once. */
  add(file: string, position: Position, message: string): void {
    const key = `${file}:${position.line}:${position.column}:${message}`;
    if (this.#found.has(key)) return;
    if (this.isFull()) this.#more = true;
    else this.#found.set(key, { file, line: position.line, column: position.column, message });
  }

  /** Takes over what was found elsewhere. */
  addAll(problems: readonly ConfigProblem[]): void {
    for (const { file, line, column, message } of problems) this.add(file, { line, column }, message);
  }

  /** Whether it is worth looking any further: what comes now will not be shown. */
  isFull(): boolean {
    return this.#found.size >= MAX_PROBLEMS;
  }

  get none(): boolean {
    return this.#found.size === 0;
  }

  /** @returns the problems by file and position; where there are too many, the last one says so. */
  list(): readonly ConfigProblem[] {
    const sorted = [...this.#found.values()].sort(byPlace);
    const last = sorted.at(-1);
    if (!this.#more || last === undefined) return sorted;
    return [...sorted, { ...last, message: 'and more problems; correct these first' }];
  }
}

/** @returns somebody else's text for use in a message: quoted, on one line, not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

function byPlace(a: ConfigProblem, b: ConfigProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
