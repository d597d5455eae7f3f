import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;

beforeEach(async () => {
  small = await startSmallSandbox();
});

afterEach(async () => {
  await small.web.git('fsck', '--strict');
  await small.close();
});

const WEB = { owner: 'alice', repo: 'web' };

test('a merge is a real merge: push, closed, and the commits know their pull request', async () => {
  const alice = small.sandbox.as('alice');
  const change = await alice.commit('alice/web', {
    branch: 'topic',
    message: 'change',
    files: { 'a.txt': 'a' },
  });
  await alice.commit('alice/web', { message: 'meanwhile', files: { 'b.txt': 'b' } });
  const number = await alice.openPullRequest('alice/web', { head: 'topic', title: 'Add a' });
  const merged = await alice.mergePullRequest('alice/web', number);
  expect(await small.web.head()).toBe(merged);
  expect(await small.web.file('a.txt')).toBe('a');
  expect(await small.web.file('b.txt')).toBe('b');
  const { data: pull } = await small.asApp.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...WEB,
    pull_number: number,
  });
  expect(pull).toMatchObject({
    merged: true,
    state: 'closed',
    merge_commit_sha: merged,
    merged_by: { login: 'alice' },
  });
  for (const sha of [change, merged]) {
    const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', {
      ...WEB,
      commit_sha: sha,
    });
    expect(data.map((each) => each.number)).toEqual([number]);
  }
  await small.sandbox.waitFor(() => small.hooks.length >= 6);
  const told = small.sandbox.deliveries.map((each) => [each.event, each.action].filter(Boolean).join('.'));
  expect(told.slice(-3)).toEqual(['pull_request.opened', 'push', 'pull_request.closed']);
});

test('a squash has one parent and closes as well', async () => {
  const alice = small.sandbox.as('alice');
  await alice.commit('alice/web', { branch: 'topic', message: 'one', files: { 'a.txt': 'a' } });
  const number = await alice.openPullRequest('alice/web', { head: 'topic', title: 'Add a' });
  const before = await small.web.head();
  await alice.rest('PUT', `/repos/alice/web/pulls/${String(number)}/merge`, { merge_method: 'squash' });
  expect(await small.web.git('log', '-1', '--format=%P %s', 'main')).toBe(
    `${before ?? ''} Add a (#${String(number)})\n`,
  );
});

test('a conflict cannot be merged', async () => {
  const alice = small.sandbox.as('alice');
  await alice.commit('alice/web', { branch: 'topic', message: 'one', files: { 'README.md': 'mine\n' } });
  await alice.commit('alice/web', { message: 'other', files: { 'README.md': 'yours\n' } });
  const number = await alice.openPullRequest('alice/web', { head: 'topic' });
  await expect(alice.mergePullRequest('alice/web', number)).rejects.toThrow(/^405/);
  const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...WEB,
    pull_number: number,
  });
  expect(data.mergeable).toBe(false);
});

test('a new commit on the head is `synchronize`; a reader cannot merge', async () => {
  const alice = small.sandbox.as('alice');
  const before = await alice.commit('alice/web', {
    branch: 'topic',
    message: 'one',
    files: { 'a.txt': 'a' },
  });
  const number = await alice.openPullRequest('alice/web', { head: 'topic' });
  const after = await alice.commit('alice/web', { branch: 'topic', message: 'two', files: { 'a.txt': 'b' } });
  const told = small.sandbox.deliveries.find((each) => each.action === 'synchronize');
  expect(told?.payload).toMatchObject({ number, before, after, pull_request: { head: { sha: after } } });
  const rita = small.octokit(small.sandbox.createUser('rita').token);
  const merge = rita.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
    ...WEB,
    pull_number: number,
  });
  expect((await refusal(merge)).status).toBe(403);
});
