import type { Setup } from '../setup.ts';
import type { Step } from '../steps.ts';
import type { Checked } from './check-sandbox.ts';
import { checkSandbox } from './check-sandbox.ts';
import { SandboxWorld } from './sandbox-world.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** GitHub's time in which everything comes to rest: leases, searches, attempts, checks, then what waits for people. */
const RESTS = [
  2 * MINUTE + 5,
  5 * MINUTE + 5,
  2 * MINUTE + 5,
  15 * MINUTE,
  HOUR,
  HOUR,
  6 * HOUR,
  DAY,
  DAY,
  5 * DAY,
  5 * DAY,
];

export interface SandboxPlayed extends Checked {
  readonly lastWords: readonly string[];
}

export interface SandboxPlayOptions {
  readonly trace?: (line: string) => void;
}

/** Plays a story on the sandbox to its end: its steps, then fair weather until nothing is wrong or nothing changes. */
export async function playOnSandbox(
  setup: Setup,
  steps: readonly Step[],
  { trace = () => undefined }: SandboxPlayOptions = {},
): Promise<SandboxPlayed> {
  const world = await SandboxWorld.open(setup, 1 + (setup.seed % 2));
  try {
    for (const [index, step] of steps.entries()) {
      trace(`step ${index} ${JSON.stringify(step)}`);
      await world.take(step);
    }
    await world.calm();
    for (const [index, seconds] of RESTS.entries()) {
      await world.settle(seconds);
      const isLast = index === RESTS.length - 1;
      if ((await world.isAtWork()) && !isLast) continue;
      const checked = await checkSandbox(world, setup);
      trace(`rest ${index}: ${checked.violations.map(({ what }) => what).join('; ') || 'nothing is wrong'}`);
      if (checked.violations.length > 0 && !isLast) continue;
      return { ...checked, lastWords: world.appWords(30) };
    }
    throw new Error('a story has no end');
  } finally {
    await world.close();
  }
}
