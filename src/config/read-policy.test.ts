import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Policy } from '../domain/policy.ts';
import { DEFAULT_GRANTS } from '../domain/role.ts';
import { readPolicy } from './read-policy.ts';
import type { ConfigSource } from './read-policy.ts';
import { SHA, sourceOf, WORKFLOW } from '../../test/support/config-source.ts';
import { CONFIG_WORDS, LONG_CONFIG } from '../../test/support/config-words.ts';
import { cpuMilliseconds } from '../../test/support/cpu-time.ts';

function policyOf(source: ConfigSource): Policy {
  const answer = readPolicy(source);
  expect(answer).toMatchObject({ status: 'ok' });
  if (answer.status !== 'ok') throw new Error('the config is not valid');
  return answer.policy;
}

function phasesOf(policy: Policy, process = 'default'): (string | undefined)[] {
  return (policy.processes[process]?.phases ?? []).map((phase) => phase.name);
}

test("the long form of the design's section 6, without what is not built", () => {
  const policy = policyOf(sourceOf(LONG_CONFIG));
  const tag = { tag: '${{ tasks.image.outputs.tag }}' };
  expect(policy).toEqual({
    sha: SHA,
    written: 'file',
    digest: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
    namesApps: true,
    defaultBranch: 'main',
    apps: {
      web: {
        name: 'web',
        paths: ['web/**'],
        releaseOn: { push: ['main'], tag: ['web-v*'] },
        process: 'standard',
        activate: 'auto',
      },
    },
    environments: {
      staging: {
        name: 'staging',
        attributes: { type: 'staging' },
        gates: { checksDeadline: 86_400 },
        deadline: 3600,
        concurrency: 'wait',
      },
      'production-eu': {
        name: 'production-eu',
        attributes: { type: 'production', region: 'eu' },
        url: 'https://eu.example.com',
        gates: { checks: [{ name: 'ci/test' }], checksDeadline: 86_400 },
        deadline: 1800,
        concurrency: 'wait',
      },
      'production-us': {
        name: 'production-us',
        attributes: { type: 'production', region: 'us' },
        gates: { checks: [{ name: 'ci/test' }], checksDeadline: 86_400 },
        deadline: 3600,
        concurrency: 'wait',
      },
    },
    processes: {
      standard: {
        name: 'standard',
        phases: [
          {
            name: 'build',
            gates: {},
            activities: [
              {
                kind: 'task',
                name: 'image',
                workflow: 'image.yml',
                inputs: { 'previous-build': '${{ previous.tasks.image.outputs.build-number || 0 }}' },
                deadline: 3600,
              },
            ],
          },
          {
            name: 'staging',
            gates: {},
            activities: [
              {
                kind: 'deploy',
                to: { kind: 'attributes', attributes: { type: 'staging' } },
                up: 'deploy.yml',
                down: 'undeploy.yml',
                inputs: tag,
              },
            ],
          },
          {
            name: 'production',
            gates: {},
            activities: [
              {
                kind: 'deploy',
                to: { kind: 'attributes', attributes: { type: 'production' } },
                up: 'deploy.yml',
                inputs: tag,
              },
            ],
          },
        ],
      },
    },
    roles: {
      ...DEFAULT_GRANTS,
      'release-manager': [
        { kind: 'permission', permission: 'maintain' },
        { kind: 'team', team: 'acme/release-managers' },
      ],
    },
    shortCommands: true,
    performer: null,
  });
});

