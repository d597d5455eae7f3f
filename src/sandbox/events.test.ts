import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { SmallSandbox } from '../../test/support/small-sandbox.ts';
import { textOf } from './actions/payload.ts';
import { startSmallSandbox } from '../../test/support/small-sandbox.ts';

// Real servers and real jobs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

/** Like the one workflow file of a repository that runs Signalbox as an Action alone. */
const LISTEN = `name: Listen
on:
  create:
  delete:
  status:
  issue_comment: { types: [created] }
  check_suite: { types: [completed] }
  repository_dispatch: { types: [poke] }
  schedule: [{ cron: '30 5 * * *' }]
  workflow_run: { workflows: [CI, Act], types: [completed] }
jobs: { a: { runs-on: u, steps: [{ run: 'true' }] } }
`;

const CI = `name: CI
on: push
concurrency: { group: ci }
jobs: { test: { runs-on: u, steps: [{ run: 'true' }] } }
`;

/** Does with the job's token whatever it is told. */
const ACT = `name: Act
on: { workflow_dispatch: { inputs: { path: { type: string }, body: { type: string } } } }
permissions: write-all
jobs:
  act:
    runs-on: u
    steps:
      - env: { TOKEN: "\${{ github.token }}", BODY: "\${{ inputs.body }}" }
        run: |
          curl --fail --silent -o answer.json -X POST "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/\${{ inputs.path }}" \\
            -H "Authorization: Bearer $TOKEN" -d "$BODY"
`;

let small: SmallSandbox;
let issue: number;

beforeAll(async () => {
  small = await startSmallSandbox({
    web: {
      files: {
        '.github/workflows/listen.yml': LISTEN,
        '.github/workflows/ci.yml': CI,
        '.github/workflows/act.yml': ACT,
      },
    },
  });
  issue = await small.sandbox.as('alice').openIssue('alice/web', 'A question');
});

afterAll(() => small.close());

let seen = 0;

beforeEach(() => {
  seen = small.sandbox.actions.listRuns('alice/web').length;
});

/** `workflow event` of the runs since the test began, once nothing moves any more. */
async function started(): Promise<readonly string[]> {
  await small.sandbox.runs.idle();
  const runs = small.sandbox.actions.listRuns('alice/web');
  const fresh = runs.slice(0, runs.length - seen).reverse();
  return fresh.map((run) => `${textOf(run, 'name')} ${textOf(run, 'event')}`);
}

const alice = () => small.sandbox.as('alice');
const head = async () => (await small.web.head()) ?? '';

test('a comment starts the workflow of the default branch; an edited one does not', async () => {
  const comment = await alice().comment('alice/web', issue, '/status');
  expect(await started()).toEqual(['Listen issue_comment']);
  await alice().editComment('alice/web', comment, '/rollback');
  expect(await started()).toEqual(['Listen issue_comment']);
  const [run] = small.sandbox.actions.listRuns('alice/web');
  expect(run).toMatchObject({ actor: { login: 'alice' }, head_sha: await head(), head_branch: 'main' });
});

test('statuses start it, by people and by Apps', async () => {
  await alice().setStatus('alice/web', await head(), { state: 'success', context: 'ci' });
  await small.sandbox.asApp(small.installation).setStatus('alice/web', await head(), {
    ...{ state: 'success', context: 'other' },
  });
  expect(await started()).toEqual(['Listen status', 'Listen status']);
});

test('the end of a pushed run starts it, and the end of that does not', async () => {
  await alice().commit('alice/web', { message: 'change', files: { a: 'a' } });
  expect(await started()).toEqual(['CI push', 'Listen workflow_run']);
});

test('a new branch and its end', async () => {
  await alice().tag('alice/web', 'v1', await head());
  await alice().rest('DELETE', '/repos/alice/web/git/refs/tags/v1');
  expect([...(await started())].sort()).toEqual([
    'CI push',
    'Listen create',
    'Listen delete',
    'Listen workflow_run',
  ]);
});

test('checks of an App start it only for a commit that Actions has no suite for', async () => {
  const app = small.sandbox.asApp(small.installation);
  await app.createCheckRun('alice/web', { name: 'lint', sha: await head(), conclusion: 'success' });
  expect(await started()).toEqual([]);
  const message = 'quiet [skip ci]';
  const sha = await alice().commit('alice/web', { message, branch: 'quiet', files: { b: 'b' } });
  await started();
  seen = small.sandbox.actions.listRuns('alice/web').length;
  const suites = await alice().rest('GET', `/repos/alice/web/commits/${sha}/check-suites`);
  // The new branch was an event of its own, whose run is for that commit.
  expect(suites).toMatchObject({ total_count: 1 });
  const other = await alice().commit('alice/web', { message, branch: 'quiet', files: { b: 'c' } });
  await app.createCheckRun('alice/web', { name: 'lint', sha: other, conclusion: 'success' });
  expect(await started()).toEqual(['Listen check_suite']);
});

