import { setupOf } from '../setup.ts';
import { spelledStep, stepsOf } from '../steps.ts';
import { playOnSandbox } from './play-sandbox.ts';

export interface SeedOptions {
  readonly steps: number;
  readonly say: (line: string) => void;
  readonly isTraced?: boolean;
}

/** Plays a seed of the simulator on the sandbox, and tells how it went. @returns whether every invariant holds. */
export async function holdsOnSandbox(
  seed: number,
  { steps: count, say, isTraced = false }: SeedOptions,
): Promise<boolean> {
  const setup = setupOf(seed);
  const steps = stepsOf({ seed, replicas: 0, repositories: [setup] }, count);
  const begun = performance.now();
  const played = await playOnSandbox(setup, steps, isTraced ? { trace: say } : {});
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const { violations, turns, lastWords } = played;
  if (violations.length === 0) {
    say(`seed ${seed} on the sandbox (${setup.front}): all is well after ${turns} commits, in ${seconds} s`);
    return true;
  }
  say(`seed ${seed} on the sandbox (${setup.front}) fails after ${turns} commits:`);
  for (const { invariant, what } of violations) say(`  ${invariant}: ${what}`);
  for (const [index, step] of steps.entries()) say(`  ${index}. ${spelledStep(step)}`);
  for (const line of lastWords) say(`  ${line}`);
  say(`npm run simulate -- --world sandbox --seed ${seed} --steps ${count} --trace`);
  return false;
}
