import type { FilesOver } from '../../src/sandbox/play/stage-at-work.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { SIDE_BY_SIDE } from '../support/side-by-side.ts';
import type { StoryWorld } from './story-world.ts';

/** A story small enough to be played hundreds of times. */
export interface CrashStory {
  readonly name: string;
  /** Files over those of the example; null takes one away. */
  readonly files: FilesOver;
  /** Both fronts are there; it is played once, as a story of the App. */
  readonly isForBoth?: boolean;
  /** What happened before, in fair weather. */
  readonly before?: (world: StoryWorld) => Promise<unknown>;
  /** What people do, without waiting for anything. */
  readonly play: (world: StoryWorld) => Promise<unknown>;
  /** What a person does who sees that nothing came of it. */
  readonly help?: (world: StoryWorld) => Promise<void>;
}

const CONFIG = '.github/signalbox.yml';

/** @returns files of a repository with this config, in which a release is one run for each environment. */
function withConfig(...lines: readonly string[]): FilesOver {
  return { ...JUST_PRODUCTION, [CONFIG]: ['signalbox: 1', ...lines, ''].join('\n') };
}

const TWO_APPS = withConfig(
  'apps:',
  '  web: { paths: ["web/**"], release-on: { push: main } }',
  '  api: { paths: ["api/**"], release-on: { push: main } }',
  'environments:',
  '  staging: {}',
);
const PERFORMED_BY = (performer: string): string =>
  `signalbox: 1\nperformer: ${performer}\nenvironments:\n  production: {}\n`;

/** Each acceptance story in its smallest form, as far as it is a chain of calls of its own. */
export const STORIES: readonly CrashStory[] = [
  {
    name: 'one-environment',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Second'),
  },
  {
    name: 'build-and-two',
    files: { [CONFIG]: 'signalbox: 1\nenvironments:\n  staging: {}\n  production: {}\n' },
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
    name: 'tag',
    files: JUST_PRODUCTION,
    before: async (world) => {
      await released(world, 'First', 1);
      // A tag of which nobody heard is found by a sweep, once another has seen which tags there were.
      await world.sweep();
    },
    play: (world) => world.tag('v1.0'),
  },
  {
    name: 'several-apps',
    files: TWO_APPS,
    before: (world) => released(world, 'First', 1, { 'web/a.txt': '1\n' }),
    play: (world) => world.push('Both', { 'web/a.txt': '2\n', 'api/a.txt': '2\n' }),
  },
  {
    name: 'regions-side-by-side',
    files: { ...JUST_PRODUCTION, [CONFIG]: SIDE_BY_SIDE },
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Second'),
  },
  {
    name: 'gate',
    files: withConfig('environments:', '  production: { gates: { checks: [ci/test] } }'),
    before: async (world) => {
      await world.push('First');
      await world.rests('v1 queued');
    },
    play: (world) => world.check('ci/test'),
  },
  {
    name: 'promote-draft',
    files: withConfig('apps:', '  hello: { activate: manual }', 'environments:', '  production: {}'),
    before: async (world) => {
      await world.push('First');
      await world.rests('v1 draft');
    },
    play: (world) => world.say('/promote v1'),
  },
  {
    name: 'rollback',
    files: JUST_PRODUCTION,
    before: (world) => releasedTwice(world),
    play: (world) => world.say('/rollback --reason it is slow'),
  },
  {
    name: 'unpin',
    files: JUST_PRODUCTION,
    before: async (world) => {
      await released(world, 'First', 1);
      await world.say('/pin production');
      await world.push('Second');
      await world.rests('v2 queued');
    },
    play: (world) => world.say('/unpin production'),
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
    name: 'retry',
    files: JUST_PRODUCTION,
    before: async (world) => {
      await world.failRun('First');
      await world.rests('v1 failed');
    },
    play: (world) => world.say('/retry v1'),
  },
  {
    name: 'abort',
    files: JUST_PRODUCTION,
    before: (world) => underWay(world),
    play: (world) => world.say('/abort v2 --reason the wrong day'),
  },
  {
    name: 'cancelled-by-the-next',
    files: withConfig('environments:', '  production: { concurrency: cancel }'),
    before: (world) => underWay(world),
    play: (world) => world.push('Third'),
  },
  {
    name: 'superseded-while-waiting',
    files: JUST_PRODUCTION,
    before: async (world) => {
      await underWay(world);
      await world.push('Third');
      await world.rests('v3 queued');
    },
    play: (world) => world.push('Fourth'),
  },
  {
    name: 'lock',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/lock production --reason the database moves'),
  },
  {
    name: 'lock-while-under-way',
    files: JUST_PRODUCTION,
    before: (world) => underWay(world),
    play: async (world) => {
      await world.say('/lock production --reason the database moves');
      world.letGo();
    },
  },
  {
    name: 'hand-over',
    files: { ...JUST_PRODUCTION, [CONFIG]: PERFORMED_BY('app') },
    isForBoth: true,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('To the Action', { [CONFIG]: PERFORMED_BY('action') }),
  },
  {
    name: 'refusal',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/rollback'),
  },
];

async function released(
  world: StoryWorld,
  message: string,
  number: number,
  files: FilesOver = {},
): Promise<void> {
  await world.push(message, files);
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

/** `v1` is released; `v2` has claimed production and stands there. */
async function underWay(world: StoryWorld): Promise<void> {
  await released(world, 'First', 1);
  await world.pushHeld('Second', 'v2 production');
  await world.quiet();
}