test.each([
  ['a comment', () => [`issues/${String(issue)}/comments`, { body: 'hello' }], []],
  ['a status', async () => [`statuses/${await head()}`, { state: 'success' }], []],
  ['a tag', async () => ['git/refs', { ref: 'refs/tags/by-token', sha: await head() }], []],
  ['repository_dispatch', () => ['dispatches', { event_type: 'poke' }], ['Listen repository_dispatch']],
  [
    'workflow_dispatch',
    () => [
      'actions/workflows/act.yml/dispatches',
      { ref: 'main', inputs: { path: `issues/${String(issue)}/comments`, body: '{"body":"x"}' } },
    ],
    ['Act workflow_dispatch'],
  ],
] as const)(
  'with a GITHUB_TOKEN, %s starts at most what was dispatched, and no workflow_run',
  async (_what, act, more) => {
    const [path = '', body = {}] = await act();
    const run = await alice().dispatchWorkflow('alice/web', 'act.yml', { path, body: JSON.stringify(body) });
    expect(await small.sandbox.runs.finished(run)).toBe('success');
    // What alice dispatched is told of; what the token dispatched is not.
    expect([...(await started())].sort()).toEqual(
      ['Act workflow_dispatch', ...more, 'Listen workflow_run'].sort(),
    );
  },
);

test('repository_dispatch: types, payload, and its limits', async () => {
  await alice().repositoryDispatch('alice/web', 'poke', { deep: { a: 1 } });
  await alice().repositoryDispatch('alice/web', 'other');
  expect(await started()).toEqual(['Listen repository_dispatch']);
  const eleven = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`k${String(at)}`, at]));
  await expect(alice().repositoryDispatch('alice/web', 'poke', eleven)).rejects.toThrow(/^422/);
  await expect(alice().repositoryDispatch('alice/web', 'x'.repeat(101))).rejects.toThrow(/^422/);
  await expect(alice().repositoryDispatch('alice/web', 'poke', { a: 'x'.repeat(65_536) })).rejects.toThrow(
    /^422/,
  );
  small.sandbox.createUser('rita');
  await expect(small.sandbox.as('rita').repositoryDispatch('alice/web', 'poke')).rejects.toThrow(/^403/);
});

test('schedules: once for three days that pass at once, and when a test says so', async () => {
  small.sandbox.advance(3 * 86_400);
  expect(await started()).toEqual(['Listen schedule']);
  expect(await small.sandbox.fireSchedules('alice/web')).toHaveLength(1);
  expect(await started()).toEqual(['Listen schedule', 'Listen schedule']);
});

test('a run that waits in its group is cancelled by a newer one, and starts no job', async () => {
  const hold = small.sandbox.runs.hold({ workflow: 'ci.yml' }, { at: 'start' });
  for (const text of ['1', '2', '3']) {
    await alice().commit('alice/web', { message: text, files: { a: text } });
    await small.sandbox.waitFor(() => pushes().length === Number(text) || undefined);
    if (text === '1') await hold.reached();
  }
  const [third, second, first] = pushes();
  expect([second?.['status'], third?.['status']]).toEqual(['completed', 'pending']);
  hold.remove();
  await small.sandbox.runs.idle();
  const ended = [first, second, third].map((run) =>
    small.sandbox.actions.getRun('alice/web', Number(run?.['id'])),
  );
  expect(ended.map((run) => run?.['conclusion'])).toEqual(['success', 'cancelled', 'success']);
  expect(small.sandbox.actions.listJobs('alice/web', Number(second?.['id']))).toEqual([]);
});

function pushes() {
  const runs = small.sandbox.actions.listRuns('alice/web');
  return runs.slice(0, runs.length - seen).filter((run) => run['event'] === 'push');
}

test('a list that lags does not show what is there', async () => {
  const lag = small.sandbox.faults.lagRuns('alice/web', 2);
  await alice().repositoryDispatch('alice/web', 'poke');
  await started();
  const shown = (path: string) => alice().rest('GET', `/repos/alice/web/actions/${path}`);
  expect(await shown('runs')).toMatchObject({ total_count: seen });
  expect(await shown('workflows/listen.yml/runs?event=repository_dispatch')).not.toMatchObject({
    workflow_runs: [{ created_at: newest()['created_at'], id: newest()['id'] }],
  });
  expect(await shown(`runs/${String(Number(newest()['id']))}`)).toMatchObject({
    event: 'repository_dispatch',
  });
  expect(await shown('runs')).toMatchObject({ total_count: seen + 1 });
  expect(lag.struck).toBe(2);
});

function newest() {
  const [run] = small.sandbox.actions.listRuns('alice/web');
  if (run === undefined) throw new Error('there is no run');
  return run;
}

test('requests say whose they were: a job by its run', () => {
  const jobs = small.sandbox.requests.filter((request) => request.token === 'job');
  expect(jobs.length).toBeGreaterThan(4);
  expect(jobs.every((request) => request.run !== null && request.bytes >= 0)).toBe(true);
  expect(jobs.find((request) => request.route.includes('comments'))?.bytes).toBeGreaterThan(500);
});
