import { isFinal } from '../../src/domain/derive.ts';
import { ALL_CHECKERS } from './invariants/all.ts';
import type { Setup } from './setup.ts';
import { goodConfig } from './setup.ts';
import { Simulation } from './simulation.ts';
import type { Step } from './steps.ts';
import type { CheckerMaker, Violation } from './watch.ts';
import type { Tamper } from './workplace.ts';

export interface PlayOptions {
  readonly checkers?: readonly CheckerMaker[];
  readonly tamper?: Tamper;
  readonly trace?: (line: string) => void;
}

export interface Played {
  readonly violation: Violation | null;
  /** Commits of the state branch. */
  readonly turns: number;
  /** Times that a process read the branch and decided. */
  readonly looks: number;
  /** How many steps were taken before it was seen; all, when it was seen at the end. */
  readonly steps: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Longer than the longest deadline (invariant 13), with the time between looks. */
const SETTLING = 12 * DAY;
/** Rounds in which people end what waits for them. */
const ROUNDS = 12;

/** Plays a story to its end: steps, then good weather until everything has settled, then people tidy up. */
export async function play(setup: Setup, steps: readonly Step[], options: PlayOptions = {}): Promise<Played> {
  const { checkers = ALL_CHECKERS, trace } = options;
  const simulation = new Simulation({ ...options, setup, checkers });
  const end = (taken: number): Played => ({
    violation: simulation.violation,
    turns: simulation.watch.state?.meta.turn ?? 0,
    looks: simulation.looks,
    steps: taken,
  });
  for (const [index, step] of steps.entries()) {
    trace?.(`${simulation.time.instant} step ${index} ${JSON.stringify(step)}`);
    await simulation.take(step);
    if (simulation.violation) return end(index + 1);
  }
  await comeToRest(simulation, setup);
  return end(steps.length);
}

async function comeToRest(simulation: Simulation, setup: Setup): Promise<void> {
  const { people, watch } = simulation;
  simulation.calm();
  people.mend();
  people.configure(goodConfig(setup));
  people.permit('boss', 'admin');
  await simulation.time.pass(SETTLING);
  watch.rest('settled');
  for (let round = 0; round < ROUNDS && !simulation.violation; round += 1) {
    if (isOver(simulation)) break;
    await tidyUp(simulation, setup);
    // What was on hold may then wait for something that never comes, up to its deadline.
    await simulation.time.pass(round < 3 ? 30 * MINUTE : 2 * DAY);
  }
  if (!simulation.violation) watch.rest('over');
}

/** Ends whatever waits for a person. */
async function tidyUp(simulation: Simulation, setup: Setup): Promise<void> {
  const { people, watch, time } = simulation;
  const { state } = watch;
  // What stands on the branch counts, not the config: without one there was an app called like the repository.
  const apps = Object.values(state?.apps ?? {});
  const isOne = apps.length === 1 && apps[0]?.name === setup.apps[0] && setup.apps.length === 1;
  const say = async (text: string): Promise<void> => {
    people.say('boss', text);
    await time.pass(MINUTE);
  };
  simulation.stir();
  for (const { name, environments } of apps) {
    const in_ = isOne ? '' : ` --app ${name}`;
    for (const [place, { pin }] of Object.entries(environments)) {
      if (pin) await say(`/unpin ${place}${in_}`);
      await say(`/unlock ${place} --force${in_}`);
    }
  }
  for (const { app, number, hold, draft, status } of Object.values(watch.state?.releases ?? {})) {
    const name = isOne ? `v${number}` : `${app}@v${number}`;
    if (isFinal(status)) continue;
    if (hold) await say(`/resume ${name}`);
    if (draft) await say(`/promote ${name}`);
    // Its app left the config for good.
    if (!setup.apps.includes(app)) await say(`/abort ${name}`);
  }
}

function isOver({ watch, people }: Simulation): boolean {
  const { state } = watch;
  if (people.isDamaged || state === null) return true;
  return (
    state.repository.owed.length === 0 && Object.values(state.releases).every(({ status }) => isFinal(status))
  );
}
