import { isFinal } from '../../src/domain/derive.ts';
import type { GitHubModel } from './github/model.ts';
import { ALL_CHECKERS } from './invariants/all.ts';
import type { SimulatedRepository } from './repository.ts';
import type { WorldSetup } from './setup.ts';
import { goodConfig } from './setup.ts';
import type { Death } from './simulation.ts';
import { Simulation } from './simulation.ts';
import type { Step } from './steps.ts';
import type { CheckerMaker, Violation } from './watch.ts';
import type { Tamper } from './workplace.ts';

export interface PlayOptions {
  readonly checkers?: readonly CheckerMaker[];
  readonly tamper?: Tamper;
  readonly trace?: (line: string) => void;
  readonly deaths?: readonly Death[];
  /** Whether people tidy up when all has settled; they do, unless told. */
  readonly tidies?: boolean;
}

export interface Played {
  readonly violation: Violation | null;
  /** Commits of the state branch. */
  readonly turns: number;
  /** Times that a process read the branch and decided. */
  readonly looks: number;
  /** How many steps were taken before it was seen; all, when it was seen at the end. */
  readonly steps: number;
  readonly deaths: readonly Death[];
  /** Each repository's commits of the state branch when all had settled, oldest first. */
  readonly histories: ReadonlyMap<string, readonly string[]>;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Longer than the longest deadline (invariant 13), with the time between looks. */
const SETTLING = 12 * DAY;
const UNMENDED = {
  invariant: '12 fail closed',
  what: 'the state branch is as somebody left it, whatever an administrator said',
};
/** Rounds in which people end what waits for them. */
const ROUNDS = 12;

/** Plays a story to its end: steps, then good weather until everything has settled, then people tidy up. */
export async function play(
  setup: WorldSetup,
  steps: readonly Step[],
  options: PlayOptions = {},
): Promise<Played> {
  const { checkers = ALL_CHECKERS, trace } = options;
  const simulation = new Simulation({ ...options, setup, checkers });
  const { repositories, deaths } = simulation;
  const histories = new Map<string, readonly string[]>();
  const end = (taken: number): Played => ({
    deaths,
    histories,
    violation: simulation.violation,
    turns: repositories.reduce((sum, { watch }) => sum + (watch.state?.meta.turn ?? 0), 0),
    looks: simulation.looks,
    steps: taken,
  });
  for (const [index, step] of steps.entries()) {
    trace?.(`${simulation.time.instant} step ${index} ${JSON.stringify(step)}`);
    await simulation.take(step);
    if (simulation.violation) return end(index + 1);
  }
  await settle(simulation);
  for (const { setup: each, model } of repositories) histories.set(each.name, historyOf(model));
  if (options.tidies ?? true) await bringToAnEnd(simulation);
  return end(steps.length);
}

async function settle(simulation: Simulation): Promise<void> {
  const { repositories } = simulation;
  for (const each of repositories) {
    each.calm();
    each.people.configure(goodConfig(each.setup));
    each.people.permit('boss', 'admin');
    if (each.people.repair()) each.deafen();
    else each.people.mend();
  }
  await simulation.time.pass(SETTLING);
  for (const each of repositories) {
    each.calm();
    if (each.people.isDamaged) each.watch.note(UNMENDED);
    each.watch.rest('settled');
  }
}

function historyOf({ branch }: GitHubModel): string[] {
  return branch.commits.map(({ at, message }) => `${at} ${message}`).toReversed();
}

async function bringToAnEnd(simulation: Simulation): Promise<void> {
  const { repositories } = simulation;
  for (let round = 0; round < ROUNDS && !simulation.violation; round += 1) {
    const open = repositories.filter((each) => !isOver(each));
    if (open.length === 0) break;
    for (const each of open) await tidyUp(simulation, each);
    // What was on hold may then wait for something that never comes, up to its deadline.
    await simulation.time.pass(round < 3 ? 30 * MINUTE : 2 * DAY);
  }
  if (!simulation.violation) for (const { watch } of repositories) watch.rest('over');
}

/** Ends whatever waits for a person. */
async function tidyUp({ time }: Simulation, repository: SimulatedRepository): Promise<void> {
  const { people, watch, setup } = repository;
  const { state } = watch;
  // What stands on the branch counts, not the config: without one there was an app called like the repository.
  const apps = Object.values(state?.apps ?? {});
  const isOne = apps.length === 1 && apps[0]?.name === setup.apps[0] && setup.apps.length === 1;
  const say = async (text: string): Promise<void> => {
    people.say('boss', text);
    await time.pass(MINUTE);
  };
  repository.stir();
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

function isOver({ watch, people }: SimulatedRepository): boolean {
  const { state } = watch;
  if (people.isDamaged || state === null) return true;
  return (
    state.repository.owed.length === 0 && Object.values(state.releases).every(({ status }) => isFinal(status))
  );
}
