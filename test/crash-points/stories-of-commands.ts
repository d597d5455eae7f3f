import { STATE_BRANCH } from '../../src/domain/state.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { StoryWorld } from './story-world.ts';
import type { CrashStory } from './story.ts';
import { lostRun, released, releasedTwice, underWay, withConfig } from './story.ts';

/** Stories in which somebody says a command. */
export const OF_COMMANDS: readonly CrashStory[] = [
  {
    name: 'release',
    files: withConfig('apps:', '  hello: { paths: ["web/**"] }', 'environments:', '  production: {}'),
    before: async (world) => {
      await released(world, 'First', 1, { 'web/a.txt': '1\n' });
      await world.push('Nothing of the app');
      await world.quiet();
    },
    play: (world) => world.say('/release'),
  },
  {
    name: 'status',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/status'),
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
      await world.quiet();
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
    name: 'unlock-what-lives',
    files: JUST_PRODUCTION,
    before: (world) => underWay(world),
    play: (world) => world.say('/unlock production --cancel'),
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
    name: 'lock',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/lock production --reason the database moves'),
  },
  {
    name: 'lock-while-under-way',
    files: JUST_PRODUCTION,
    // Whether it still runs when the lock comes is for the run to say.
    mayDiffer: /answer\.detail\.out\b|^#1 \*\*`production` is locked/,
    before: (world) => underWay(world),
    play: async (world) => {
      await world.say('/lock production --reason the database moves');
      world.letGo();
    },
  },
  {
    name: 'lock-before-the-start',
    files: JUST_PRODUCTION,
    before: async (world) => {
      await released(world, 'First', 1);
      await world.hold({ title: 'v2 production' }, { at: 'start' }, () => world.push('Second'));
      await world.quiet();
    },
    play: (world) => world.say('/lock production --reason not now'),
  },
  {
    name: 'repair',
    files: JUST_PRODUCTION,
    before: (world) => damaged(world),
    play: async (world) => world.say(await applyOf(world)),
  },
  {
    name: 'refusal',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.say('/rollback'),
  },
];

/** Somebody has taken a record away by hand, and an administrator has asked what would mend it. */
async function damaged(world: StoryWorld): Promise<void> {
  const { repository, sandbox, stage } = world;
  await released(world, 'First', 1);
  repository.grant('alice', 'admin');
  // The file that the play itself does not read.
  const files = { 'apps/hello/index/0.json': null };
  await sandbox.as('alice').commit(stage.name, { branch: STATE_BRANCH, message: 'Damage', files });
  await world.says('alice', '/repair');
  await world.sandbox.waitFor(async () => (await applyOf(world)) !== '', { what: 'a plan', timeout: 60_000 });
}

/** @returns what the answer to `/repair` says to write. */
async function applyOf(world: StoryWorld): Promise<string> {
  const comments = await world.read<{ body: string }[]>('/issues/comments?per_page=100');
  return comments.flatMap(({ body }) => /\/repair --apply [0-9a-f]{8}/.exec(body) ?? []).at(-1) ?? '';
}
