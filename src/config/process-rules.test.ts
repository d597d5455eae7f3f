import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../test/support/config-source.ts';

function problemsOfPhases(...phases: string[]): string[] {
  const lines = phases.map((phase) => `      - { ${phase} }\n`).join('');
  const head =
    'signalbox: 1\nenvironments: { a: { attributes: { t: x } }, b: { attributes: { t: x } }, c: }\n';
  return problemsOf(`${head}processes:\n  p:\n    phases:\n${lines}`);
}

const to = (target: string, more = ''): string => `deploy: { ${more}to: ${target}, up: deploy.yml }`;
const OWN_PHASE = 'so this phase must deploy to just that one or be named differently';

describe('phases', () => {
  test.each<[phases: string[], expected: string[]]>([
    [[`name: a, ${to('a')}`, `name: b, ${to('b')}`], ['ok']],
    [[`name: x, ${to('{ t: x }')}`], ['ok']],
    [
      [`name: a, ${to('{ t: x }')}`],
      [`6:17 processes.p.phases[0].name: an environment is named "a", ${OWN_PHASE}`],
    ],
    [[`name: A, ${to('b')}`], [`6:17 processes.p.phases[0].name: an environment is named "a", ${OWN_PHASE}`]],
    [
      ['name: a, task: t, workflow: image.yml'],
      [`6:17 processes.p.phases[0].name: an environment is named "a", ${OWN_PHASE}`],
    ],
    [
      [`name: x, ${to('a')}`, `name: X, ${to('b')}`],
      ['7:17 processes.p.phases[1].name: a phase "X" stands above already'],
    ],
    [['name: x'], ['6:9 processes.p.phases[0]: needs "task: <name>" or "deploy: { to: …, up: … }"']],
    [[`name: x, activities: []`], ['6:32 processes.p.phases[0].activities: must not be empty']],
    [
      [`name: x, task: t, workflow: image.yml, activities: [{ ${to('a')} }]`],
      ['6:20 processes.p.phases[0].task: stands beside "activities"; put it into that list'],
    ],
    [
      [`name: x, task: t, workflow: image.yml, ${to('a')}`],
      ['6:50 processes.p.phases[0].deploy: is a second activity beside the task; put both into "activities"'],
    ],
    [['name: x, task: t'], ['6:26 processes.p.phases[0].task: a task needs "workflow: <file>" beside it']],
    [
      [`name: x, ${to('a')}, workflow: image.yml, deadline: 1h, inputs: { y: 1 }`],
      [
        '6:55 processes.p.phases[0].workflow: a deploy names its workflow inside, as "up"',
        '6:76 processes.p.phases[0].deadline: the deadline of a deploy stands at its environment',
        '6:90 processes.p.phases[0].inputs: the inputs of a deploy stand inside "deploy"',
      ],
    ],
  ])('%j', (phases, expected) => {
    expect(problemsOfPhases(...phases)).toEqual(expected);
  });
});

describe('where a deploy goes', () => {
  test.each<[target: string, expected: string[]]>([
    ['a', ['ok']],
    ['[a, c]', ['ok']],
    ['{ t: x }', ['ok']],
    ['d', ['6:34 processes.p.phases[0].deploy.to: there is no environment "d"; did you mean "a"?']],
    ['production', ['6:34 processes.p.phases[0].deploy.to: there is no environment "production"']],
    ['[a, xyz]', ['6:38 processes.p.phases[0].deploy.to[1]: there is no environment "xyz"']],
    ['[a, b, a]', ['6:41 processes.p.phases[0].deploy.to[2]: names "a" twice']],
    ['{ t: y }', ['6:34 processes.p.phases[0].deploy.to: no environment has these attributes']],
    [
      '{}',
      [
        '6:34 processes.p.phases[0].deploy.to: needs at least one attribute; name environments in a list to mean particular ones',
      ],
    ],
    ['[]', ['6:34 processes.p.phases[0].deploy.to: must not be empty']],
    ['3', ['6:34 processes.p.phases[0].deploy.to: must be text or a list or a map']],
  ])('%s', (target, expected) => {
    expect(problemsOfPhases(`name: x, ${to(target)}`)).toEqual(expected);
  });
});

describe('names of activities are unique in a process', () => {
  test.each<[phases: string[], expected: string[]]>([
    [[`name: x, ${to('a')}`, `name: y, ${to('a', 'name: again, ')}`], ['ok']],
    [
      [`name: x, ${to('a')}`, `name: y, ${to('{ t: x }')}`],
      [
        '7:28 processes.p.phases[1].deploy: there is already an activity "a": give this deploy a name of its own',
      ],
    ],
    [
      [`name: x, ${to('a')}`, 'name: y, task: A, workflow: image.yml'],
      [
        '7:26 processes.p.phases[1].task: there is already an activity "A": names of tasks and deploys are unique in a process',
      ],
    ],
    [
      [`name: x, ${to('a', 'name: n, ')}`, 'name: y, task: n-a, workflow: image.yml'],
      [
        '7:26 processes.p.phases[1].task: there is already an activity "n-a": names of tasks and deploys are unique in a process',
      ],
    ],
  ])('%j', (phases, expected) => {
    expect(problemsOfPhases(...phases)).toEqual(expected);
  });
});

test('an environment that cannot be read is not reported again where it is used', () => {
  const config = `signalbox: 1
environments: { a: { deadline: x, attributes: { t: y } }, b: }
processes:
  p:
    phases:
      - { name: a, deploy: { to: a, up: deploy.yml } }
      - { name: y, deploy: { to: { t: y }, up: deploy.yml, inputs: { u: "\${{ deploys.a.outputs.url }}" } } }
`;
  expect(problemsOf(config).map((problem) => problem.split(' ')[0])).toEqual(['2:32']);
});

test('an environment named like the phase that build.yml makes', () => {
  const workflow = `run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: } } }
jobs: { a: { steps: [{ uses: ./ }] } }
`;
  expect(
    problemsOf('signalbox: 1\nenvironments: { Build: }\n', { 'deploy.yml': workflow, 'build.yml': workflow }),
  ).toEqual([
    '2:17 environments.Build: build.yml makes a phase of this name; name the environment differently or write processes',
  ]);
});