describe('the smallest form', () => {
  const SMALLEST =
    'signalbox: 1\nenvironments:\n  staging: {}\n  production: { gates: { checks: [ci/test] } }\n';

  test('names the app like the repository, watches the default branch and v-tags', () => {
    const policy = policyOf({ ...sourceOf(SMALLEST), repository: '.my shop!', defaultBranch: 'trunk' });
    expect(policy.apps).toEqual({
      'my-shop-': {
        name: 'my-shop-',
        paths: [],
        releaseOn: { push: ['trunk'], tag: ['v*'] },
        process: 'default',
        activate: 'auto',
      },
    });
  });

  test('takes the phases from the order of the environments, each deployed by deploy.yml', () => {
    const policy = policyOf(sourceOf(SMALLEST));
    expect(phasesOf(policy)).toEqual(['staging', 'production']);
    expect(policy.processes['default']?.phases[1]?.activities).toEqual([
      { kind: 'deploy', to: { kind: 'name', names: ['production'] }, up: 'deploy.yml', inputs: {} },
    ]);
    expect(policy.environments['production']?.gates.checks).toEqual([{ name: 'ci/test' }]);
  });

  test.each<[what: string, build: string | undefined, expected: string[]]>([
    ['takes our input', WORKFLOW, ['build', 'staging', 'production']],
    ['takes no input', 'on: workflow_dispatch\njobs: {}\n', ['staging', 'production']],
    ['cannot be read', 'on: {', ['staging', 'production']],
    ['is not there', undefined, ['staging', 'production']],
  ])('begins with build.yml if it %s', (what, build, expected) => {
    const workflows = { 'deploy.yml': WORKFLOW, ...(build === undefined ? {} : { 'build.yml': build }) };
    const policy = policyOf(sourceOf(SMALLEST, workflows));
    expect(phasesOf(policy), what).toEqual(expected);
  });

  test('takes deploy.yaml where there is no deploy.yml', () => {
    const policy = policyOf(sourceOf(SMALLEST, { 'deploy.yaml': WORKFLOW }));
    expect(policy.processes['default']?.phases[0]?.activities[0]).toMatchObject({ up: 'deploy.yaml' });
  });

  test('keeps file order for names that JavaScript would sort', () => {
    const policy = policyOf(sourceOf('signalbox: 1\nenvironments: { z9: , 1a: , b: }\n'));
    expect(Object.keys(policy.environments)).toEqual(['z9', '1a', 'b']);
  });
});

describe('without a file', () => {
  test('a deploy.yml that takes our input is the opt-in', () => {
    const policy = policyOf(sourceOf(null));
    expect(Object.keys(policy.environments)).toEqual(['production']);
    expect(phasesOf(policy)).toEqual(['production']);
    expect(policy.apps['shop']?.releaseOn).toEqual({ push: ['main'], tag: ['v*'] });
  });

  test.each<[what: string, workflows: Record<string, string>]>([
    ['no workflow', {}],
    ['another workflow with our input', { 'release.yml': WORKFLOW }],
    ['a deploy.yml without our input', { 'deploy.yml': 'on: push\njobs: {}\n' }],
    ['a broken deploy.yml of somebody else', { 'deploy.yml': 'on: {' }],
  ])('%s is none', (_, workflows) => {
    expect(readPolicy(sourceOf(null, workflows))).toEqual({ status: 'absent', sha: SHA });
  });

  test('a deploy.yml that was meant for us and is wrong is answered', () => {
    const answer = readPolicy(sourceOf(null, { 'deploy.yml': WORKFLOW.replace('run-name:', 'name:') }));
    expect(answer).toMatchObject({
      status: 'invalid',
      errors: [{ file: '.github/workflows/deploy.yml', line: 1, column: 1 }],
    });
    const broken = readPolicy(sourceOf(null, { 'deploy.yml': `${WORKFLOW}  bad: [` }));
    expect(broken).toMatchObject({ status: 'invalid', errors: [{ file: '.github/workflows/deploy.yml' }] });
  });

  test('a file that names no environments has production too', () => {
    const policy = policyOf(sourceOf('signalbox: 1\ncommands: { short: false }\nperformer: action\n'));
    expect(Object.keys(policy.environments)).toEqual(['production']);
    expect(policy).toMatchObject({ shortCommands: false, performer: 'action' });
  });
});

