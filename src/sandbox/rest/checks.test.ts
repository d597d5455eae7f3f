import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;
let sha: string;

beforeAll(async () => {
  small = await startSmallSandbox();
  sha = (await small.web.head()) ?? '';
});

afterAll(() => small.close());

const WEB = { owner: 'alice', repo: 'web' };

test('only Apps make check runs', async () => {
  const alice = small.octokit(small.alice.token);
  const request = alice.request('POST /repos/{owner}/{repo}/check-runs', {
    ...WEB,
    name: 'lint',
    head_sha: sha,
  });
  expect((await refusal(request)).status).toBe(403);
});

test('a run is created, completed, and completes its suite', async () => {
  const ci = small.sandbox.asApp(small.installation);
  const id = await ci.createCheckRun('alice/web', { name: 'lint', sha });
  await ci.rest('PATCH', `/repos/alice/web/check-runs/${String(id)}`, { conclusion: 'failure' });
  const told = small.sandbox.deliveries.map((each) => [each.event, each.action].join('.'));
  expect(told.filter((each) => each.startsWith('check'))).toEqual([
    'check_run.created',
    'check_run.completed',
    'check_suite.completed',
  ]);
});

test('the newest of a name is the one that counts', async () => {
  const ci = small.sandbox.asApp(small.installation);
  await ci.createCheckRun('alice/web', { name: 'unit', sha, conclusion: 'failure' });
  await ci.createCheckRun('alice/web', { name: 'unit', sha, conclusion: 'success' });
  const list = (filter: 'latest' | 'all') =>
    small.asApp.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...WEB,
      ref: sha,
      check_name: 'unit',
      filter,
    });
  expect((await list('latest')).data.check_runs.map((run) => run.conclusion)).toEqual(['success']);
  expect((await list('all')).data.total_count).toBe(2);
});

test('GraphQL shows statuses and check runs together', async () => {
  await small.sandbox.as('alice').setStatus('alice/web', sha, { state: 'pending', context: 'ci/slow' });
  const query = `query($after: String) { repository(owner: "alice", name: "web") { ref(qualifiedName: "refs/heads/main") { target { oid ... on Commit { statusCheckRollup { state contexts(first: 2, after: $after) {
    pageInfo { hasNextPage endCursor } nodes {
      ... on CheckRun { name status conclusion databaseId checkSuite { app { slug databaseId } workflowRun { databaseId } } }
      ... on StatusContext { context state creator { login } } } } } } } } } }`;
  const first = await rollup(query, null);
  expect(first).toMatchObject({ state: 'FAILURE', contexts: { pageInfo: { hasNextPage: true } } });
  const second = await rollup(query, first.contexts.pageInfo.endCursor);
  expect([...first.contexts.nodes, ...second.contexts.nodes]).toMatchObject([
    { name: 'lint', conclusion: 'FAILURE', checkSuite: { app: { slug: 'signalbox' }, workflowRun: null } },
    { name: 'unit', conclusion: 'SUCCESS' },
    { context: 'ci/slow', state: 'PENDING', creator: { login: 'alice' } },
  ]);
  expect(Number((first.contexts.nodes[0] as { databaseId?: number }).databaseId)).toBeGreaterThan(2 ** 31);
});

test('without the permission for checks the rollup is refused, and the rest of the answer stands', async () => {
  const app = small.sandbox.createApp({
    name: 'Blind',
    owner: 'alice',
    permissions: { contents: 'read' },
    events: [],
  });
  const octokit = small.octokit(small.sandbox.install(app, 'alice').token());
  const query =
    '{ repository(owner: "alice", name: "web") { defaultBranchRef { name target { ... on Commit { statusCheckRollup { state } } } } } }';
  const refused = await octokit.graphql(query).catch((error: unknown) => error);
  expect(refused).toMatchObject({
    errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
    data: { repository: { defaultBranchRef: { name: 'main', target: { statusCheckRollup: null } } } },
  });
});

interface Rollup {
  readonly state: string;
  readonly contexts: {
    readonly pageInfo: { readonly endCursor: string };
    readonly nodes: readonly object[];
  };
}

interface RollupAnswer {
  readonly repository: { readonly ref: { readonly target: { readonly statusCheckRollup: Rollup } } };
}

async function rollup(query: string, after: string | null): Promise<Rollup> {
  const answer = await small.asApp.graphql<RollupAnswer>(query, { after });
  return answer.repository.ref.target.statusCheckRollup;
}
