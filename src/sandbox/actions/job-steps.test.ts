import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actions } from './actions.ts';
import { createActions } from './create-actions.ts';
import type { JsonObject } from './host.ts';
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

async function run(
  jobs: string,
  inputs: JsonObject = {},
): Promise<{ id: number; conclusion: string; log: string }> {
  host.commit({ '.github/workflows/it.yml': jobs });
  const answer = await actions.dispatch({
    repository: REPOSITORY,
    workflow: 'it.yml',
    ref: 'main',
    inputs,
    actor: 'ann',
  });
  if (answer.kind === 'refused') throw new Error(answer.message);
  const conclusion = await actions.control.finished(answer.run);
  return { id: answer.run, conclusion, log: logOf(answer.run) };
}

function jobsOf(id: number): readonly JsonObject[] {
  return actions.listJobs(REPOSITORY, id) ?? [];
}

function logOf(id: number): string {
  const logs = jobsOf(id).map((job) => actions.jobLog(REPOSITORY, Number(job['id'])) ?? '');
  return logs.join('').replaceAll(/^\S+Z /gm, '');
}

function conclusions(id: number): readonly string[] {
  return jobsOf(id).map((job) => [job['name'], job['conclusion']].map(String).join(': '));
}

describe('jobs', () => {
  test('hand outputs to the jobs that need them', async () => {
    const { id, conclusion, log } = await run(
      `
on: { workflow_dispatch: { inputs: { who: { type: string }, loud: { type: boolean, default: true } } } }
run-name: hello \${{ inputs.who }}
env: { PLACE: "\${{ vars.REGION }}" }
jobs:
  build:
    runs-on: ubuntu-latest
    outputs: { tag: "\${{ steps.tag.outputs.tag }}", secret: "x\${{ secrets.DEPLOY_KEY }}" }
    steps:
      - id: tag
        run: echo "tag=t-$GITHUB_RUN_NUMBER" >> "$GITHUB_OUTPUT"
  deploy:
    needs: build
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ needs.build.outputs.tag }} '\${{ needs.build.outputs.secret }}' \${{ needs.build.result }} $PLACE \${{ inputs.loud && 'loud' }}"
`,
      { who: 'world' },
    );
    expect(conclusion).toBe('success');
    expect(log).toContain("got t-1 '' success eu loud");
    expect(actions.getRun(REPOSITORY, id)).toMatchObject({
      display_title: 'hello world',
      event: 'workflow_dispatch',
      head_branch: 'main',
      path: '.github/workflows/it.yml',
      run_attempt: 1,
      status: 'completed',
    });
    expect(id).toBeGreaterThan(2 ** 31);
    const seen = host.record.events.filter(({ name }) => name === 'workflow_run');
    expect(seen.map(({ payload }) => payload['action'])).toEqual(['requested', 'in_progress', 'completed']);
    const checks = host.record.checks.map(({ name, status, conclusion: end }) => `${name} ${status} ${end}`);
    expect(checks.at(-1)).toBe('deploy completed success');
  });

  test('know the workflow that they are written in', async () => {
    const { log } = await run(`
on: { workflow_dispatch: }
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
      - run: echo "in \${{ job.workflow_ref }} of \${{ job.workflow_repository }}, \${{ job.workflow_file_path }}"
`);
    const file = '.github/workflows/it.yml';
    expect(log).toContain(`in ${REPOSITORY}/${file}@refs/heads/main of ${REPOSITORY}, ${file}`);
  });

  test('run or are skipped as success(), failure() and always() say', async () => {
    const { id, conclusion } = await run(`
on: workflow_dispatch
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: exit 3 }] }
  b: { needs: a, runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  c: { needs: b, if: failure(), runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  d: { needs: [a, b], if: always(), runs-on: ubuntu-latest, steps: [{ run: "true" }] }
`);
    expect(conclusion).toBe('failure');
    expect([...conclusions(id)].sort()).toEqual(['a: failure', 'b: skipped', 'c: success', 'd: success']);
  });

  test('multiply with a matrix and tolerate failures with continue-on-error', async () => {
    const { id, conclusion } = await run(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    continue-on-error: true
    strategy: { fail-fast: false, matrix: { os: [x, y], n: [1, 2], exclude: [{ os: y, n: 1 }] } }
    steps: [{ run: 'test "\${{ matrix.os }}\${{ matrix.n }}" != x1' }]
`);
    expect(conclusion).toBe('success');
    expect(conclusions(id)).toEqual(['a (x, 1): failure', 'a (x, 2): success', 'a (y, 2): success']);
  });

  test('get a token with the permissions that are written, the job before the workflow', async () => {
    await run(`
on: workflow_dispatch
permissions: { contents: write, pull-requests: read }
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  b: { needs: a, runs-on: ubuntu-latest, permissions: {}, steps: [{ run: "true" }] }
`);
    expect(host.record.tokens.map(({ permissions }) => permissions)).toEqual([
      { contents: 'write', pull_requests: 'read', metadata: 'read' },
      { metadata: 'read' },
    ]);
    expect(host.record.revoked).toHaveLength(2);
  });
});

describe('steps', () => {
  test('pass on environment, path and outputs, several lines too', async () => {
    const { conclusion, log } = await run(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    env: { A: job }
    steps:
      - id: one
        run: |
          echo "A=file" >> "$GITHUB_ENV"
          printf 'TEXT<<EOF\\none\\ntwo=2\\nEOF\\n' >> "$GITHUB_ENV"
          printf 'list<<X\\n1\\n2\\nX\\n' >> "$GITHUB_OUTPUT"
          mkdir -p bin && printf '#!/bin/sh\\necho tool runs' > bin/tool && chmod +x bin/tool
          echo "$PWD/bin" >> "$GITHUB_PATH"
          echo "# done" >> "$GITHUB_STEP_SUMMARY"
      - env: { B: "\${{ env.A }}-step" }
        run: |
          echo "A=$A B=$B"
          echo "$TEXT" | tail -1
          tool
          echo 'list \${{ toJSON(steps.one.outputs.list) }}'
      - run: echo "$GITHUB_REPOSITORY $GITHUB_REPOSITORY_ID $GITHUB_REF $GITHUB_ACTIONS $GITHUB_EVENT_NAME $GITHUB_RUN_ATTEMPT $GITHUB_WORKFLOW_REF $GITHUB_JOB $GITHUB_ACTOR"
      - run: node -p "require(process.env.GITHUB_EVENT_PATH).ref" && pwd && echo "$GITHUB_WORKSPACE"
`);
    expect(conclusion).toBe('success');
    expect(log).toContain('A=file B=file-step\ntwo=2\ntool runs\nlist "1\\n2"');
    expect(log).toContain(
      'octo/hello 1 refs/heads/main true workflow_dispatch 1 octo/hello/.github/workflows/it.yml@refs/heads/main a ann',
    );
    expect(log).toMatch(/refs\/heads\/main\n(\S+\/hello\/hello)\n\1\n/);
  });

  test('after a failure run only if they ask for it; continue-on-error keeps the job green', async () => {
    const { id, log } = await run(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - { id: soft, run: exit 1, continue-on-error: true }
      - run: echo "soft \${{ steps.soft.outcome }} \${{ steps.soft.conclusion }}"
      - { name: hard, run: exit 2 }
      - { name: skipped, run: echo never }
      - { name: on failure, if: failure(), run: "echo status \${{ job.status }}" }
      - { name: not cancelled, if: cancelled(), run: echo never }
      - { name: always, if: "\${{ always() && true }}", run: echo always }
`);
    expect(log).toContain('soft failure success');
    expect(log).toContain('##[error]Process completed with exit code 2.');
    expect(log).toContain('status failure');
    expect(log).not.toMatch(/^never$/m);
    const steps = jobsOf(id)[0]?.['steps'];
    expect(steps).toMatchObject([
      { number: 1, name: 'Set up job', conclusion: 'success' },
      { name: 'Run exit 1', conclusion: 'success' },
      { conclusion: 'success' },
      { name: 'hard', conclusion: 'failure' },
      { name: 'skipped', conclusion: 'skipped' },
      { name: 'on failure', conclusion: 'success' },
      { name: 'not cancelled', conclusion: 'skipped' },
      { name: 'always', conclusion: 'success' },
      { name: 'Complete job', conclusion: 'success' },
    ]);
  });

  test('hide secrets and what add-mask names; show errors', async () => {
    const { log } = await run(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    env: { KEY: "\${{ secrets.DEPLOY_KEY }}", TOKEN: "\${{ github.token }}" }
    steps:
      - run: |
          echo "key $KEY token $TOKEN"
          echo "::add-mask::pianoforte"
          echo "a pianoforte"
          echo "::error file=a.ts,line=3::bad%0Athing"
          test -z "$GITHUB_TOKEN"
`);
    expect(log).toContain('key *** token ***\na ***\n##[error]bad\n##[error]thing\n');
  });

  test('do not wait for a process they leave behind, and it ends with the job', async () => {
    const { conclusion, log } = await run(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: (trap 'echo gone' EXIT; sleep 600) & echo "left $!"
      - run: echo next
`);
    expect(conclusion).toBe('success');
    expect(log).toMatch(/left \d+\n[^]*\nnext\n/);
  });

  test('print commands as text between stop-commands and its word', async () => {
    const { log } = await run(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "::stop-commands::pause"
          echo "::error::only text"
          echo "::pause::"
          echo "::warning::a warning"
`);
    expect(log).toContain('\n::error::only text\n##[warning]a warning\n');
  });

  test('use bash as GitHub does: pipefail only where the shell is named', async () => {
    const { conclusion } = await run(`
on: workflow_dispatch
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: false | true }] }
  b: { runs-on: ubuntu-latest, continue-on-error: true, defaults: { run: { shell: bash } }, steps: [{ run: false | true }] }
  c: { needs: [a], runs-on: ubuntu-latest, steps: [{ run: "true" }] }
`);
    expect(conclusion).toBe('success');
    const results = host.record.checks.filter(({ status }) => status === 'completed');
    expect(results.map(({ name, conclusion: end }) => `${name} ${end}`).sort()).toEqual([
      'a success',
      'b failure',
      'c success',
    ]);
  });
});
