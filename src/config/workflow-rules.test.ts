import { describe, expect, test } from 'vitest';
import { problemsOf, WORKFLOW } from '../../test/support/config-source.ts';

const CONFIG = 'signalbox: 1\nenvironments: { production: }\n';
const deploy = (text: string, more: Record<string, string> = {}): string[] =>
  problemsOf(CONFIG, { 'deploy.yml': text, ...more });

const INPUT =
  'the workflow does not take the input "signalbox"; add: on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }';
const RUN_NAME =
  'without our title in its run name a run cannot be found again; write: run-name: ${{ fromJSON(inputs.signalbox).title }}';
const STEP = 'no job has the step that claims the attempt; add: - uses: OWNER/signalbox@v1';

describe('what a workflow must have', () => {
  test.each<[what: string, text: string, expected: string[]]>([
    ['all is well', WORKFLOW, ['ok']],
    ['an input without a type', WORKFLOW.replace('type: string, ', ''), ['ok']],
    ['a longer run name', WORKFLOW.replace('run-name: ', 'run-name: Deploy '), ['ok']],
    ['a run name by index', WORKFLOW.replace('.title', "['title']"), ['ok']],
    ['a run name through the event', WORKFLOW.replace('(inputs', '(github.event.inputs'), ['ok']],
    ['a local action', WORKFLOW.replace('acme/signalbox@v1', './signalbox'), ['ok']],
    ['our action by its commit', WORKFLOW.replace('@v1', '@0123456789abcdef # v1'), ['ok']],
    [
      'no trigger',
      WORKFLOW.replace(/^on:.*$/m, 'permissions: {}').replace(/^permissions: \{ c.*$/m, ''),
      [`deploy.yml:1:1 ${INPUT}`],
    ],
    ['another trigger', WORKFLOW.replace(/^on:.*$/m, 'on: push'), [`deploy.yml:2:1 ${INPUT}`]],
    [
      'a trigger without inputs',
      WORKFLOW.replace(/^on:.*$/m, 'on:\n  workflow_dispatch:'),
      [`deploy.yml:3:3 ${INPUT}`],
    ],
    [
      'an input of another type',
      WORKFLOW.replace('type: string', 'type: choice'),
      ['deploy.yml:2:57 the input "signalbox" must be of type string: it holds JSON'],
    ],
    [
      'an input that we would not send',
      WORKFLOW.replace('inputs: {', 'inputs: { who: { required: true },'),
      [
        'deploy.yml:2:38 Signalbox sends only the input "signalbox", so "who" must have a default or not be required',
      ],
    ],
    [
      'an input that need not be sent',
      WORKFLOW.replace('inputs: {', 'inputs: { who: { required: true, default: x },'),
      ['ok'],
    ],
    ['no run name', WORKFLOW.replace('run-name:', 'name:'), [`deploy.yml:1:1 ${RUN_NAME}`]],
    [
      'a run name without our title',
      WORKFLOW.replace(/^run-name:.*$/m, 'run-name: Deploy'),
      [`deploy.yml:1:1 ${RUN_NAME}`],
    ],
    ['no step of ours', WORKFLOW.replace('acme/signalbox@v1', 'acme/signal@v1'), [`deploy.yml:4:1 ${STEP}`]],
    ['no jobs', WORKFLOW.replace(/^jobs:[^]*$/m, ''), [`deploy.yml:1:1 ${STEP}`]],
    ['nothing', '', ['deploy.yml:1:1 this is not a workflow']],
    [
      'no YAML',
      'a: {',
      ['deploy.yml:1:5 Flow map in block collection must be sufficiently indented and end with a }'],
    ],
  ])('%s', (_, text, expected) => {
    expect(deploy(text)).toEqual(expected);
  });

  test('everything at once', () => {
    expect(deploy('on:\n  push:\njobs:\n  a:\n    steps: []\n')).toEqual([
      `deploy.yml:1:1 ${INPUT}`,
      `deploy.yml:1:1 ${RUN_NAME}`,
      `deploy.yml:3:1 ${STEP}`,
    ]);
  });
});

describe('the step may be in a workflow that is called', () => {
  const calling = (file: string): string => WORKFLOW.replace(/^ {4}runs-on[^]*$/m, `    uses: ${file}\n`);

  test.each<[called: string, expected: string[]]>([
    ['./.github/workflows/shared.yml', ['ok']],
    ['acme/workflows/.github/workflows/deploy.yml@v1', ['ok']],
    ['./.github/workflows/without.yml', [`deploy.yml:4:1 ${STEP}`]],
    ['./.github/workflows/nowhere.yml', [`deploy.yml:4:1 ${STEP}`]],
    ['./.github/workflows/deploy.yml', [`deploy.yml:4:1 ${STEP}`]],
  ])('%s', (called, expected) => {
    const more = { 'shared.yml': WORKFLOW, 'without.yml': 'on: workflow_call\njobs: { a: { steps: [] } }\n' };
    expect(deploy(calling(called), more)).toEqual(expected);
  });
});

describe('a workflow that is not there', () => {
  test.each<[config: string, expected: string[]]>([
    [
      CONFIG,
      [
        '2:1 environments: there is no workflow .github/workflows/deploy.yml on the default branch; it deploys each environment where no processes are written',
      ],
    ],
    [
      'signalbox: 1\nprocesses: { p: { phases: [{ name: x, task: x, workflow: imge.yml }] } }\n',
      [
        '2:58 processes.p.phases[0].workflow: there is no workflow .github/workflows/imge.yml on the default branch; did you mean "image.yml"?',
      ],
    ],
    [
      'signalbox: 1\nenvironments: { e: }\nprocesses: { p: { phases: [{ name: x, deploy: { to: e, up: image.yml, down: gone.yml } }] } }\n',
      [
        '3:77 processes.p.phases[0].deploy.down: there is no workflow .github/workflows/gone.yml on the default branch',
      ],
    ],
  ])('%j', (config, expected) => {
    expect(problemsOf(config, { 'image.yml': WORKFLOW })).toEqual(expected);
  });

  test('names that every object knows are not files', () => {
    const config =
      'signalbox: 1\nprocesses: { p: { phases: [{ name: x, task: x, workflow: toString.yml }] } }\n';
    expect(problemsOf(config, {})).toHaveLength(1);
  });
});
