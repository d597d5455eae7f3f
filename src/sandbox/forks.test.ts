import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SmallSandbox } from '../../test/support/small-sandbox.ts';
import { startSmallSandbox, withToken } from '../../test/support/small-sandbox.ts';
import type { SandboxUser } from './sandbox-api.ts';

// Real servers and real git take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

const JOB = `
permissions: write-all
jobs:
  a:
    runs-on: u
    steps:
      - uses: actions/checkout@v6
      - env: { KEY: "\${{ secrets.KEY }}", TOKEN: "\${{ github.token }}" }
        run: |
          echo "key=[$KEY] ref=$GITHUB_REF head=$GITHUB_HEAD_REF file=$(cat extra.txt)"
          curl --silent -o /dev/null -w 'write: %{http_code}\\n' -X POST "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues" \\
            -H "Authorization: Bearer $TOKEN" -d '{"title": "x"}'
`;

let small: SmallSandbox;
let mallory: SandboxUser;
let number: number;

beforeAll(async () => {
  const files = {
    'README.md': 'hello\n',
    'extra.txt': 'base\n',
    '.github/workflows/pull.yml': `name: Pull\non: pull_request${JOB}`,
    '.github/workflows/target.yml': `name: Target\non: pull_request_target${JOB}`,
    '.github/workflows/push.yml': `name: Push\non: push${JOB}`,
    '.github/workflows/comment.yml': `name: Comment\non: issue_comment${JOB}`,
    '.github/workflows/nightly.yml': `name: Nightly\non: { schedule: [{ cron: '0 4 * * *' }] }${JOB}`,
  };
  small = await startSmallSandbox({
    web: { files },
    app: { events: ['fork', 'pull_request', 'push', 'issue_comment'] },
  });
  small.web.setSecret('KEY', 'hush');
  mallory = small.sandbox.createUser('mallory');
});

afterAll(() => small.close());

const actor = () => small.sandbox.as('mallory');
const runsOf = (repository: string) => small.sandbox.actions.listRuns(repository);
const logOf = (repository: string, name: string): string => {
  const run = runsOf(repository).find((each) => each['name'] === name);
  const [job] = small.sandbox.actions.listJobs(repository, Number(run?.['id'])) ?? [];
  return small.sandbox.actions.jobLog(repository, Number(job?.['id'])) ?? '';
};

/** A maintainer lets the first-time contributor's runs begin. */
async function approved(): Promise<void> {
  await small.sandbox.runs.idle();
  await small.sandbox.as('alice').approveRuns('alice/web', number);
  await small.sandbox.runs.idle();
}

test('a fork is a real copy, and says what it comes from', async () => {
  expect(await actor().fork('alice/web')).toBe('mallory/web');
  expect(await actor().fork('alice/web')).toBe('mallory/web');
  expect(await actor().rest('GET', '/repos/mallory/web')).toMatchObject({
    ...{ fork: true, parent: { full_name: 'alice/web', fork: false }, source: { full_name: 'alice/web' } },
  });
  const clone = `${small.home}/fork`;
  await small.git(
    'clone',
    '--quiet',
    withToken(`${small.sandbox.url}/mallory/web.git`, mallory.token),
    clone,
  );
  expect((await small.git('-C', clone, 'rev-parse', 'HEAD')).trim()).toBe(await small.web.head());
  const told = small.sandbox.deliveries.filter((each) => each.event === 'fork');
  expect(told.map((each) => each.payload)).toMatchObject([
    { forkee: { full_name: 'mallory/web', fork: true } },
  ]);
});

test('a push to the fork starts the workflows of the fork, and the base hears nothing', async () => {
  const before = small.sandbox.deliveries.length;
  const files = {
    'extra.txt': 'evil\n',
    '.github/workflows/comment.yml': `name: Evil\non: issue_comment${JOB}`,
  };
  await actor().commit('mallory/web', { message: 'evil', branch: 'topic', files });
  await small.sandbox.runs.idle();
  expect(runsOf('mallory/web').map((run) => run['name'])).toEqual(['Push']);
  expect(logOf('mallory/web', 'Push')).toContain('key=[]');
  expect(runsOf('alice/web')).toEqual([]);
  expect(small.sandbox.deliveries).toHaveLength(before);
});

test('a pull request from it runs the merge without secrets, and the default branch with them', async () => {
  await expect(actor().openPullRequest('alice/web', { head: 'topic' })).rejects.toThrow(/^422/);
  await expect(actor().openPullRequest('alice/web', { head: 'nobody:topic' })).rejects.toThrow(/^422/);
  number = await actor().openPullRequest('alice/web', { head: 'mallory:topic', title: 'Be evil' });
  await approved();
  expect(
    runsOf('alice/web')
      .map((run) => run['name'])
      .sort(),
  ).toEqual(['Pull', 'Target']);
  const ref = `refs/pull/${String(number)}`;
  expect(logOf('alice/web', 'Pull')).toContain(`key=[] ref=${ref}/merge head=topic file=evil`);
  expect(logOf('alice/web', 'Pull')).toContain('write: 403');
  expect(logOf('alice/web', 'Target')).toContain('key=[***] ref=refs/heads/main head=topic file=base');
  expect(logOf('alice/web', 'Target')).toContain('write: 201');
});

