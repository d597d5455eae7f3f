import { parseArgs } from 'node:util';
import type { Front } from '../../src/sandbox/play/stage-at-work.ts';
import { FRONTS } from '../../src/sandbox/play/stage-at-work.ts';
import { assertKnown, wholeNumber } from '../../scripts/arguments.ts';
import { pointName, pointsOf, spreadOf } from './crash.ts';
import type { FairPlay, Verdict } from './play.ts';
import { playFair, playInWeather, playWithCrash } from './play.ts';
import { STORIES } from './stories.ts';
import type { CrashStory } from './story.ts';
import { WEATHERS } from './weather.ts';

// Plays each story again and again. Each time Signalbox is killed at another of its calls to GitHub, before or after it
// had its effect, and started again; or the weather is bad. The end must be the same, also where somebody had to help.
// `npm run crash-points [-- <front> …] [<story> …] [--crashes | --weather] [--spread 12] [--worlds 2] [--only <text>]`;
// ends with 1 when an end differs.

interface Case {
  readonly name: string;
  readonly play: () => Promise<Verdict>;
}

const { values, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    crashes: { type: 'boolean', default: false },
    weather: { type: 'boolean', default: false },
    /** Points of each story and front, evenly from its first call to its last; and so many kinds of weather. */
    spread: { type: 'string', default: 'Infinity' },
    /** Played at the same time. */
    worlds: { type: 'string', default: '2' },
    /** Part of the names of what is played. */
    only: { type: 'string', default: '' },
  },
});
assertKnown(asked, [...FRONTS, ...STORIES.map(({ name }) => name)]);
const spread = wholeNumber('spread', values.spread);
const isForAll = values.crashes === values.weather;
const counts = { same: 0, helped: 0, 'not reached': 0, DIFFERENT: 0, BROKEN: 0 };
const inTurn = limited(wholeNumber('worlds', values.worlds));
const begun = performance.now();
await Promise.all(
  chosen(FRONTS, (front) => front).flatMap((front) =>
    chosen(STORIES, ({ name }) => name)
      .filter(({ isForBoth = false, fronts = isForBoth ? ['app'] : FRONTS }) => fronts.includes(front))
      .map((story) => playAll(story, front)),
  ),
);
const minutes = ((performance.now() - begun) / 60_000).toFixed(0);
tell(
  `${Object.entries(counts)
    .map((each) => each.reverse().join(' '))
    .join(', ')}, in ${minutes} minutes`,
);
process.exitCode = counts.DIFFERENT + counts.BROKEN > 0 ? 1 : 0;

async function playAll(story: CrashStory, front: Front): Promise<void> {
  const title = `${front} ${story.name}`;
  const fair = await inTurn(() => playFair(story, front)).catch((error: unknown) => broken(title, error));
  if (fair === null) return;
  const cases = [
    ...(isForAll || values.crashes ? crashes(fair) : []),
    ...(isForAll || values.weather ? weathers(fair) : []),
  ].filter(({ name }) => name.includes(values.only));
  tell(`${title}: ${String(fair.calls.length)} calls, ${String(cases.length)} cases`);
  // Who comes last goes first, so that a story is over before the next one begins.
  await Promise.all(
    cases
      .toReversed()
      .map((each) => inTurn(() => judge(title, each), true).catch((error: unknown) => broken(title, error))),
  );
}

function crashes(fair: FairPlay): readonly Case[] {
  return spreadOf(pointsOf(fair.calls), spread).map((point) => ({
    name: pointName(point),
    play: () => playWithCrash(fair, point),
  }));
}

function weathers(fair: FairPlay): readonly Case[] {
  const all = WEATHERS.filter((weather) => weather.fronts.includes(fair.front));
  // Of the next story those that come next, so that few of each story are all of them together.
  const first = (STORIES.indexOf(fair.story) * Math.min(spread, all.length)) % all.length;
  const fitting = [...all.slice(first), ...all.slice(0, first)].slice(0, spread);
  return fitting.map((weather) => ({ name: weather.name, play: () => playInWeather(fair, weather) }));
}

async function judge(title: string, { name, play }: Case): Promise<void> {
  const started = performance.now();
  const { struck, isHelped, differences, lastWords } = await play();
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  const alike = isHelped ? 'helped' : 'same';
  const verdict = differences.length > 0 ? 'DIFFERENT' : struck ? alike : 'not reached';
  counts[verdict] += 1;
  const found = differences.length === 0 ? [] : [...differences, lastWords];
  tell([`${seconds}s ${verdict.padEnd(11)} ${title}: ${name}`, ...found].join('\n        '));
}

/** Something does not come to rest, or the tool is wrong. */
function broken(title: string, error: unknown): null {
  counts.BROKEN += 1;
  tell(`BROKEN ${title}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return null;
}

/** @returns those that were asked for by their name; all, when none was. */
function chosen<T>(all: readonly T[], nameOf: (each: T) => string): readonly T[] {
  const found = all.filter((each) => asked.includes(nameOf(each)));
  return found.length > 0 ? found : all;
}

/** @returns what lets so many go on at the same time, the others in their order, but for those that are urgent. */
function limited(most: number): <T>(work: () => Promise<T>, isUrgent?: boolean) => Promise<T> {
  const waiting: (() => void)[] = [];
  let atWork = 0;
  return async (work, isUrgent = false) => {
    const queue = (resolve: () => void): unknown =>
      isUrgent ? waiting.unshift(resolve) : waiting.push(resolve);
    if (atWork >= most) await new Promise<void>(queue);
    else atWork += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else atWork -= 1;
    }
  };
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