describe('what may be written', () => {
  const withProcess = (phases: string): string =>
    `signalbox: 1\nenvironments: { one: , two: }\nprocesses:\n  p:\n    phases:\n${phases}`;

  test('defaults reach what says nothing itself', () => {
    const policy = policyOf(
      sourceOf(`signalbox: 1
defaults: { deadline: 2h, checks-deadline: 1d12h }
environments:
  one: { deadline: 5m, gates: { checks: one, checks-deadline: 10m } }
  two: { concurrency: cancel, attributes: { tier: 1, pci: true } }
processes:
  p:
    phases:
      - { name: a, task: a, workflow: image.yml }
      - { name: b, task: b, workflow: image.yml, deadline: 90m }
`),
    );
    expect(policy.environments['one']).toMatchObject({
      deadline: 300,
      gates: { checks: [{ name: 'one' }], checksDeadline: 600 },
    });
    expect(policy.environments['two']).toMatchObject({
      deadline: 7200,
      gates: { checksDeadline: 129_600 },
      concurrency: 'cancel',
      attributes: { tier: '1', pci: 'true' },
    });
    const tasks = policy.processes['p']?.phases.flatMap((phase) => phase.activities);
    expect(tasks).toMatchObject([{ deadline: 7200 }, { deadline: 5400 }]);
    expect(policy.apps['shop']?.process).toBe('p');
  });

  test('one environment by name, several by a list, one twice under different names', () => {
    const policy = policyOf(
      sourceOf(
        withProcess(`      - { name: canary, deploy: { name: canary, to: one, up: deploy.yml } }
      - { name: all, deploy: { to: [one, two], up: deploy.yml } }
`),
      ),
    );
    expect(policy.processes['p']?.phases.map((phase) => phase.activities[0])).toMatchObject([
      { name: 'canary', to: { kind: 'name', names: ['one'] } },
      { to: { kind: 'name', names: ['one', 'two'] } },
    ]);
  });

  test('a phase named like the one environment it deploys to, with a task beside', () => {
    const policy = policyOf(
      sourceOf(
        withProcess(`      - name: one
        gates: { checks: [{ name: lint, app: github-actions }] }
        activities:
          - { task: notes, workflow: image.yml, inputs: { deep: [{ x: "\${{ deploys.one.outputs.url }}" }, null, 1.5] } }
          - { deploy: { to: one, up: deploy.yml } }
`),
      ),
    );
    expect(policy.processes['p']?.phases[0]).toMatchObject({
      name: 'one',
      gates: { checks: [{ name: 'lint', app: 'github-actions' }] },
      activities: [{ kind: 'task', inputs: { deep: [{}, null, 1.5] } }, { kind: 'deploy' }],
    });
  });

  test('several apps over processes of their own', () => {
    const policy = policyOf(
      sourceOf(`signalbox: 1
apps:
  web: { process: p, paths: web/**, activate: manual }
  api: { process: q, release-on: { tag: api-* } }
environments: { one: }
processes:
  p: { phases: [{ name: one, deploy: { to: one, up: deploy.yml } }] }
  q: { phases: [{ name: work, task: work, workflow: image.yml }] }
`),
    );
    expect(policy.apps).toMatchObject({
      web: { paths: ['web/**'], releaseOn: { push: ['main'], tag: [] }, activate: 'manual' },
      api: { paths: [], releaseOn: { push: [], tag: ['api-*'] }, activate: 'auto' },
    });
  });

  test('roles of the repository, and of one environment over them', () => {
    const policy = policyOf(
      sourceOf(`signalbox: 1
roles: { operator: "@acme/devs", release-manager: [] }
environments:
  one: { roles: { operator: "@acme/ops" } }
  two:
`),
    );
    const team = (name: string) => [{ kind: 'team', team: name }];
    expect(policy.roles).toEqual({ ...DEFAULT_GRANTS, operator: team('acme/devs'), 'release-manager': [] });
    expect(policy.environments['one']?.roles).toEqual({ ...policy.roles, operator: team('acme/ops') });
    expect(policy.environments['two']).not.toHaveProperty('roles');
  });

  test('anchors and aliases', () => {
    const policy = policyOf(
      sourceOf('signalbox: 1\nenvironments:\n  one: &all { deadline: 5m }\n  two: *all\n'),
    );
    expect(policy.environments['two']?.deadline).toBe(300);
  });
});

