import type { Interface } from 'node:readline';
import { clearScreenDown, cursorTo, moveCursor } from 'node:readline';
import type { WriteStream } from 'node:tty';
import type { LineStyle } from './line-text.ts';
import { lineText, painter } from './line-text.ts';
import type { Line } from './narrator.ts';

/** Where everything is printed. What comes while somebody types goes above the line that is typed. */
export interface Screen {
  readonly style: LineStyle;
  /** A line of the story, at its time. */
  readonly tell: (line: Line) => void;
  /** Text as it is. */
  readonly print: (text: string) => void;
  /** Bold, where there are colours. */
  readonly strong: (text: string) => string;
  /** From now on this prompt stays the last line; null: there is none. */
  readonly keepBelow: (prompt: Interface | null) => void;
}

/** A file has no edge. */
const DEFAULT_COLUMNS = 240;

/** @param since seconds since the start, asked at each line. */
export function openScreen(out: WriteStream, since: () => number): Screen {
  let below: Interface | null = null;
  const colours = out.isTTY && (process.env['NO_COLOR'] ?? '') === '';
  const style = {
    colours,
    get columns() {
      return out.isTTY ? out.columns : DEFAULT_COLUMNS;
    },
  };
  const print = (text: string): void => {
    if (below === null || !out.isTTY) out.write(`${text}\n`);
    else printAbove(out, below, text);
  };
  return {
    style,
    print,
    tell: (line) => {
      print(lineText(line, since(), style));
    },
    strong: (text) => painter(colours)('strong', text),
    keepBelow: (prompt) => {
      below = prompt;
    },
  };
}

/** A typed line can be longer than the terminal is wide: `prompt` goes up by its rows, so they are made anew first. */
function printAbove(out: WriteStream, below: Interface, text: string): void {
  const { rows } = below.getCursorPos();
  moveCursor(out, 0, -rows);
  cursorTo(out, 0);
  clearScreenDown(out);
  out.write(`${text}\n${'\n'.repeat(rows)}`);
  below.prompt(true);
}
