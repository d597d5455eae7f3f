import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBundles } from './bench-start/bundles.ts';
import { listen, timeToFirstRequest } from './bench-start/first-request.ts';
import { jobEnvironments } from './bench-start/job-env.ts';

// How long the Action takes from its start to its first request, beside a bundle that only loads GitHub's toolkit and
// makes one: `npm run bench:start [-- <times>]`. All take turns, so that what else the machine does falls on each.

const root = join(import.meta.dirname, '..');
const times = Number(process.argv[2] ?? 30);
const folder = mkdtempSync(join(tmpdir(), 'signalbox-start-'));
const listener = await listen();
try {
  const { action, empty } = makeBundles(root, folder);
  const { step, push } = jobEnvironments(listener.url, folder);
  const rows = [
    { name: 'empty bundle', main: empty, env: push },
    { name: 'Action, step of a dispatched job', main: action, env: step },
    { name: 'Action, by a push', main: action, env: push },
  ].map((each) => ({ ...each, taken: [] as (number | null)[] }));
  // The first of each reads the files from the disk.
  for (let round = 0; round <= times; round += 1) {
    for (const { main, env, taken } of rows) taken.push(await timeToFirstRequest(main, env, listener));
  }
  process.stdout.write(table(rows.map(({ name, taken }) => ({ name, taken: taken.slice(1) }))));
} finally {
  listener.close();
  rmSync(folder, { recursive: true, force: true });
}

function table(
  rows: readonly { readonly name: string; readonly taken: readonly (number | null)[] }[],
): string {
  const base = median(rows[0]?.taken ?? []);
  const lines = rows.map(({ name, taken }) => {
    const middle = median(taken);
    if (middle === null || base === null) return `| ${name} | no request | |`;
    return `| ${name} | ${middle.toFixed(0)} ms | ${(middle / base).toFixed(2)} |`;
  });
  const head = [
    `| Node ${process.version}, median of ${String(times)} | to the first request | ratio |`,
    '| --- | --- | --- |',
  ];
  return `${[...head, ...lines].join('\n')}\n`;
}

/** @returns null when one of them made no request. */
function median(numbers: readonly (number | null)[]): number | null {
  const sorted = numbers.filter((each) => each !== null).toSorted((a, b) => a - b);
  return sorted.length < numbers.length ? null : (sorted[Math.floor(sorted.length / 2)] ?? null);
}
