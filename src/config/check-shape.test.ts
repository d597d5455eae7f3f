import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../test/support/config-source.ts';

const environment = (text: string): string => `signalbox: 1\nenvironments:\n  prod: ${text}\n`;
const NOT_BUILT = 'is part of the grammar, but this version does not build it; take it out';
const DURATION = 'must be a duration between 1m and 35d, like 30m, 2h, 1d or 1h30m';

describe('the outermost map', () => {
  test.each<[config: string, expected: string[]]>([
    ['', ['1:1 the file is empty; it must at least say "signalbox: 1"']],
    ['# nothing\n', ['1:1 the file is empty; it must at least say "signalbox: 1"']],
    ['- signalbox', ['1:1 the file: must be a map, not a list']],
    ['environments: { a: }', ['1:1 signalbox: is missing; write "signalbox: 1"']],
    [
      'signalbox: 2\nfrobnicate: 1',
      ['1:12 signalbox: is not known to this version of Signalbox; write "signalbox: 1"'],
    ],
    ['signalbox: 1\nenvironments: {}', ['2:1 environments: must name at least one environment']],
    ['signalbox: 1\nenvironments: []', ['2:15 environments: must be a map, not a list']],
    ['signalbox: 1\nprocesses: {}', ['2:1 processes: must name at least one process']],
    ['signalbox: 1\napps:\n', ['2:1 apps: must name at least one app']],
    ['signalbox: 1\nperformer: bot', ['2:12 performer: must be one of app, action']],
    [
      'signalbox: 1\nperformer: acton',
      ['2:12 performer: must be one of app, action; did you mean "action"?'],
    ],
    ['signalbox: 1\ncommands: { short: "no" }', ['2:20 commands.short: must be true or false, not text']],
  ])('%j', (config, expected) => {
    expect(problemsOf(config)).toEqual(expected);
  });
});

describe('unknown keys', () => {
  test.each<[config: string, expected: string[]]>([
    ['signalbox: 1\nenvironmets: {}', ['2:1 environmets: unknown key; did you mean "environments"?']],
    ['signalbox: 1\nversion: 3', ['2:1 version: unknown key; write "signalbox: 1"']],
    [
      'signalbox: 1\nfrobnicate: 1',
      [
        '2:1 frobnicate: unknown key; known here: signalbox, apps, environments, processes, roles, performer, commands, defaults',
      ],
    ],
    [
      environment('{ concurency: wait }'),
      ['3:11 environments.prod.concurency: unknown key; did you mean "concurrency"?'],
    ],
    [
      environment('{ checks: [a] }'),
      ['3:11 environments.prod.checks: unknown key; write "gates: { checks: [...] }"'],
    ],
    [
      environment('{ gates: { check: a } }'),
      ['3:20 environments.prod.gates.check: unknown key; did you mean "checks"?'],
    ],
    [
      'signalbox: 1\napps: { a: { releaseOn: { push: x } } }',
      ['2:14 apps.a.releaseOn: unknown key; did you mean "release-on"?'],
    ],
  ])('%j', (config, expected) => {
    expect(problemsOf(config)).toEqual(expected);
  });
});

describe('what is known but not built is refused by name', () => {
  test.each<[config: string, expected: string[]]>([
    ['signalbox: 1\nfreezes: []', [`2:1 not-supported-yet: freezes ${NOT_BUILT}`]],
    [
      environment('{ gates: { approvals: { count: 1, from: ["@acme/ops"] }, soak: 30m } }'),
      [
        `3:20 not-supported-yet: environments.prod.gates.approvals ${NOT_BUILT}`,
        `3:66 not-supported-yet: environments.prod.gates.soak ${NOT_BUILT}`,
      ],
    ],
    [
      'signalbox: 1\napps: { a: { activate: scheduled } }',
      [`2:24 not-supported-yet: apps.a.activate: scheduled ${NOT_BUILT}`],
    ],
    [
      'signalbox: 1\nprocesses: { p: { phases: [{ name: x, needs: [y], activities: [{ approval: z }] }] } }',
      [
        `2:39 not-supported-yet: processes.p.phases[0].needs ${NOT_BUILT}`,
        '2:64 processes.p.phases[0].activities[0]: needs "task: <name>" or "deploy: { to: …, up: … }"',
        `2:66 not-supported-yet: processes.p.phases[0].activities[0].approval ${NOT_BUILT}`,
      ],
    ],
    [
      environment('{ url: "https://${{ environment.name }}.example.com" }'),
      ['3:16 not-supported-yet: expressions in environments.prod.url; write the address'],
    ],
  ])('%j', (config, expected) => {
    expect(problemsOf(config)).toEqual(expected);
  });
});

describe('values', () => {
  test.each<[config: string, expected: string[]]>([
    [
      environment('{ concurrency: wiat }'),
      ['3:24 environments.prod.concurrency: must be one of wait, refuse, cancel; did you mean "wait"?'],
    ],
    [environment('{ deadline: 30 }'), [`3:21 environments.prod.deadline: ${DURATION}`]],
    [environment('{ deadline: 90d }'), [`3:21 environments.prod.deadline: ${DURATION}`]],
    [environment('{ deadline: 30s }'), [`3:21 environments.prod.deadline: ${DURATION}`]],
    [
      environment('{ attributes: { a: [] } }'),
      ['3:28 environments.prod.attributes.a: must be text or a number or true or false'],
    ],
    [
      environment('{ gates: { checks: 3 } }'),
      ['3:28 environments.prod.gates.checks: must be text or a map or a list'],
    ],
    [
      environment('{ gates: { checks: [a, 3] } }'),
      ['3:32 environments.prod.gates.checks[1]: must be text or a map'],
    ],
    [
      environment('{ gates: { checks: [{ nam: a }] } }'),
      [
        '3:29 environments.prod.gates.checks[0].name: is missing',
        '3:31 environments.prod.gates.checks[0].nam: unknown key; did you mean "name"?',
      ],
    ],
    [environment('3'), ['3:9 environments.prod: must be a map, not a number']],
  ])('%j', (config, expected) => {
    expect(problemsOf(config)).toEqual(expected);
  });
});

test('all mistakes of all sections come at once, in file order', () => {
  const config = `signalbox: 1
apps:
  web: { activate: later, paths: 3 }
  api: { proces: p }
environments:
  a: { deadline: x, gates: { soak: 1h, checks: [signalbox/a] } }
  b: { url: 3 }
processes:
  p:
    phases:
      - { name: x, task: x }
      - { name: y, deploy: { to: c, up: deploy.yml } }
roles: { operators: write }
performer: x
`;
  expect(problemsOf(config).map((problem) => problem.split(' ')[0])).toEqual([
    '3:20',
    '3:34',
    '4:10',
    '6:18',
    '6:30',
    '7:13',
    '11:26',
    '12:34',
    '13:10',
    '14:12',
  ]);
});
