import type { FilesOver } from '../../src/sandbox/play/stage-at-work.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { StoryWorld } from './story-world.ts';

/** A story small enough to be played hundreds of times. */
export interface CrashStory {
  readonly name: string;
  /** Files over those of the example; null takes one away. */
  readonly files: FilesOver;
  /** What happened before, in fair weather. */
  readonly before?: (world: StoryWorld) => Promise<void>;
  /** What people do, without waiting for anything. */
  readonly play: (world: StoryWorld) => Promise<unknown>;
  /** What a person does who sees that nothing came of it. */
  readonly help?: (world: StoryWorld) => Promise<void>;
}

/** Each acceptance story in its smallest form: what a release, a rollback, a dead run, a refusal are made of. */
export const STORIES: readonly CrashStory[] = [
  {
    name: 'one-environment',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Second'),
  },
  {
    name: 'build-and-two',
    files: {},
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Second'),
  },
  {
    name: 'first-push',
    files: JUST_PRODUCTION,
    play: (world) => world.push('First'),
    // Where nothing was ever released, nobody can tell a push that was missed from what was there before.
    help: (world) => world.tellAgain(),
  },
  {
    name: 'rollback',
    files: JUST_PRODUCTION,
    before: (world) => releasedTwice(world),
    play: (world) => world.say('/rollback --reason it is slow'),
  },
  {
    name: 'unlock',
    files: JUST_PRODUCTION,
    before: (world) => lostRun(world),
    play: (world) => world.say('/unlock production --reason the runner was lost'),
  },
  {
    name: 'pull-request',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.merge('Greeting'),
  },
  {
    name: 'failure',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Broken', { 'broken/production': 'out of memory\n' }),
  },
  {
    name: 'lock',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/lock production --reason the database moves'),
  },
  {
    name: 'refusal',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/rollback'),
  },
];

async function released(world: StoryWorld, message: string, number: number): Promise<void> {
  await world.push(message);
  await world.rests(`v${String(number)} succeeded`);
}

async function releasedTwice(world: StoryWorld): Promise<void> {
  await released(world, 'First', 1);
  await released(world, 'Second', 2);
}

async function lostRun(world: StoryWorld): Promise<void> {
  await world.loseRun('Unlucky');
  await world.rests('on-hold');
}
