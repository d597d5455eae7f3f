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
  #left = 0;

  /** The same complaint about the same place counts once. */
  add(file: string, position: Position, message: string): void {
    const key = `${file}:${position.line}:${position.column}:${message}`;
    if (this.#found.has(key)) return;
    if (this.#found.size >= MAX_PROBLEMS) this.#left += 1;
    else this.#found.set(key, { file, line: position.line, column: position.column, message });
  }

  get none(): boolean {
    return this.#found.size === 0;
  }

  /** @returns the problems by file and position; where there are too many, the last one says how many are left out. */
  list(): readonly ConfigProblem[] {
    const sorted = [...this.#found.values()].sort(byPlace);
    const last = sorted.at(-1);
    if (this.#left === 0 || last === undefined) return sorted;
    return [...sorted, { ...last, message: `and ${this.#left} more problems` }];
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