test('of a first-time contributor nothing runs before a maintainer has approved it', async () => {
  const files = { 'extra.txt': 'again\n' };
  await actor().commit('mallory/web', { message: 'again', branch: 'topic', files });
  await small.sandbox.runs.idle();
  const [run] = runsOf('alice/web').filter((each) => each['name'] === 'Pull');
  expect(run).toMatchObject({ status: 'completed', conclusion: 'action_required', run_attempt: 1 });
  const id = Number(run?.['id']);
  expect(small.sandbox.actions.listJobs('alice/web', id)).toEqual([]);
  // What the default branch says runs at once, as it is not the contributor's.
  const [target] = runsOf('alice/web').filter((each) => each['name'] === 'Target');
  expect(target).toMatchObject({ conclusion: 'success' });

  await expect(actor().approveRuns('alice/web', number)).rejects.toThrow(/^403/);
  expect(await small.sandbox.as('alice').approveRuns('alice/web', number)).toEqual([id]);
  await small.sandbox.runs.idle();
  expect(small.sandbox.actions.getRun('alice/web', id)).toMatchObject({
    conclusion: 'success',
    run_attempt: 1,
  });
  const approve = `/repos/alice/web/actions/runs/${String(id)}/approve`;
  await expect(small.sandbox.as('alice').rest('POST', approve)).rejects.toThrow(/^403/);
});

test('REST and GraphQL say where it comes from', async () => {
  const head = (await small.web.git('rev-parse', `refs/pull/${String(number)}/head`)).trim();
  const side = {
    sha: head,
    label: 'mallory:topic',
    ref: 'topic',
    repo: { full_name: 'mallory/web', fork: true },
  };
  const [pull] = JSON.parse(
    JSON.stringify(await actor().rest('GET', '/repos/alice/web/pulls?head=mallory:topic')),
  ) as readonly unknown[];
  expect(pull).toMatchObject({ number, head: side, base: { repo: { full_name: 'alice/web', fork: false } } });
  expect(await actor().rest('GET', '/repos/alice/web/pulls?head=alice:topic')).toEqual([]);
  const query = `{ repository(owner: "alice", name: "web") { isFork pullRequest(number: ${String(number)}) {
    isCrossRepository headRefOid headRepositoryOwner { login } headRepository { nameWithOwner isFork } } } }`;
  expect(await small.asApp.graphql(query)).toEqual({
    repository: {
      isFork: false,
      pullRequest: {
        isCrossRepository: true,
        headRefOid: head,
        headRepositoryOwner: { login: 'mallory' },
        headRepository: { nameWithOwner: 'mallory/web', isFork: true },
      },
    },
  });
});

test("a stranger's comment on it runs the file of the base's default branch", async () => {
  await actor().comment('alice/web', number, '/rollback');
  await small.sandbox.runs.idle();
  const [run] = runsOf('alice/web');
  expect(run).toMatchObject({ name: 'Comment', head_branch: 'main', actor: { login: 'mallory' } });
  expect(logOf('alice/web', 'Comment')).toContain('file=base');
});

test('a new commit in the fork is `synchronize` in the base; a maintainer can merge', async () => {
  const files = { 'extra.txt': 'worse\n' };
  const sha = await actor().commit('mallory/web', { message: 'worse', branch: 'topic', files });
  const told = await small.sandbox.waitFor(() =>
    small.sandbox.deliveries.find(
      ({ action, payload }) => action === 'synchronize' && payload['after'] === sha,
    ),
  );
  expect(told.payload).toMatchObject({ repository: { full_name: 'alice/web' }, after: sha });
  await expect(actor().mergePullRequest('alice/web', number)).rejects.toThrow(/^403/);
  const merged = await small.sandbox.as('alice').mergePullRequest('alice/web', number);
  expect(await small.web.head()).toBe(merged);
  expect(await small.web.file('extra.txt')).toBe('worse\n');
  expect(await small.web.git('log', '-1', '--format=%s')).toBe(
    `Merge pull request #${String(number)} from mallory/topic\n`,
  );
  await small.sandbox.runs.idle();
  await small.web.git('fsck', '--strict');
});

test('of whom something was merged, the next pull request runs at once', async () => {
  await actor().commit('mallory/web', { message: 'kind', branch: 'kind', files: { 'kind.txt': 'kind\n' } });
  await actor().openPullRequest('alice/web', { head: 'mallory:kind', title: 'Be kind' });
  await small.sandbox.runs.idle();
  const [run] = runsOf('alice/web').filter((each) => each['name'] === 'Pull');
  expect(run).toMatchObject({ conclusion: 'success' });
});

test('schedules of a fork are off', async () => {
  small.sandbox.advance(86_400);
  await small.sandbox.runs.idle();
  expect(runsOf('alice/web')[0]).toMatchObject({ name: 'Nightly' });
  expect(runsOf('mallory/web').map((run) => run['name'])).not.toContain('Nightly');
});
