import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../test/support/small-sandbox.ts';
import { newFaults } from './faults.ts';

let small: SmallSandbox;
let issue: number;

beforeAll(async () => {
  small = await startSmallSandbox();
  issue = await small.sandbox.as('alice').openIssue('alice/web', 'An issue');
});

afterAll(() => small.close());

const COMMENTS = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';

test('an answer instead of acting, once', async () => {
  const fault = small.sandbox.faults.request((request) => request.route === COMMENTS, {
    kind: 'answer',
    status: 502,
  });
  expect((await refusal(comment('lost'))).status).toBe(502);
  await comment('kept');
  expect(await bodies()).toEqual(['kept']);
  expect(fault.struck).toBe(1);
});

test('acting, and then an answer that says nothing', async () => {
  small.sandbox.faults.request((request) => request.route === COMMENTS, {
    kind: 'act-then-answer',
    status: 504,
  });
  expect((await refusal(comment('done all the same'))).status).toBe(504);
  expect(await bodies()).toContain('done all the same');
});

test('a connection that breaks after acting', async () => {
  small.sandbox.faults.request((request) => request.route === COMMENTS, { kind: 'cut', acted: true });
  await refusal(comment('cut'));
  expect(await bodies()).toContain('cut');
});

test('a secondary limit says when to come back', async () => {
  const fault = { kind: 'secondary-limit', retryAfterSeconds: 60 } as const;
  small.sandbox.faults.request((request) => request.caller === 'signalbox[bot]', fault);
  const refused = await comment('too soon').catch((error: unknown) => error);
  expect(refused).toMatchObject({ status: 403, response: { headers: { 'retry-after': '60' } } });
});

test('a branch that moves between read and write', async () => {
  const head = await small.web.head();
  small.sandbox.faults.request((request) => request.fields.includes('createCommitOnBranch'), {
    kind: 'interpose',
    act: async () => {
      await small.sandbox.as('alice').commit('alice/web', { message: 'in between', files: { a: 'a' } });
    },
  });
  const input = {
    branch: { repositoryNameWithOwner: 'alice/web', branchName: 'main' },
    expectedHeadOid: head,
    message: { headline: 'late' },
  };
  const mutation =
    'mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { clientMutationId } }';
  const refused = await small.asApp.graphql(mutation, { input }).catch((error: unknown) => error);
  expect(refused).toMatchObject({ errors: [{ type: 'STALE_DATA' }] });
});

test('a ref that is read too early', async () => {
  const before = await small.web.head();
  small.sandbox.faults.lagRef('alice/web', 'refs/heads/main', 1);
  const after = await small.sandbox.as('alice').commit('alice/web', { message: 'new', files: { b: 'b' } });
  const read = async (): Promise<string> => {
    const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
      owner: 'alice',
      repo: 'web',
      ref: 'heads/main',
    });
    return data.object.sha;
  };
  expect([await read(), await read()]).toEqual([before, after]);
});

test('webhooks that are lost, doubled, and kept to come in another order', async () => {
  const of = (text: string) => (delivery: { readonly payload: Readonly<Record<string, unknown>> }) =>
    JSON.stringify(delivery.payload['comment'] ?? '').includes(text);
  small.sandbox.faults.delivery(of('hook-lost'), { kind: 'lose' });
  small.sandbox.faults.delivery(of('hook-twice'), { kind: 'double' });
  const kept = small.sandbox.faults.delivery(of('hook-kept'), { kind: 'keep', reversed: true }, { times: 2 });
  for (const body of ['hook-lost', 'hook-twice', 'hook-kept 1', 'hook-kept 2', 'hook-last']) {
    await comment(body);
  }
  await small.sandbox.waitFor(() => received().includes('hook-last'));
  kept.remove();
  await small.sandbox.waitFor(() => received().length === 5);
  expect(received().filter((each) => each.startsWith('hook-kept'))).toEqual(['hook-kept 2', 'hook-kept 1']);
  expect(received().filter((each) => each === 'hook-twice')).toHaveLength(2);
  const twice = small.hooks.filter((hook) => of('hook-twice')(hook)).map((hook) => hook.delivery);
  expect(new Set(twice).size).toBe(1);
  const lost = small.sandbox.deliveries.find(of('hook-lost'));
  if (lost === undefined) throw new Error('the lost delivery is not on record');
  expect(lost.attempts).toEqual([]);
  small.sandbox.redeliver(lost);
  await small.sandbox.waitFor(() => received().includes('hook-lost'));
});

test('requests are on record with who asked', async () => {
  await comment('counted');
  expect(small.sandbox.requests.at(-1)).toMatchObject({
    route: COMMENTS,
    caller: 'signalbox[bot]',
    status: 201,
  });
});

function comment(body: string) {
  return small.asApp.request(COMMENTS, { owner: 'alice', repo: 'web', issue_number: issue, body });
}

async function bodies(): Promise<(string | undefined)[]> {
  const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner: 'alice',
    repo: 'web',
    issue_number: issue,
    per_page: 100,
  });
  return data.map((each) => each.body);
}

/** Bodies of the comments that the receiver was told of, of this file's last test but one. */
function received(): string[] {
  const all = small.hooks.map(
    (hook) => (hook.payload['comment'] as { body: string } | undefined)?.body ?? '',
  );
  return all.filter((body) => body.startsWith('hook-'));
}

test('a lagging list hides what came after, for so many reads, and only of that repository', () => {
  const faults = newFaults();
  faults.runCreated('alice/web', 1);
  const lag = faults.lagRuns('Alice/Web', 2);
  faults.runCreated('alice/web', 2);
  faults.runCreated('alice/shop', 3);
  expect([...faults.takeRunLag('alice/shop')]).toEqual([]);
  expect([...faults.takeRunLag('alice/web')]).toEqual([2]);
  faults.runCreated('alice/web', 4);
  expect([...faults.takeRunLag('alice/web')]).toEqual([2, 4]);
  expect([...faults.takeRunLag('alice/web')]).toEqual([]);
  expect(lag.struck).toBe(2);
});
