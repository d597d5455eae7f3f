import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;
let pull: number;
let issue: number;

beforeAll(async () => {
  small = await startSmallSandbox();
  const alice = small.sandbox.as('alice');
  await alice.commit('alice/web', { branch: 'topic', message: 'change', files: { 'a.txt': 'a' } });
  pull = await alice.openPullRequest('alice/web', { head: 'topic' });
  issue = await alice.openIssue('alice/web', 'An issue');
});

afterAll(() => small.close());

const WEB = { owner: 'alice', repo: 'web' };

test('a comment of a person on a pull request', async () => {
  const id = await small.sandbox.as('alice').comment('alice/web', pull, '/rollback');
  const told = await small.sandbox.waitFor(() => hook('issue_comment', 'created', id));
  expect(told.payload).toMatchObject({
    issue: { number: pull, pull_request: { merged_at: null } },
    comment: {
      id,
      body: '/rollback',
      user: { login: 'alice', type: 'User' },
      performed_via_github_app: null,
    },
    sender: { login: 'alice' },
  });
});

test('a comment of an App names the App; an edit tells what it was', async () => {
  const { data } = await small.asApp.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...WEB,
    issue_number: issue,
    body: 'first',
  });
  expect(data).toMatchObject({ user: { type: 'Bot' }, performed_via_github_app: { slug: 'signalbox' } });
  await small.asApp.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...WEB,
    comment_id: data.id,
    body: 'second',
  });
  const told = await small.sandbox.waitFor(() => hook('issue_comment', 'edited', Number(data.id)));
  expect(told.payload).toMatchObject({ changes: { body: { from: 'first' } }, comment: { body: 'second' } });
});

test('comments of the whole repository since a moment', async () => {
  small.sandbox.advance(3600);
  const since = small.sandbox.now().toISOString();
  small.sandbox.advance(2);
  const id = await small.sandbox.as('alice').comment('alice/web', issue, 'late');
  const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/issues/comments', { ...WEB, since });
  expect(data.map((comment) => comment.id)).toEqual([id]);
});

test('a second equal reaction is 200 with the first one', async () => {
  const id = await small.sandbox.as('alice').comment('alice/web', pull, 'hello');
  const react = () =>
    small.asApp.request('POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', {
      ...WEB,
      comment_id: id,
      content: 'eyes',
    });
  const [first, second] = [await react(), await react()];
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(second.data.id).toBe(first.data.id);
});

test('the permission for issues alone cannot react on a pull request', async () => {
  const app = small.sandbox.createApp({
    name: 'Issues only',
    owner: 'alice',
    permissions: { issues: 'write' },
    events: [],
  });
  const octokit = small.octokit(small.sandbox.install(app, 'alice').token());
  const react = (number: number) =>
    octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/reactions', {
      ...WEB,
      issue_number: number,
      content: 'eyes',
    });
  expect((await refusal(react(pull))).status).toBe(403);
  expect((await react(issue)).status).toBe(201);
});

test('a stranger may comment on a public repository, but not change what others wrote', async () => {
  const id = await small.sandbox.as('alice').comment('alice/web', issue, 'mine');
  const mallory = small.octokit(small.sandbox.createUser('mallory').token);
  const change = mallory.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    ...WEB,
    comment_id: id,
    body: 'yours',
  });
  expect((await refusal(change)).status).toBe(403);
  await small.sandbox.as('mallory').comment('alice/web', issue, 'hello');
});

function hook(event: string, action: string, comment: number) {
  return small.hooks.find((each) => {
    const payload = each.payload as { readonly action?: string; readonly comment?: { readonly id: number } };
    return each.event === event && payload.action === action && payload.comment?.id === comment;
  });
}
