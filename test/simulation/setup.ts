import { Luck } from './luck.ts';

/** What a simulated world is like from the beginning; decided by the seed alone. */
export interface WorldSetup {
  readonly seed: number;
  /** Processes of the App, for all repositories together. */
  readonly replicas: number;
  readonly repositories: readonly Setup[];
}

/** What one of its repositories is like. */
export interface Setup {
  readonly seed: number;
  readonly name: string;
  /** From 1 on: ids at GitHub go by it. */
  readonly number: number;
  /** Who listens: the App, the Action at events, or both, of which the config names the performer. */
  readonly front: 'app' | 'action' | 'both';
  readonly apps: readonly string[];
  readonly concurrency: 'wait' | 'refuse' | 'cancel';
  readonly gated: boolean;
  readonly manual: boolean;
}

/** A repository in which nothing is special, for stories that are written by hand. */
export const PLAIN: Setup = {
  seed: 1,
  name: 'shop',
  number: 1,
  front: 'app',
  apps: ['shop'],
  concurrency: 'wait',
  gated: false,
  manual: false,
};

/** What a person may make of the config. `evil` stands only on branches that nobody merged. */
export const CONFIGS = [
  'base',
  'cancelling',
  'gated',
  'impatient',
  'without-us',
  'restricted',
  'broken',
  'gone',
  'action-performs',
  'app-performs',
] as const;
export type ConfigName = (typeof CONFIGS)[number];

/** A workflow as users write it. */
export const WORKFLOW = `name: work
run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }
permissions: { contents: write }
jobs:
  work:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v6
        with: { ref: "\${{ fromJSON(inputs.signalbox).sha }}" }
      - uses: OWNER/signalbox@v1
      - run: ./work.sh
`;

/** The one that hears events, where the Action does. */
export const FRONT_WORKFLOW = 'signalbox.yml';

export const FRONT = `name: Signalbox
on: { push: {}, create: {}, issue_comment: { types: [created] }, status: {}, schedule: [{ cron: "7,22,37,52 * * * *" }] }
permissions: { contents: write, actions: write, statuses: write, deployments: write, issues: write, pull-requests: write, checks: read }
jobs:
  signalbox:
    runs-on: ubuntu-latest
    steps:
      - uses: OWNER/signalbox@v1
`;

export const ENVIRONMENTS = ['staging', 'eu', 'us'] as const;
/** An environment that only an unmerged branch's config names (invariant 11). */
export const EVIL = 'evil';

/** @returns what a person may make of the config here: nobody names a performer that is not there. */
export function configsOf({ front }: Setup): readonly ConfigName[] {
  return CONFIGS.filter((name) => front === 'both' || !name.endsWith('-performs'));
}

/** @returns a config with which everything can go on. */
export function goodConfig({ front }: Setup): ConfigName {
  return front === 'action' ? 'action-performs' : 'app-performs';
}

/** @returns the world of a seed: mostly one repository, seldom three. */
export function worldOf(seed: number): WorldSetup {
  const first = setupOf(seed);
  const luck = new Luck(seed ^ 0x3a9);
  const several = luck.weighed([
    [6, 0],
    [2, 1],
    [1, 2],
  ]);
  const others = Array.from({ length: several }, (_, index) => setupOf(luck.below(2 ** 31), index + 2));
  const repositories = [first, ...others];
  const replicas = 2 + luck.below(4);
  return {
    seed,
    replicas: repositories.every(({ front }) => front === 'action') ? 0 : replicas,
    repositories,
  };
}

const NAMES = ['shop', 'cafe', 'farm'] as const;

/** @param number which repository of its world it is. */
export function setupOf(seed: number, number = 1): Setup {
  const luck = new Luck(seed ^ 0x5e7);
  const name = NAMES[number - 1] ?? `shop-${number}`;
  return {
    seed,
    name,
    number,
    front: luck.weighed([
      [4, 'app' as const],
      [2, 'action' as const],
      [1, 'both' as const],
    ]),
    apps: luck.once(3) ? ['web', 'api'] : [name],
    concurrency: luck.weighed([
      [3, 'wait' as const],
      [1, 'refuse' as const],
      [2, 'cancel' as const],
    ]),
    gated: luck.once(3),
    manual: luck.once(6),
  };
}

/** @returns the text of `.github/signalbox.yml`; null: there is none. */
export function configText(setup: Setup, name: ConfigName | 'evil'): string | null {
  if (name === 'gone') return null;
  if (name === 'broken') return 'signalbox: 1\nenvironments: [this is, not: right\n';
  const concurrency = name === 'cancelling' ? 'cancel' : setup.concurrency;
  const deadline = name === 'impatient' ? ', deadline: 10m' : '';
  const isGated = setup.gated || name === 'gated';
  const gates = isGated ? ', gates: { checks: [ci/test], checks-deadline: 6h }' : '';
  const places = ENVIRONMENTS.filter((place) => !(place === 'us' && name === 'without-us'));
  const performer = name === 'action-performs' ? 'action' : name === 'app-performs' ? 'app' : null;
  return [
    'signalbox: 1',
    ...(performer === null ? [] : [`performer: ${performer}`]),
    ...appLines(setup),
    'environments:',
    ...places.map((place) => {
      const type = place === 'staging' ? 'staging' : 'production';
      const own = place === 'us' ? '' : `, concurrency: ${concurrency}`;
      return `  ${place}: { attributes: { type: ${type} }${own}${deadline}${place === 'staging' ? '' : gates} }`;
    }),
    ...(name === 'evil' ? [`  ${EVIL}: { attributes: { type: production } }`] : []),
    'processes:',
    '  standard:',
    '    phases:',
    '      - { name: build, task: image, workflow: build.yml }',
    '      - { name: staging, deploy: { to: staging, up: deploy.yml, inputs: { tag: "${{ tasks.image.outputs.tag }}" } } }',
    '      - { name: production, deploy: { to: { type: production }, up: deploy.yml } }',
    ...(name === 'restricted' ? ['roles: { operator: maintain }'] : []),
    '',
  ].join('\n');
}

function appLines(setup: Setup): string[] {
  const activate = setup.manual ? ', activate: manual' : '';
  const tag = setup.manual ? '' : ', tag: ["v*"]';
  const several = setup.apps.length > 1;
  const lines = setup.apps.map((app) => {
    const paths = several ? `paths: [${app}/**], ` : '';
    return `  ${app}: { ${paths}process: standard, release-on: { push: [main]${tag} }${activate} }`;
  });
  return ['apps:', ...lines];
}
