import type { Front } from '../../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { BenchWorld } from './bench-world.ts';
import type { BenchOptions } from './bench-world.ts';

/** One line of the table. */
export interface Story {
  readonly name: string;
  readonly requests: readonly LoggedRequest[];
  /** More than that is a regression; without one, the number is only told. */
  readonly most?: number;
}

type Count = (name: string, play: () => Promise<unknown>, most?: number) => Promise<void>;

/** Longer than a sweep takes and a repository needs to be quiet again. */
const SWEEP_SECONDS = 20;

/** Of a release with a build and two environments, through either front. */
const MOST = 36;
/** It is read with everything else that may be needed, and found to concern nobody. */
const MOST_FOREIGN = 1;

/** Two environments that wait for nothing, through either front: the Action's example has a gate. */
const UNGATED = {
  '.github/signalbox.yml': 'signalbox: 1\nenvironments:\n  staging: {}\n  production: {}\n',
  '.github/workflows/ci.yml': null,
};

const JUST_PRODUCTION = {
  '.github/signalbox.yml': 'signalbox: 1\nenvironments:\n  production: {}\n',
  '.github/workflows/build.yml': null,
  '.github/workflows/ci.yml': null,
};

/** @returns what each story of a repository's life cost. */
export async function playStories(front: Front, tell: (story: Story) => void): Promise<readonly Story[]> {
  return [
    ...(await inWorld({ front, files: UNGATED }, tell, withBuild)),
    ...(front === 'action' ? await inWorld({ front }, tell, gated) : []),
    ...(await inWorld({ front, files: JUST_PRODUCTION }, tell, justProduction)),
    ...(await inWorld({ front, files: JUST_PRODUCTION, sweepSeconds: SWEEP_SECONDS }, tell, sweeping)),
  ];
}

async function inWorld(
  options: BenchOptions,
  tell: (story: Story) => void,
  play: (world: BenchWorld, count: Count) => Promise<void>,
): Promise<readonly Story[]> {
  const world = await BenchWorld.open(options);
  const stories: Story[] = [];
  try {
    await play(world, async (name, story, most) => {
      const requests = await world.count(story);
      stories.push({ name, requests, ...(most === undefined ? {} : { most }) });
      stories.slice(-1).forEach(tell);
    });
  } finally {
    await world.close();
  }
  return stories;
}

async function withBuild(world: BenchWorld, count: Count): Promise<void> {
  await count('first push ever: build, two environments', () => release(world, 1));
  await count('build, two environments', () => release(world, 2), MOST);
  await count('the same from a pull request, comments included', async () => {
    await world.merge('Greeting');
    await world.succeeded(3);
  });
  await count('`/help`', () => world.say('/help'));
  await count('`/status`', () => world.say('/status'));
  await count('a status of somebody else', () => world.tellForeignStatus(), MOST_FOREIGN);
}

/** The end of the checks starts a run of the front. */
async function gated(world: BenchWorld, count: Count): Promise<void> {
  await release(world, 1);
  await world.quiet();
  await count('the same where production waits for a check', () => release(world, 2), MOST);
}

async function justProduction(world: BenchWorld, count: Count): Promise<void> {
  await count('first push ever: one environment', () => release(world, 1));
  await count('one environment', () => release(world, 2));
  await count('`/rollback`, to its end', async () => {
    await world.say('/rollback');
    await world.succeeded(3);
  });
  await world.say('/lock production --reason maintenance');
  await world.quiet();
  await count('`/unlock` of a lock', () => world.say('/unlock'));
  await world.say('/unpin');
  await world.quiet();
  await world.loseRun('Unlucky');
  await world.quiet();
  await count('`/unlock` after a run that died', () => world.say('/unlock'));
}

async function sweeping(world: BenchWorld, count: Count): Promise<void> {
  await release(world, 1);
  await world.quiet();
  await count('a quiet sweep', () => world.sweep());
}

async function release(world: BenchWorld, number: number): Promise<void> {
  await world.push(`Change ${String(number)}`);
  await world.succeeded(number);
}
