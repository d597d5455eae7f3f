import { assertKnown } from './arguments.ts';
import { appThroughput } from './bench-load/app-model.ts';
import { appBurst, atTheLimit } from './bench-load/app.ts';
import type { AtTheLimit } from './bench-load/app.ts';
import { SUMMARIES_KEPT } from '../src/domain/state.ts';
import { GITHUB_SHARES } from '../src/github/write-budget.ts';
import { BusyOrganization } from './bench-load/hour.ts';
import { memoryKept } from './bench-load/memory.ts';
import { modelBurst, modelThroughput, race } from './bench-load/model.ts';
import type { Race } from './bench-load/model.ts';

// How much comes through, and what happens where it is too much:
// `npm run bench:load [-- model race memory app limits hour]`. Ends with 1 when something was lost, doubled or left
// undone, or memory grows with releases; how fast it was depends on the machine and is only told.

/** From so many releases on, memory may not grow further than that. */
const FULL = SUMMARIES_KEPT + 5;
const FLAT = 1.25;

const asked = process.argv.slice(2);
assertKnown(asked, ['model', 'race', 'memory', 'app', 'limits', 'hour']);
const wants = (part: string): boolean => asked.length === 0 || asked.includes(part);
const complaints: string[] = [];
if (wants('model')) await tellModel();
if (wants('race')) await tellRaces();
if (wants('memory')) await tellMemory();
if (wants('app')) await tellBurst();
if (wants('limits')) await tellLimits();
if (wants('hour')) await tellHour();
for (const complaint of complaints) process.stderr.write(`${complaint}\n`);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function tellModel(): Promise<void> {
  table(
    ['repositories', 'inputs', 'inputs per second of processor time, engines', 'through the App', 'ratio'],
    await throughputs(),
  );
  const burst = await modelBurst(100);
  table(['inputs at once', 'commits'], [[burst.inputs, burst.commits]]);
}

async function tellRaces(): Promise<void> {
  const one = await race(1);
  const races = [one, await race(2), await race(10), await race(50)];
  for (const { writers, isComplete } of races) {
    if (!isComplete) complaints.push(`${String(writers)} writers: something was not carried out`);
  }
  table(
    ['writers', 'inputs', 'carried out', 'tries per turn', 'median, ratio', 'worst, ratio'],
    races.map((each) => raceRow(each, one)),
  );
}

async function throughputs(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const repositories of [1, 100, 1_000]) {
    const releases = Math.max(300, repositories);
    const { inputs, perSecond } = await modelThroughput(repositories, releases);
    const app = await appThroughput(repositories, releases);
    if (app.inputs !== inputs) complaints.push(`${String(repositories)} repositories: inputs were lost`);
    const ratio = (app.perSecond / perSecond).toFixed(2);
    rows.push([repositories, inputs, Math.round(perSecond), Math.round(app.perSecond), ratio]);
  }
  return rows;
}

async function tellMemory(): Promise<void> {
  const rows: Row[] = [];
  for (const releases of [1, FULL, 2 * FULL]) {
    rows.push([releases, Math.round(await memoryKept(10, releases))]);
  }
  const [, full, twice] = rows.map(([, kilobytes]) => Number(kilobytes));
  if ((twice ?? Infinity) > (full ?? 0) * FLAT) complaints.push('memory grows with the number of releases');
  table(['releases', 'kB kept of a repository'], rows);
}

function raceRow({ writers, turns, isComplete, tries, median, worst }: Race, one: Race): Row {
  const ratio = (time: number): string => (time / one.median).toFixed(1);
  return [writers, turns, isComplete ? 'all' : 'NOT ALL', tries.toFixed(1), ratio(median), ratio(worst)];
}

async function tellBurst(): Promise<void> {
  const rows: Row[] = [];
  for (const repositories of [1, 10]) {
    const burst = await appBurst(100, repositories);
    if (!burst.isEachAnsweredOnce) complaints.push('burst: not every command has exactly one reply');
    rows.push([repositories, burst.inputs, burst.commits, burst.requests, burst.perSecond.toFixed(1)]);
  }
  table(['repositories', 'commands at once', 'commits', 'requests', 'commands per second'], rows);
}

/** One command whose answer is remembered, and one that only reads. */
async function tellLimits(): Promise<void> {
  const limits: Row[] = [];
  for (const command of ['/unpin production', '/status']) {
    const limit = await atTheLimit(command, 40);
    if (!limit.isEachAnsweredOnce) complaints.push(`limit: not every ${command} has exactly one reply`);
    limits.push(limitRow(command, limit));
  }
  table(
    ['commands at the limit', 'refused', 'dispatched', 'released', 'all answered', 'replies', 'out of order'],
    limits,
  );
}

/** With room kept for what moves releases, and without, as a measure. */
async function tellHour(): Promise<void> {
  const rows: Row[] = [];
  for (const [name, shares, processes] of [
    ['releases first', GITHUB_SHARES, 1],
    ['two processes', GITHUB_SHARES, 2],
    ['whoever comes', [], 1],
  ] as const) {
    const hour = await new BusyOrganization(shares, processes).play(80);
    const { pushes, refused, dispatched, allReleased, allShown } = hour;
    if (shares.length > 0) complaints.push(...hour.complaints);
    const median = dispatched[Math.floor(dispatched.length / 2)] ?? Infinity;
    const times = [median, dispatched.at(-1) ?? Infinity, allReleased, allShown].map((each) =>
      each.toFixed(0),
    );
    rows.push([name, pushes, refused, ...times, hour.complaints.length]);
  }
  table(
    ['hour', 'pushes', 'refused', 'dispatched, median s', 'worst', 'all released s', 'all shown s', 'wrong'],
    rows,
  );
}

function limitRow(command: string, limit: AtTheLimit): Row {
  const { commands, refused, dispatched, released, answered, replies, outOfOrder } = limit;
  const times = [dispatched, released, answered].map((each) => `${each.toFixed(0)} s`);
  return [`${String(commands)} times ${command}`, refused, ...times, replies, outOfOrder];
}

type Row = readonly (string | number)[];

function table(head: Row, rows: readonly Row[]): void {
  const lines = [head, head.map(() => '---:'), ...rows].map((row) => `| ${row.map(String).join(' | ')} |`);
  process.stdout.write(`\n${lines.join('\n')}\n`);
}
