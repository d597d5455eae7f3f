/** Text that may be broken between words, rows whose columns stand in line, or what has to be pasted as it is. */
export type Block =
  string | { readonly rows: readonly (readonly string[])[] } | { readonly verbatim: string };

/** Narrower than this, a column is no column any more. */
const NARROWEST = 12;
const GAP = 2;

/** Blocks as lines of at most so many columns; a link stays whole, so that it can be clicked. */
export function laidOut(blocks: readonly Block[], columns: number): readonly string[] {
  return blocks.flatMap((block) => {
    if (typeof block === 'string') return wrapped(block, columns);
    return 'rows' in block ? tableLines(block.rows, columns) : [block.verbatim];
  });
}

/** Breaks at spaces, and inside of a word only where that is longer than a line. */
export function wrapped(text: string, columns: number): readonly string[] {
  const [, indent = '', words = ''] = /^(\s*)([\s\S]*)$/.exec(text) ?? [];
  const room = Math.max(1, columns - indent.length);
  const lines: string[] = [];
  let current = '';
  for (const piece of words.split(' ').flatMap((word) => pieces(word, room))) {
    const next = current === '' ? piece : `${current} ${piece}`;
    if (next.length > room && current !== '') {
      lines.push(indent + current);
      current = piece;
    } else current = next;
  }
  return [...lines, indent + current];
}

function pieces(word: string, room: number): readonly string[] {
  if (word.length <= room || isLink(word)) return [word];
  const letters = [...word];
  const count = Math.ceil(letters.length / room);
  return Array.from({ length: count }, (_, at) => letters.slice(at * room, (at + 1) * room).join(''));
}

function isLink(word: string): boolean {
  return /^\W*https?:\/\/\S+$/.test(word);
}

/** Cells are broken where the columns do not fit, the widest first; where nothing fits, they stand below each other. */
function tableLines(rows: readonly (readonly string[])[], columns: number): readonly string[] {
  const widths = fitting(
    widthsOf(rows, () => true),
    widthsOf(rows, isLink),
    columns,
  );
  if (widths === null) return rows.flatMap((row) => stacked(row, columns));
  return rows.flatMap((row) => {
    const cells = widths.map((width, at) => wrapped(row[at] ?? '', width));
    const height = Math.max(1, ...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((cell, at) => padded(cell[line] ?? '', widths[at] ?? 0))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  });
}

function stacked(row: readonly string[], columns: number): readonly string[] {
  const [first = '', ...others] = row.filter((cell) => cell !== '');
  return [...wrapped(first, columns), ...others.flatMap((cell) => wrapped(`  ${cell}`, columns))];
}

function widthsOf(
  rows: readonly (readonly string[])[],
  counts: (cell: string) => boolean,
): readonly number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const width = (cell: string): number => (counts(cell) ? [...cell].length : 0);
  return Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => width(row[at] ?? ''))));
}

/** @returns null when they cannot be made narrow enough. */
function fitting(
  natural: readonly number[],
  links: readonly number[],
  columns: number,
): readonly number[] | null {
  const widths = [...natural];
  const canBeLess = (width: number, at: number): boolean => width > Math.max(NARROWEST, links[at] ?? 0);
  const gaps = GAP * Math.max(0, widths.length - 1);
  for (let over = sum(widths) + gaps - columns; over > 0; over -= 1) {
    const widest = Math.max(...widths.filter(canBeLess));
    const at = widths.findIndex((width, place) => width === widest && canBeLess(width, place));
    if (at < 0) return null;
    widths[at] = widest - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}
