import type { Sized } from './sizes.ts';
import { KINDS, spendOf } from './spend.ts';
import type { Story } from './stories.ts';

/** @returns one line per story: all requests, those of our step inside jobs, by kind, and the bytes. */
export function storyTable(stories: readonly Story[]): string {
  const rows = stories.map(({ name, requests, most }) => {
    const { counts, inJobs, bytes } = spendOf(requests);
    const limit = most === undefined ? '' : String(most);
    return [name, requests.length, limit, inJobs, ...KINDS.map((kind) => counts[kind]), kilobytes(bytes)];
  });
  return table(['story', 'requests', 'at most', 'in jobs', ...KINDS, 'kB'], rows);
}

/** @returns one line per number of releases. */
export function sizeTable(sized: readonly Sized[]): string {
  const rows = sized.map(({ releases, push, status }) => {
    const [first, second] = [spendOf(push), spendOf(status)];
    return [releases, first.requests, kilobytes(first.bytes), second.requests, kilobytes(second.bytes)];
  });
  return table(['releases', 'push: requests', 'kB', '`/status`: requests', 'kB'], rows);
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
