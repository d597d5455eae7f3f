import type { Octokit } from 'octokit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox();
});

afterAll(() => small.close());

test('the author is the App, the committer GitHub', async () => {
  const answer = await commit(small.asApp, { add: { 'a/b.json': '{}' } });
  expect(answer.createCommitOnBranch.commit).toMatchObject({
    oid: await small.web.head(),
    message: 'state\n\nTurn: 1',
    author: { name: 'signalbox[bot]', user: null },
    committer: { name: 'GitHub', email: 'noreply@github.com' },
    file: { object: { text: '{}', isTruncated: false, byteSize: 2 } },
  });
  expect(answer.createCommitOnBranch.commit.author.email).toMatch(
    /^\d+\+signalbox\[bot\]@users\.noreply\.github\.com$/,
  );
  const push = await small.sandbox.waitFor(() => small.hooks.find((hook) => hook.event === 'push'));
  expect(push.payload).toMatchObject({ sender: { login: 'signalbox[bot]', type: 'Bot' } });
});

test('of eight racers one wins, and the others are told that their data is stale', async () => {
  const head = (await small.web.head()) ?? '';
  const racers = Array.from({ length: 8 }, (_, at) =>
    commit(small.asApp, { expected: head, add: { 'racer.txt': String(at) } }),
  );
  const outcomes = await Promise.allSettled(racers);
  const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(lost).toHaveLength(7);
  for (const { reason } of lost) {
    expect(firstError(reason)).toMatchObject({
      type: 'STALE_DATA',
      path: ['createCommitOnBranch'],
      message: `Expected branch to point to "${head}" but it did not.  Pull and try again.`,
    });
  }
  expect(await small.web.git('rev-list', '--count', `${head}..main`)).toBe('1\n');
  await small.web.git('fsck', '--strict');
});

test('a file that is not there cannot be deleted, and nothing else is done then', async () => {
  const head = await small.web.head();
  const refused = commit(small.asApp, { add: { 'other.txt': 'x' }, remove: ['missing.txt'] });
  expect(firstError(await reason(refused))).toMatchObject({
    message: expect.stringContaining('missing.txt') as string,
  });
  expect(await small.web.head()).toBe(head);
});

test('a deletion goes through, and an empty folder disappears', async () => {
  await commit(small.asApp, { add: { 'deep/er/file.txt': 'x' } });
  await commit(small.asApp, { remove: ['deep/er/file.txt'] });
  expect(await small.web.git('ls-tree', '-r', '--name-only', 'main', 'deep')).toBe('');
});

test('a branch that does not exist is not made', async () => {
  const refused = commit(small.asApp, { branch: 'nowhere', expected: (await small.web.head()) ?? '' });
  expect(firstError(await reason(refused)).type).toBe('NOT_FOUND');
});

test('it takes the permission to write contents', async () => {
  const app = small.sandbox.createApp({
    name: 'Reader',
    owner: 'alice',
    permissions: { contents: 'read' },
    events: [],
  });
  const token = small.sandbox.install(app, 'alice').token();
  const refused = commit(small.octokit(token), { add: { x: 'y' } });
  expect(firstError(await reason(refused))).toMatchObject({
    type: 'FORBIDDEN',
    message: 'Resource not accessible by integration',
  });
});

interface Change {
  readonly branch?: string;
  readonly expected?: string;
  readonly add?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
}

interface Committed {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string; readonly author: { readonly email: string } };
  };
}

const MUTATION = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) {
    commit {
      oid message author { name email user { login } } committer { name email }
      file(path: "a/b.json") { object { ... on Blob { text isTruncated byteSize } } }
    }
  }
}`;

async function commit(octokit: Octokit, change: Change): Promise<Committed> {
  const additions = Object.entries(change.add ?? {}).map(([path, text]) => ({
    path,
    contents: Buffer.from(text).toString('base64'),
  }));
  return octokit.graphql<Committed>(MUTATION, {
    input: {
      branch: { repositoryNameWithOwner: 'alice/web', branchName: change.branch ?? 'main' },
      expectedHeadOid: change.expected ?? (await small.web.head()),
      message: { headline: 'state', body: 'Turn: 1' },
      fileChanges: { additions, deletions: (change.remove ?? []).map((path) => ({ path })) },
    },
  });
}

async function reason(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it was not refused'),
    (error: unknown) => error,
  );
}

function firstError(error: unknown): { readonly type?: string; readonly message?: string } {
  const errors = error instanceof Error && 'errors' in error ? error.errors : null;
  if (!Array.isArray(errors)) throw error;
  return { ...(errors[0] as object) };
}
