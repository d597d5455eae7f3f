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

test('each status is told; the combined answer shows the newest of each context', async () => {
  const alice = small.sandbox.as('alice');
  expect(await combined()).toMatchObject({ state: 'pending', total_count: 0 });
  await alice.setStatus('alice/web', sha, { state: 'pending', context: 'ci/test' });
  await alice.setStatus('alice/web', sha, { state: 'success', context: 'CI/test' });
  expect(await combined()).toMatchObject({ state: 'success', total_count: 1 });
  await alice.setStatus('alice/web', sha, { state: 'error', context: 'other' });
  expect(await combined()).toMatchObject({ state: 'failure', total_count: 2 });
  const told = small.sandbox.deliveries.filter((delivery) => delivery.event === 'status');
  expect(told.map((delivery) => delivery.payload['state'])).toEqual(['pending', 'success', 'error']);
});

test.each([
  ['a commit that is not there', '1'.repeat(40), 'short'],
  ['a description of more than 140 characters', null, 'x'.repeat(141)],
] as const)('%s is 422', async (_what, at, description) => {
  const status = { ...WEB, sha: at ?? sha, state: 'success', description } as const;
  const request = small.asApp.request('POST /repos/{owner}/{repo}/statuses/{sha}', status);
  expect((await refusal(request)).status).toBe(422);
});

async function combined() {
  const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/commits/{ref}/status', {
    ...WEB,
    ref: sha,
  });
  return data;
}
