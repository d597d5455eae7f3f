import type { CrashPoint } from './crash-points/crash.ts';
import { MOMENTS, pointName } from './crash-points/crash.ts';
import { playFair, playWithCrash } from './crash-points/play.ts';
import { STORIES } from './crash-points/stories.ts';
import { FRONTS } from './crash-points/story-world.ts';

// Plays each story again and again; each time Signalbox is killed at another of its calls to GitHub, before or after
// it had its effect, and started again. The end must be the same. `npm run crash-points [-- <front> …] [<story> …]
// [--only <text>]`; ends with 1 when an end differs.

const asked = process.argv.slice(2);
const only = asked.includes('--only') ? asked[asked.indexOf('--only') + 1] : undefined;
const fronts = FRONTS.filter((front) => asked.includes(front));
const stories = STORIES.filter(({ name }) => asked.includes(name));
let different = 0;
for (const front of fronts.length === 0 ? FRONTS : fronts) {
  for (const story of stories.length === 0 ? STORIES : stories) {
    const fair = await playFair(story, front);
    const points = fair.calls.flatMap((call) => MOMENTS.map((moment): CrashPoint => ({ call, moment })));
    const chosen = points.filter((point) => only === undefined || pointName(point).includes(only));
    tell(`${front} ${story.name}: ${String(fair.calls.length)} calls, ${String(chosen.length)} crash points`);
    for (const point of chosen) {
      const started = performance.now();
      const { struck, differences, lastWords } = await playWithCrash(fair, point);
      const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
      const verdict = differences.length > 0 ? 'DIFFERENT' : struck ? 'same' : 'not reached';
      tell(`${seconds}s ${verdict.padEnd(11)} ${pointName(point)}`);
      if (differences.length === 0) continue;
      different += 1;
      tell([...differences, lastWords].map((line) => `        ${line}`).join('\n'));
    }
  }
}
tell(different === 0 ? 'every end was the same' : `${String(different)} ends were different`);
process.exitCode = different > 0 ? 1 : 0;

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
