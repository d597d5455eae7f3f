import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Actions } from './actions.ts';
import { createActions } from './create-actions.ts';
import { createSmallHost, REPOSITORY, type SmallHost } from '../../../test/support/small-host.ts';

let host: SmallHost;
let actions: Actions;

beforeEach(() => {
  host = createSmallHost();
  actions = createActions({ host, graceMilliseconds: 100 });
});

afterEach(async () => {
  await actions.close();
  host.remove();
});

/** An action that tells what it is called with, saves a state and reads it in its `post`. */
const TELLER = {
  'action.yml': `
name: teller
description: tells
inputs:
  word: { description: d, default: "\${{ github.event_name }}" }
  dry run: { description: d, default: "no" }
runs: { using: node24, pre: pre.js, main: main.js, post: post.js, post-if: "always()" }
`,
  'pre.js': 'console.log("pre", process.env.INPUT_WORD);',
  'main.js': `
const { appendFileSync } = require('node:fs');
console.log("main", process.env.INPUT_WORD, process.env['INPUT_DRY_RUN']);
appendFileSync(process.env.GITHUB_STATE, "seen=" + process.env.INPUT_WORD + "\\n");
appendFileSync(process.env.GITHUB_OUTPUT, "said=" + process.env.INPUT_WORD + "!\\n");
`,
  'post.js': 'console.log("post", process.env.STATE_seen, process.env.INPUT_WORD, process.env.EXTRA);',
};

const WORKFLOW = '.github/workflows/it.yml';

async function run(
  steps: string,
  files: Readonly<Record<string, string>> = {},
): Promise<{ conclusion: string; log: string; steps: readonly string[] }> {
  host.commit({
    ...files,
    [WORKFLOW]: `on: workflow_dispatch\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`,
  });
  const order = { repository: REPOSITORY, workflow: 'it.yml', ref: 'main', inputs: {}, actor: 'ann' };
  const answer = await actions.dispatch(order);
  if (answer.kind === 'refused') throw new Error(answer.message);
  const conclusion = await actions.control.finished(answer.run);
  const job = actions.listJobs(REPOSITORY, answer.run)?.[0] ?? {};
  const listed = job['steps'];
  return {
    conclusion,
    log: (actions.jobLog(REPOSITORY, Number(job['id'])) ?? '').replaceAll(/^\S+Z /gm, ''),
    steps: Array.isArray(listed) ? listed.map((step) => `${step.name}: ${step.conclusion}`) : [],
  };
}

test('an action from elsewhere: pre first, main with inputs, post at the end although the job failed', async () => {
  host.addAction('octo/teller', TELLER);
  const { conclusion, log, steps } = await run(`
      - run: echo "EXTRA=added" >> "$GITHUB_ENV"
      - { id: tell, uses: octo/teller@v1, with: { word: "hi" } }
      - run: echo "said \${{ steps.tell.outputs.said }}" && exit 1
`);
  expect(conclusion).toBe('failure');
  const told = log.split('\n').filter((line) => /^(?:pre|main|post|said) /.test(line));
  expect(told).toEqual(['pre hi', 'main hi no', 'said hi!', 'post hi hi added']);
  expect(steps).toEqual([
    'Set up job: success',
    'Pre Run octo/teller@v1: success',
    'Run echo "EXTRA=added" >> "$GITHUB_ENV": success',
    'Run octo/teller@v1: success',
    'Run echo "said ${{ steps.tell.outputs.said }}" && exit 1: failure'.replace(/\$\{\{.*\}\}/, ''),
    'Post Run octo/teller@v1: success',
    'Complete job: success',
  ]);
});

test('posts run in reverse order; a local action needs a checkout first', async () => {
  const files = Object.fromEntries(Object.entries(TELLER).map(([name, text]) => [`tell/${name}`, text]));
  const { conclusion, log } = await run(
    `
      - { uses: ./tell, if: false }
      - uses: actions/checkout@v6
      - { uses: ./tell, with: { word: one } }
      - { uses: ./tell, with: { word: two, other: x } }
`,
    files,
  );
  expect(conclusion).toBe('success');
  expect(log.split('\n').filter((line) => /^post /.test(line))).toEqual([
    'post two two undefined',
    'post one one undefined',
  ]);
  expect(log).toContain("##[warning]Unexpected input(s) 'other', valid inputs are ['word', 'dry run']");

  const missing = await run('      - uses: ./tell\n', { 'README.md': 'x' });
  expect(missing.conclusion).toBe('failure');
  expect(missing.log).toContain("Can't find 'action.yml'");
});

