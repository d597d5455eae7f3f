import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../test/support/small-sandbox.ts';

const DEPLOY = `name: Deploy
run-name: "Deploy \${{ inputs.what }}"
on:
  workflow_dispatch:
    inputs: { what: { type: string, required: true } }
permissions: { contents: write, statuses: write }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - run: |
          curl --fail --silent -X POST "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/git/refs" \\
            -H "Authorization: Bearer $TOKEN" -d "{\\"ref\\": \\"refs/heads/by-token\\", \\"sha\\": \\"$GITHUB_SHA\\"}"
          curl --silent -o /dev/null -w 'issue: %{http_code}\\n' -X POST "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/issues" \\
            -H "Authorization: Bearer $TOKEN" -d '{"title": "x"}'
          echo "token: $(echo "$TOKEN" | tr 'a-zA-Z' 'b-zaB-ZA')"
        env: { TOKEN: "\${{ github.token }}" }
`;

const PUSHED = `name: Pushed
on: { push: { branches: ['**'] } }
jobs: { test: { runs-on: ubuntu-latest, steps: [{ run: 'true' }] } }
`;

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox({
    web: { files: { '.github/workflows/deploy.yml': DEPLOY, '.github/workflows/pushed.yml': PUSHED } },
  });
});

afterAll(() => small.close());

const WEB = { owner: 'alice', repo: 'web' };

test('a dispatch answers the run, which runs with a token of its own and by its rules', async () => {
  const run = await dispatch({ ref: 'main', inputs: { what: 'v1' }, return_run_details: true });
  expect(await small.sandbox.runs.finished(run)).toBe('success');
  const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
    ...WEB,
    run_id: run,
  });
  expect(data).toMatchObject({
    display_title: 'Deploy v1',
    event: 'workflow_dispatch',
    status: 'completed',
    conclusion: 'success',
    actor: { login: 'signalbox[bot]' },
  });
  const jobs = small.sandbox.actions.listJobs('alice/web', run) ?? [];
  const log = small.sandbox.actions.jobLog('alice/web', Number(jobs[0]?.['id'])) ?? '';
  expect(log).toContain('issue: 403');
  await told('workflow_run', 'completed');
  const pushed = small.sandbox.deliveries.findLast((each) => each.event === 'push');
  expect(pushed?.payload).toMatchObject({
    ref: 'refs/heads/by-token',
    sender: { login: 'github-actions[bot]' },
  });
  await small.sandbox.runs.idle();
  const runs = small.sandbox.actions.listRuns('alice/web', { workflow: 'pushed.yml' });
  expect(runs).toEqual([]);
});

test('the token ends with its job', async () => {
  const log = jobLog();
  const rotated = /token: (\w+)$/m.exec(log)?.[1] ?? '';
  const token = rotated.replace(/[a-zA-Z]/g, (letter) => {
    if (letter === 'a') return 'z';
    return letter === 'A' ? 'Z' : String.fromCharCode(letter.charCodeAt(0) - 1);
  });
  expect(token).toMatch(/^ghs_/);
  const request = small.octokit(token).request('GET /repos/{owner}/{repo}', WEB);
  expect((await refusal(request)).status).toBe(401);
});

test('a push by a person starts its workflow, whose check run is told', async () => {
  const sha = await small.sandbox.as('alice').commit('alice/web', { message: 'change', files: { a: 'a' } });
  const check = await small.sandbox.waitFor(() =>
    small.sandbox.deliveries.find((each) => {
      const run = each.payload['check_run'];
      return each.action === 'completed' && JSON.stringify(run ?? '').includes(sha);
    }),
  );
  expect(check.payload).toMatchObject({ check_run: { name: 'test', app: { slug: 'github-actions' } } });
  const query = `{ repository(owner: "alice", name: "web") { object(oid: "${sha}") { ... on Commit { statusCheckRollup { contexts(first: 10) {
    nodes { ... on CheckRun { name checkSuite { app { slug } workflowRun { databaseId } } } } } } } } } }`;
  const answer = await small.asApp.graphql(query);
  expect(JSON.stringify(answer)).toMatch(/"slug":"github-actions"\},"workflowRun":\{"databaseId":3\d{10}\}/);
  await small.sandbox.runs.idle();
});

test.each([
  ['an input that the workflow does not know', { ref: 'main', inputs: { what: 'x', other: 'y' } }, 422],
  ['a required input that is missing', { ref: 'main' }, 422],
  ['a branch that is not there', { ref: 'nowhere', inputs: { what: 'x' } }, 422],
] as const)('%s is refused', async (_, body, status) => {
  const request = small.asApp.request(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    { ...WEB, workflow_id: 'deploy.yml', ...body },
  );
  expect((await refusal(request)).status).toBe(status);
});

test('a workflow without the trigger is refused, and without details the answer is empty', async () => {
  const send = (workflow: string, inputs: Readonly<Record<string, string>>) =>
    small.asApp.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      ...WEB,
      workflow_id: workflow,
      ref: 'main',
      inputs,
    });
  expect(await refusal(send('pushed.yml', {}))).toMatchObject({ status: 422 });
  expect((await send('deploy.yml', { what: 'v2' })).status).toBe(204);
  await small.sandbox.runs.idle();
});

test('a run that is held is cancelled', async () => {
  const hold = small.sandbox.runs.hold({ workflow: 'deploy.yml' }, { at: 'start' });
  const run = await dispatch({ ref: 'main', inputs: { what: 'v3' }, return_run_details: true });
  await hold.reached();
  const cancel = () =>
    small.asApp.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', { ...WEB, run_id: run });
  expect((await cancel()).status).toBe(202);
  hold.remove();
  expect(await small.sandbox.runs.finished(run)).toBe('cancelled');
  expect((await refusal(cancel())).status).toBe(409);
});

interface Dispatch {
  readonly ref: string;
  readonly inputs: Record<string, string>;
  readonly return_run_details: true;
}

async function dispatch(body: Dispatch): Promise<number> {
  const answer = await small.asApp.request(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    { ...WEB, workflow_id: 'deploy.yml', ...body },
  );
  // The published types know the empty answer alone.
  const data: unknown = answer.data;
  if (typeof data !== 'object' || data === null || !('workflow_run_id' in data)) throw new Error('no run id');
  return Number(data.workflow_run_id);
}

function told(event: string, action: string) {
  return small.sandbox.waitFor(() =>
    small.hooks.find((hook) => hook.event === event && hook.payload['action'] === action),
  );
}

function jobLog(): string {
  const [run] = small.sandbox.actions.listRuns('alice/web', { workflow: 'deploy.yml' });
  const [job] = small.sandbox.actions.listJobs('alice/web', Number(run?.['id'])) ?? [];
  return small.sandbox.actions.jobLog('alice/web', Number(job?.['id'])) ?? '';
}
