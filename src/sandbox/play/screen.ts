import type { Interface } from 'node:readline';
import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { LineStyle } from './line-text.ts';
import { lineText, painter } from './line-text.ts';
import type { Block } from './layout.ts';
import { laidOut } from './layout.ts';
import type { Line } from './narrator.ts';

/** Where everything is printed. What comes while somebody types goes above the line that is typed. */
export interface Screen {
  readonly style: LineStyle;
  /** A line of the story, at its time. */
  readonly tell: (line: Line) => void;
  /** Text as it is. */
  readonly print: (text: string) => void;
  /** Text and tables, indented and as wide as the terminal. */
  readonly show: (blocks: readonly Block[]) => void;
  /** Bold, where there are colours. */
  readonly strong: (text: string) => string;
  /** From now on this prompt stays the last line; null: there is none. */
  readonly keepBelow: (prompt: Interface | null) => void;
}

const INDENT = '  ';

/** A file has no edge. */
const DEFAULT_COLUMNS = 240;

/** @param since seconds since the start, asked at each line. */
export function openScreen(out: WriteStream, since: () => number): Screen {
  let below: Interface | null = null;
  const colours = out.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  const style = {
    colours,
    get columns() {
      return out.isTTY && out.columns > 0 ? out.columns : DEFAULT_COLUMNS;
    },
  };
  const print = (text: string): void => {
    if (below === null || !out.isTTY) out.write(`${text}\n`);
    else printAbove(out, below, text);
  };
  return {
    style,
    print,
    show: (blocks) => {
      const lines = laidOut(blocks, style.columns - INDENT.length);
      if (blocks.length > 0) print(lines.map((each) => (each === '' ? '' : INDENT + each)).join('\n'));
    },
    tell: (line) => {
      print(lineText(line, since(), style));
    },
    strong: (text) => painter(colours)('strong', text),
    keepBelow: (prompt) => {
      below = prompt;
    },
  };
}

/**
 * Takes the typed line away, prints, and draws the line again as it was, cursor included. `prompt(true)` would draw it,
 * too, but where a line has grown beyond one row it is mistaken about where it began.
 */
function printAbove(out: WriteStream, below: Interface, text: string): void {
  const { rows, cols } = below.getCursorPos();
  moveCursor(out, 0, -rows);
  cursorTo(out, 0);
  clearScreenDown(out);
  const typed = `${below.getPrompt()}${below.line}`;
  const columns = Math.max(1, out.columns);
  const isFull = typed.length % columns === 0;
  // A terminal goes to the next row only when there is something to write there.
  out.write(`${text}\n${typed}${isFull ? ' ' : ''}`);
  moveCursor(out, 0, rows - Math.floor(typed.length / columns));
  cursorTo(out, cols);
}