test('a composite action has steps, inputs and outputs of its own', async () => {
  host.addAction('octo/both', {
    'action.yml': `
name: both
description: d
inputs: { who: { description: d, required: true } }
outputs: { text: { description: d, value: "\${{ steps.say.outputs.text }}" } }
runs:
  using: composite
  steps:
    - { id: say, shell: bash, run: 'echo "text=hello \${{ inputs.who }}" >> "$GITHUB_OUTPUT"' }
    - { shell: bash, run: 'test -f "$GITHUB_ACTION_PATH/action.yml" && exit 4' }
    - { shell: bash, run: 'echo never' }
    - { shell: bash, if: failure(), run: 'echo inner failure' }
`,
  });
  const { conclusion, log } = await run(`
      - { id: both, uses: octo/both@v1, with: { who: you }, continue-on-error: true }
      - run: echo "got \${{ steps.both.outputs.text }} \${{ steps.both.outcome }}"
`);
  expect(conclusion).toBe('success');
  expect(log).toContain('got hello you failure');
  expect(log).toContain('inner failure');
  expect(log).not.toMatch(/^never$/m);
});

test('the post of an action within a composite one sees what its main saw', async () => {
  host.addAction('octo/teller', TELLER);
  host.addAction('octo/outer', {
    'action.yml': `
name: outer
description: d
inputs: { who: { description: d } }
runs:
  using: composite
  steps:
    - { uses: octo/teller@v1, with: { word: "\${{ inputs.who }}-\${{ job.status }}" } }
`,
  });
  const { log } = await run('      - { uses: octo/outer@v1, with: { who: ann } }\n      - run: exit 1\n');
  expect(log).toContain('main ann-success no');
  expect(log).toContain('post ann-success ann-failure undefined');
});

test('an action that nobody has fails the job at its set-up', async () => {
  const { conclusion, log, steps } = await run('      - run: echo never\n      - uses: octo/nothing@v1\n');
  expect(conclusion).toBe('failure');
  expect(log).toContain('Unable to resolve action `octo/nothing@v1`, repository not found');
  expect(steps).toEqual(['Set up job: failure', 'Complete job: success']);
});

test('checkout takes the branch of the run, a commit, or another ref; origin is the server', async () => {
  const first = host.commit({ 'a.txt': 'first' });
  host.commit({ 'a.txt': 'side' }, 'side', 'side');
  host.git('checkout', '-q', 'main');
  const { conclusion, log } = await run(
    `
      - { id: plain, uses: actions/checkout@v6 }
      - run: |
          echo "on $(git branch --show-current): $(cat a.txt), $(git rev-list --count HEAD) commit"
          echo "commit \${{ steps.plain.outputs.commit == github.sha }}"
          git config remote.origin.url
          git config --get-all http.http://github.test/.extraheader | cut -c1-20
      - { uses: actions/checkout@v6, with: { ref: ${first}, fetch-depth: 0 } }
      - run: echo "on '$(git branch --show-current)' $(git rev-parse HEAD) $(cat a.txt)"
      - { uses: actions/checkout@v6, with: { ref: side, path: sub, persist-credentials: false } }
      - run: echo "sub $(cat sub/a.txt) $(git -C sub branch --show-current) $(git -C sub config --get-all http.http://github.test/.extraheader | wc -l | tr -d ' ')"
      - { uses: actions/checkout@v6, with: { ref: nowhere }, continue-on-error: true }
`,
    { 'a.txt': 'second' },
  );
  expect(conclusion).toBe('success');
  expect(log).toContain(
    'on main: second, 1 commit\ncommit true\nhttp://github.test/octo/hello\nAUTHORIZATION: basic\n',
  );
  expect(log).toContain(`on '' ${first} first`);
  expect(log).toContain('sub side side 0');
  expect(log).toContain("A branch or tag with the name 'nowhere' could not be found");
});

test('a job with checkout and two steps is quick', async () => {
  host.addAction('octo/teller', TELLER);
  const timed = async (steps: string): Promise<number> => {
    const started = performance.now();
    expect((await run(steps)).conclusion).toBe('success');
    return performance.now() - started;
  };
  await timed('      - run: "true"\n');
  // A busy machine is slow with both.
  const least = await timed('      - run: "true"\n');
  const whole = await timed(
    '      - uses: actions/checkout@v6\n      - uses: octo/teller@v1\n      - run: ls\n',
  );
  expect(whole).toBeLessThan(4_000 + 20 * least);
});
