import { FRONTS } from '../../src/sandbox/play/stage-at-work.ts';
import type { CrashPoint } from './crash.ts';
import { MOMENTS, pointName } from './crash.ts';
import type { FairPlay, Verdict } from './play.ts';
import { playFair, playInWeather, playWithCrash } from './play.ts';
import { STORIES } from './stories.ts';

import { WEATHERS } from './weather.ts';

// Plays each story again and again. Each time Signalbox is killed at another of its calls to GitHub, before or after it
// had its effect, and started again; or the weather is bad. The end must be the same.
// `npm run crash-points [-- <front> …] [<story> …] [--crashes] [--weather] [--only <text>] [--from <number>]`;
// ends with 1 when an end differs.

interface Case {
  readonly name: string;
  readonly play: () => Promise<Verdict>;
}

const asked = process.argv.slice(2);
const only = valueOf('--only') ?? '';
const from = Number(valueOf('--from') ?? 0);
const fronts = FRONTS.filter((front) => asked.includes(front));
const stories = STORIES.filter(({ name }) => asked.includes(name));
let different = 0;
for (const front of fronts.length === 0 ? FRONTS : fronts) {
  for (const story of stories.length === 0 ? STORIES : stories) {
    const fair = await playFair(story, front);
    const cases = [
      ...(asked.includes('--weather') && !asked.includes('--crashes') ? [] : crashes(fair)),
      ...(asked.includes('--crashes') && !asked.includes('--weather') ? [] : weathers(fair)),
    ].filter(({ name }) => name.includes(only));
    tell(`${front} ${story.name}: ${String(fair.calls.length)} calls, ${String(cases.length)} cases`);
    for (const each of cases.slice(from)) await judge(each);
  }
}
tell(different === 0 ? 'every end was the same' : `${String(different)} ends were different`);
process.exitCode = different > 0 ? 1 : 0;

function crashes(fair: FairPlay): readonly Case[] {
  const points = fair.calls.flatMap((call) => MOMENTS.map((moment): CrashPoint => ({ call, moment })));
  return points.map((point) => ({ name: pointName(point), play: () => playWithCrash(fair, point) }));
}

function weathers(fair: FairPlay): readonly Case[] {
  const fitting = WEATHERS.filter((weather) => weather.fronts.includes(fair.front));
  return fitting.map((weather) => ({ name: weather.name, play: () => playInWeather(fair, weather) }));
}

async function judge({ name, play }: Case): Promise<void> {
  const started = performance.now();
  const { struck, differences, lastWords } = await play();
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  const verdict = differences.length > 0 ? 'DIFFERENT' : struck ? 'same' : 'not reached';
  tell(`${seconds}s ${verdict.padEnd(11)} ${name}`);
  if (differences.length === 0) return;
  different += 1;
  tell([...differences, lastWords].map((line) => `        ${line}`).join('\n'));
}

function valueOf(option: string): string | undefined {
  return asked.includes(option) ? asked[asked.indexOf(option) + 1] : undefined;
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
