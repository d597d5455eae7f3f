import type { FilesOver, Front } from '../../src/sandbox/play/stage-at-work.ts';
import { DEPLOY_STEP, JUST_PRODUCTION } from '../support/just-production.ts';
import type { StoryWorld } from './story-world.ts';

/** A story small enough to be played hundreds of times. */
export interface CrashStory {
  readonly name: string;
  /** Files over those of the example; null takes one away. */
  readonly files: FilesOver;
  /** Both fronts are there; it is played once, as a story of the App. */
  readonly isForBoth?: boolean;
  /** Through which fronts it is played; default: both, one after the other. */
  readonly fronts?: readonly Front[];
  /** Where no App is, only a schedule brings it to its end. */
  readonly needsSchedule?: boolean;
  /** Lines of the end that may differ. */
  readonly mayDiffer?: RegExp;
  /** What happened before, in fair weather. */
  readonly before?: (world: StoryWorld) => Promise<unknown>;
  /** What people do, without waiting for anything. */
  readonly play: (world: StoryWorld) => Promise<unknown>;
  /** What a person does who sees that nothing came of it. */
  readonly help?: (world: StoryWorld) => Promise<void>;
}

export const CONFIG = '.github/signalbox.yml';

/** @returns files of a repository with this config, in which a release is one run for each environment. */
export function withConfig(...lines: readonly string[]): FilesOver {
  return { ...JUST_PRODUCTION, [CONFIG]: ['signalbox: 1', ...lines, ''].join('\n') };
}

/** A push becomes this release, which succeeds. */
export async function released(
  world: StoryWorld,
  message: string,
  number: number,
  files: FilesOver = {},
): Promise<void> {
  await world.push(message, files);
  await world.rests(`v${String(number)} succeeded`);
}

/** Two pushes do. */
export async function releasedTwice(world: StoryWorld): Promise<void> {
  await released(world, 'First', 1);
  await released(world, 'Second', 2);
}

/** The run of a push dies, and GitHub does not say what it did. */
export async function lostRun(world: StoryWorld): Promise<void> {
  await world.loseRun('Unlucky');
  await world.rests('on-hold');
}

/** `v1` is released; `v2` has claimed production and stands there. */
export async function underWay(world: StoryWorld): Promise<void> {
  await released(world, 'First', 1);
  await world.hold({ title: 'v2 production' }, { at: 'before-step', step: DEPLOY_STEP }, () =>
    world.push('Second'),
  );
  await world.quiet();
}
