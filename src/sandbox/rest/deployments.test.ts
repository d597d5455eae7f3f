import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox();
});

afterAll(() => small.close());

const WEB = { owner: 'alice', repo: 'web' };
const MINE = { auto_merge: false, required_contexts: [] as string[] };

test('a deployment, its statuses, and `inactive` for the one before', async () => {
  const first = await deploy({ environment: 'staging' });
  await status(first, 'success');
  const second = await deploy({ environment: 'staging' });
  await status(second, 'in_progress');
  await status(second, 'success');
  expect(await states(first)).toEqual(['inactive', 'success']);
  expect(await states(second)).toEqual(['success', 'in_progress']);
  const told = small.sandbox.deliveries.filter((each) => each.event === 'deployment_status');
  expect(told.map((each) => (each.payload['deployment_status'] as { state: string }).state)).toEqual([
    'success',
    'in_progress',
    'success',
  ]);
});

test('production keeps its successes', async () => {
  const first = await deploy({ environment: 'production' });
  await status(first, 'success');
  await status(await deploy({ environment: 'production' }), 'success');
  expect(await states(first)).toEqual(['success']);
});

test('required contexts that are not green are a conflict; by default all are required', async () => {
  const sha = await small.sandbox.as('alice').commit('alice/web', { message: 'change', files: { a: 'a' } });
  await small.sandbox.as('alice').setStatus('alice/web', sha, { state: 'pending', context: 'ci' });
  const withoutContexts = { ...WEB, auto_merge: false, ref: sha };
  const request = small.asApp.request('POST /repos/{owner}/{repo}/deployments', withoutContexts);
  expect((await refusal(request)).status).toBe(409);
  expect(await deploy({ ref: sha })).toBeGreaterThan(0);
});

async function deploy(options: { readonly environment?: string; readonly ref?: string }): Promise<number> {
  const { data } = await small.asApp.request('POST /repos/{owner}/{repo}/deployments', {
    ...WEB,
    ...MINE,
    ref: 'main',
    ...options,
  });
  if (!('id' in data)) throw new Error(data.message);
  return Number(data.id);
}

async function status(deployment: number, state: 'success' | 'in_progress'): Promise<void> {
  await small.asApp.request('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
    ...WEB,
    deployment_id: deployment,
    state,
    environment_url: 'https://example.com',
  });
}

async function states(deployment: number): Promise<string[]> {
  const { data } = await small.asApp.request(
    'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    {
      ...WEB,
      deployment_id: deployment,
    },
  );
  return data.map((each) => each.state);
}
