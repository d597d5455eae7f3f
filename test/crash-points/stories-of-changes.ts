import type { FilesOver } from '../../src/sandbox/play/stage-at-work.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { HEAD, job, last, WORKFLOW } from '../support/jobs-workflow.ts';
import { sharedGroup } from '../support/shared-group.ts';
import { SIDE_BY_SIDE } from '../support/side-by-side.ts';
import type { StoryWorld } from './story-world.ts';
import type { CrashStory } from './story.ts';
import { CONFIG, released, underWay, withConfig } from './story.ts';

const TWO_APPS = withConfig(
  'apps:',
  '  web: { paths: ["web/**"], release-on: { push: main } }',
  '  api: { paths: ["api/**"], release-on: { push: main } }',
  'environments:',
  '  staging: {}',
);
const PERFORMED_BY = (performer: string): string =>
  `signalbox: 1\nperformer: ${performer}\nenvironments:\n  production: {}\n`;

const TWO_JOBS = [
  HEAD,
  job('first'),
  job('second', { more: '    needs: first\n' }),
  last(['first', 'second']),
].join('');
const GATED = withConfig('environments:', '  production: { gates: { checks: [ci/test] } }');
const BROKEN_CONFIG: FilesOver = {
  [CONFIG]: 'signalbox: 1\nenvironments: { production: { deadline: soon } }\n',
};

/** Stories in which somebody changes the code, or something happens at GitHub. */
export const OF_CHANGES: readonly CrashStory[] = [
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
    name: 'draft',
    files: withConfig('apps:', '  hello: { activate: manual }', 'environments:', '  production: {}'),
    before: async (world) => {
      await world.push('First');
      await world.rests('v1 draft');
    },
    play: (world) => world.push('Second'),
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
    name: 'pull-request',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.merge('Greeting'),
  },
  {
    name: 'several-apps',
    files: TWO_APPS,
    before: (world) => released(world, 'First', 1, { 'web/a.txt': '1\n' }),
    play: (world) => world.push('Both', { 'web/a.txt': '2\n', 'api/a.txt': '2\n' }),
  },
  {
    name: 'several-jobs',
    files: { ...JUST_PRODUCTION, [WORKFLOW]: TWO_JOBS },
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Second'),
  },
  {
    name: 'regions-side-by-side',
    files: { ...JUST_PRODUCTION, [CONFIG]: SIDE_BY_SIDE },
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Second'),
  },
  {
    name: 'one-region-fails',
    files: { ...JUST_PRODUCTION, [CONFIG]: SIDE_BY_SIDE },
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Broken', { 'broken/eu': 'out of memory\n' }),
  },
  {
    name: 'gate',
    files: GATED,
    before: async (world) => {
      await world.push('First');
      await world.rests('v1 queued');
    },
    play: (world) => world.check('ci/test'),
  },
  {
    name: 'red-check',
    files: GATED,
    before: async (world) => {
      await world.push('First');
      await world.rests('v1 queued');
    },
    play: (world) => world.check('ci/test', 'failure'),
  },
  {
    name: 'failure',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Broken', { 'broken/production': 'out of memory\n' }),
  },
  {
    name: 'dead-run',
    files: JUST_PRODUCTION,
    needsSchedule: true,
    before: async (world) => {
      await released(world, 'First', 1);
      world.loseNextRun();
    },
    play: (world) => world.push('Second'),
  },
  {
    name: 'pushed-out',
    files: { ...JUST_PRODUCTION, ...sharedGroup('workflow') },
    needsSchedule: true,
    before: async (world) => {
      await released(world, 'First', 1);
      await world.hold({ title: 'maintenance' }, { at: 'before-step', step: 'work' }, () => maintain(world));
      await world.push('Second');
      await world.comesTo('v2 running');
    },
    play: async (world) => {
      await maintain(world);
      world.letGo();
    },
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
    name: 'config-broken',
    files: JUST_PRODUCTION,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('Broken', BROKEN_CONFIG),
  },
  {
    name: 'config-mended',
    files: JUST_PRODUCTION,
    before: async (world) => {
      await released(world, 'First', 1);
      await world.push('Broken', BROKEN_CONFIG);
    },
    play: (world) => world.push('Mended', { [CONFIG]: JUST_PRODUCTION[CONFIG] ?? null }),
  },
  {
    name: 'hand-over',
    files: { ...JUST_PRODUCTION, [CONFIG]: PERFORMED_BY('app') },
    isForBoth: true,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('To the Action', { [CONFIG]: PERFORMED_BY('action') }),
  },
  {
    name: 'hand-back',
    files: { ...JUST_PRODUCTION, [CONFIG]: PERFORMED_BY('action') },
    isForBoth: true,
    before: (world) => released(world, 'First', 1),
    play: (world) => world.push('To the App', { [CONFIG]: PERFORMED_BY('app') }),
  },
  {
    name: 'token-that-may-not-dispatch',
    files: withConfig('environments:', '  staging: {}', '  production: {}'),
    fronts: ['action'],
    needsSchedule: true,
    before: async (world) => {
      const text = (await world.repository.file(WORKFLOW)) ?? '';
      await world.push('First', { [WORKFLOW]: text.replace('  actions: write\n', '') });
      await world.scheduled();
      await world.rests('v1 succeeded');
    },
    play: (world) => world.push('Second'),
  },
];

function maintain({ sandbox, stage }: StoryWorld): Promise<number> {
  return sandbox.as('alice').dispatchWorkflow(stage.name, 'maintenance.yml');
}
