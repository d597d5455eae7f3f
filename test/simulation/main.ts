import { parseArgs } from 'node:util';
import { assertKnown, wholeNumber } from '../../scripts/arguments.ts';
import { account } from './account.ts';
import { judge } from './judge.ts';
import { holdsOnSandbox } from './sandbox/seeds.ts';
import { worldOf } from './setup.ts';
import { shrink, storyOf } from './shrink.ts';
import { stepsOf } from './steps.ts';

// `npm run simulate -- --seed 7 --steps 80`: one seed, or several from there on (`--seeds 20`, `--forever`). A story that
// fails is made as short as it goes, told, and ends it. `--keep 3,5` plays only those of its steps; `--trace` tells all.

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    seeds: { type: 'string', default: '1' },
    steps: { type: 'string', default: '80' },
    keep: { type: 'string' },
    forever: { type: 'boolean', default: false },
    trace: { type: 'boolean', default: false },
    /** `model`, or `sandbox`: real git and real processes, best with `--steps 15`. */
    world: { type: 'string', default: 'model' },
    /** Seconds for making a failing story shorter. */
    shrink: { type: 'string', default: '120' },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const first =
  values.seed === undefined ? Math.floor(Math.random() * 1_000_000) : wholeNumber('seed', values.seed);
assertKnown([values.world], ['model', 'sandbox']);
const steps = wholeNumber('steps', values.steps);
const count = values.forever ? Infinity : wholeNumber('seeds', values.seeds);
for (let seed = first; seed < first + count; seed += 1) {
  if (!(await holds(seed))) {
    process.exitCode = 1;
    break;
  }
}

async function holds(seed: number): Promise<boolean> {
  if (values.world === 'sandbox') {
    return holdsOnSandbox(seed, { steps, say, isTraced: values.trace });
  }
  const setup = worldOf(seed);
  const all = stepsOf(setup, steps);
  const kept = keptOf(all.length);
  const story = storyOf(all, kept);
  const begun = process.cpuUsage();
  const played = await judge(setup, story, values.trace ? { trace: say } : {});
  const { user, system } = process.cpuUsage(begun);
  const seconds = (user + system) / 1e6;
  const { violation, turns, looks } = played;
  const speed = `${Math.round(turns / seconds)} commits and ${Math.round(looks / seconds)} turns a second`;
  if (violation === null) {
    say(
      `seed ${seed}: every invariant holds after ${turns} commits in ${seconds.toFixed(1)} s of one core (${speed})`,
    );
    return true;
  }
  const budget = wholeNumber('shrink', values.shrink) * 1000;
  const shrunk =
    values.keep === undefined
      ? await shrink(setup, all, { budget })
      : { played, kept: kept.slice(0, played.steps) };
  say(account(setup, all, shrunk));
  return false;
}

function keptOf(length: number): number[] {
  const every = Array.from({ length }, (_, index) => index);
  if (values.keep === undefined) return every;
  return values.keep === 'none' ? [] : values.keep.split(',').map(Number);
}
