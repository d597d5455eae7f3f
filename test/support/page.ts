import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** @returns the text of a file of this repository. */
export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** @returns the code block of a page that begins with a comment naming this file, without that comment. */
export function block(page: string, file: string): string {
  const blocks = [...page.matchAll(/```yaml\n# (\S+)\n([\s\S]*?)```/g)];
  return blocks.find(([, name]) => name === file)?.[2] ?? '';
}

/** @returns rows of the table whose first column has that heading; without the backquotes around the first cell. */
export function table(page: string, heading: string): string[][] {
  const lines = page.split('\n');
  const head = lines.findIndex((line) => new RegExp(`^\\| ${heading} +\\|`).test(line));
  const after = lines.slice(head + 2);
  const end = after.findIndex((line) => !line.startsWith('|'));
  return after.slice(0, end).map((row) => {
    const [first = '', ...more] = row.slice(1, -1).split('|');
    return [first.trim().replaceAll('`', ''), ...more.map((cell) => cell.trim())];
  });
}
