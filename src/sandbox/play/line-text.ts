import { laidOut } from './layout.ts';
import type { Line } from './narrator.ts';

export interface LineStyle {
  /** Columns of the terminal. */
  readonly columns: number;
  readonly colours: boolean;
}

const LABEL = 10;
const TIME = 7;
const TEXT = 38;
/** A space, time, two spaces, label. */
const INDENT = 1 + TIME + 2 + LABEL;

/** A line as it is printed: time since the start, label, text, link; what belongs below is indented. */
export function lineText(line: Line, seconds: number, style: LineStyle): string {
  const paint = painter(style.colours);
  const time = elapsed(seconds).padStart(TIME);
  const label = line.label.length < LABEL ? line.label.padEnd(LABEL) : `${line.label} `;
  const [first = '', ...more] = rowsOf(line, Math.max(20, style.columns - INDENT));
  const isRoomy = INDENT + Math.max(TEXT, first.length + 2) + (line.link?.length ?? 0) <= style.columns;
  const beside = line.link !== undefined && more.length === 0 && isRoomy;
  const head = beside
    ? `${paint(line.tone, first.padEnd(TEXT - 2))}  ${paint('link', line.link)}`
    : paint(line.tone, first);
  const under = line.link !== undefined && !beside ? [paint('link', line.link)] : [];
  const below = [...more.map((each) => paint(line.tone, each)), ...under];
  return [
    ` ${paint('quiet', time)}  ${paint(labelTone(line), label)}${head}`,
    ...below.map((each) => (each === '' ? '' : ' '.repeat(INDENT) + each)),
  ].join('\n');
}

/** Text and body as rows; no more than the line wants of them. */
function rowsOf({ text, body = [], atMost }: Line, columns: number): readonly string[] {
  const rows = laidOut([text, ...body], columns);
  const rest = atMost === undefined ? 0 : rows.length - atMost.rows;
  return atMost === undefined || rest <= 1
    ? rows
    : [...rows.slice(0, atMost.rows), `… ${String(rest)} more lines: ${atMost.link}`];
}

/** `0:07.3`, and `1:00:07.3` from an hour on. */
export function elapsed(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10));
  const two = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(tenths / 600) % 60;
  const hours = Math.floor(tenths / 36_000);
  const rest = `${two(Math.floor(tenths / 10) % 60)}.${String(tenths % 10)}`;
  return hours === 0 ? `${String(minutes)}:${rest}` : `${String(hours)}:${two(minutes)}:${rest}`;
}

type Paint = Line['tone'] | 'link' | 'strong';

const CODES: Readonly<Record<Paint, readonly [string, string] | null>> = {
  plain: null,
  good: ['32', '39'],
  bad: ['31', '39'],
  quiet: ['2', '22'],
  link: ['2', '22'],
  strong: ['1', '22'],
};

/** Colours a text, or leaves it as it is. */
export function painter(colours: boolean): (tone: Paint, text: string) => string {
  return (tone, text) => {
    const code = colours && text !== '' ? CODES[tone] : null;
    return code === null ? text : `\u001b[${code[0]}m${text}\u001b[${code[1]}m`;
  };
}

function labelTone(line: Line): Paint {
  return line.tone === 'good' || line.tone === 'bad' ? line.tone : 'strong';
}