describe('no text makes it throw or hang, and what is wrong has a place in its file', () => {
  const valid = fc.constantFrom(LONG_CONFIG, WORKFLOW, 'signalbox: 1\nenvironments: { a: , b: }\n');
  const mutated = fc
    .tuple(
      valid,
      fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.constantFrom(...CONFIG_WORDS, '')), { maxLength: 6 }),
    )
    .map(([text, edits]) =>
      edits.reduce<string>((before, [at, length, put]) => {
        const from = at % (before.length + 1);
        return before.slice(0, from) + put + before.slice(from + length);
      }, text),
    );
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...CONFIG_WORDS), { maxLength: 40 }).map((all) => all.join('')),
    mutated,
  );

  test('as config and as workflow', () => {
    fc.assert(
      fc.property(fc.option(text), text, (config, workflow) => {
        const source = sourceOf(config, {
          'deploy.yml': workflow,
          'image.yml': WORKFLOW,
          'undeploy.yml': WORKFLOW,
        });
        const answer = readPolicy(source);
        if (answer.status !== 'invalid') return;
        expect(answer.errors.length).toBeGreaterThan(0);
        for (const { file, line, column, message } of answer.errors) {
          const lines = (file.endsWith('signalbox.yml') ? (config ?? '') : workflow).split('\n');
          expect(message).not.toBe('');
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a valid config stays what it is through any change of white space that YAML does not mean', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('\n', '# note\n', '   # note\n')), (lines) => {
        const spread = LONG_CONFIG.replaceAll('\n', `\n${lines.join('')}`);
        expect(policyOf(sourceOf(spread))).toEqual(policyOf(sourceOf(LONG_CONFIG)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('hostile configs end soon', () => {
  const many = (count: number, make: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => make(n)).join('');
  const head = 'signalbox: 1\nenvironments: { e: { attributes: { t: x } } }\nprocesses:\n  p:\n    phases:\n';

  test.each<[what: string, config: string]>([
    ['many environments', `signalbox: 1\nenvironments:\n${many(6000, (n) => `  e${n}: {}\n`)}`],
    ['many unknown keys', `signalbox: 1\n${many(15_000, (n) => `key${n}: 1\n`)}`],
    ['many processes', `signalbox: 1\nprocesses:\n${many(5000, (n) => `  p${n}: 1\n`)}`],
    [
      'many names to deploy to',
      `${head}      - { name: x, deploy: { up: deploy.yml, to: [${many(9000, (n) => `e${n}, `)}] } }\n`,
    ],
    [
      'many phases',
      `${head}${many(3000, (n) => `      - { name: p${n}, task: t${n}, workflow: image.yml }\n`)}`,
    ],
    [
      'many activities',
      `${head}      - name: x\n        activities:\n${many(900, (n) => `          - { deploy: { name: n${n}, to: e, up: deploy.yml } }\n`)}`,
    ],
    [
      'many wrong references',
      `${head}      - { name: x, task: t, workflow: image.yml, inputs: { i: "${many(5000, (n) => `\${{ tasks.x${n} }}`)}" } }\n`,
    ],
  ])('%s', (_, config) => {
    const before = cpuMilliseconds();
    const answer = readPolicy(sourceOf(config));
    expect(answer.status).toBe('invalid');
    expect(cpuMilliseconds() - before).toBeLessThan(5000);
  });

  test.each<[what: string, workflow: string]>([
    ['a run name of openings', `run-name: "${'${{ '.repeat(40_000)}"\n`],
    ['a run name of calls', `run-name: "\${{ ${'fromJSON('.repeat(20_000)} }}"\n`],
    ['a step of slashes', `jobs: { a: { steps: [{ uses: "${'/signalbox/'.repeat(15_000)}" }] } }\n`],
  ])('%s', (_, workflow) => {
    const before = cpuMilliseconds();
    const answer = readPolicy(sourceOf('signalbox: 1\n', { 'deploy.yml': workflow }));
    expect(answer.status).toBe('invalid');
    expect(cpuMilliseconds() - before).toBeLessThan(3000);
  });
});

describe('what is remembered of a policy', () => {
  test.each([
    ['a file with rules', 'signalbox: 1\nenvironments: { production: {} }', 'file'],
    ['a file without', '# nothing\nsignalbox: 1\n', 'bare'],
    ['no file', null, 'nowhere'],
  ] as const)('%s', (_, config, written) => {
    expect(policyOf(sourceOf(config))).toMatchObject({ written, namesApps: false });
  });

  test('a digest that changes with what the config says, and with nothing else', () => {
    const digest = (config: string, sha = SHA): string => policyOf({ ...sourceOf(config), sha }).digest;
    expect(digest('signalbox: 1')).toBe(digest('# the same\nsignalbox: 1', 'f'.repeat(40)));
    expect(digest('signalbox: 1')).not.toBe(digest('signalbox: 1\ncommands: { short: false }'));
  });
});
