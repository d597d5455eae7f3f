import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { JsonObject } from './actions/host.ts';
import type { SmallSandbox } from '../../test/support/small-sandbox.ts';
import { ALL_PERMISSIONS, refusal, startSmallSandbox, withToken } from '../../test/support/small-sandbox.ts';

// Real servers and real git take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const FILE = '.github/workflows/ci.yml';
const REFUSED =
  /refusing to allow a GitHub App to create or update workflow `\.github\/workflows\/[\w-]+\.yml`/;
const WEB = { owner: 'alice', repo: 'web' };

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox({ web: { files: { [FILE]: 'on: push\n', 'a.txt': 'a' } } });
});

afterAll(() => small.close());

const app = () => small.sandbox.asApp(small.installation);

test.each([
  ['a new workflow file', { '.github/workflows/new.yml': 'on: push\n' }],
  ['a changed one', { [FILE]: 'on: status\n' }],
  ['one less', { [FILE]: null }],
])('%s is refused', async (_what, files) => {
  await expect(app().commit('alice/web', { message: 'x', files })).rejects.toThrow(REFUSED);
});

test.each([
  ['other files', 'main', { 'a.txt': 'b' }],
  ['files beside the workflows', 'main', { '.github/signalbox.yml': 'signalbox: 1\n' }],
  ['a branch with the workflows of the default branch', 'topic', { 'b.txt': 'b' }],
])('%s may come', async (_what, branch, files) => {
  const sha = await app().commit('alice/web', { message: 'x', branch, files });
  expect(await small.web.head(branch)).toBe(sha);
});

test('what stands on a branch already may be merged, and a branch without any may be made', async () => {
  const alice = small.sandbox.as('alice');
  const files = { '.github/workflows/more.yml': 'on: push\n' };
  await alice.commit('alice/web', { message: 'more', branch: 'more', files });
  const number = await alice.openPullRequest('alice/web', { head: 'more' });
  expect(await app().mergePullRequest('alice/web', number)).toBe(await small.web.head());
  const made = async (path: string, body: JsonObject): Promise<string> =>
    JSON.parse(JSON.stringify(await app().rest('POST', `/repos/alice/web/git/${path}`, body))).sha;
  const file = { path: 'state.json', mode: '100644', type: 'blob', content: '{}' };
  const orphan = await made('commits', { message: 'state', tree: await made('trees', { tree: [file] }) });
  await app().rest('POST', '/repos/alice/web/git/refs', { ref: 'refs/heads/state', sha: orphan });
  expect(await small.web.head('state')).toBe(orphan);
});

test('over the API: contents and createCommitOnBranch', async () => {
  const content = Buffer.from('on: push\n').toString('base64');
  const put = small.asApp.request('PUT /repos/{owner}/{repo}/contents/{path}', {
    ...{ ...WEB, path: '.github/workflows/by-api.yml', message: 'x', content },
  });
  const refused = await refusal(put);
  expect(refused).toMatchObject({ status: 403 });
  expect(refused.message).toMatch(REFUSED);
  const mutation = `mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`;
  const input = {
    branch: { repositoryNameWithOwner: 'alice/web', branchName: 'main' },
    expectedHeadOid: await small.web.head(),
    message: { headline: 'x' },
    fileChanges: { additions: [{ path: '.github/workflows/by-api.yml', contents: content }] },
  };
  const answer = await fetch(small.sandbox.graphqlUrl, {
    method: 'POST',
    headers: { Authorization: `Bearer ${small.installation.token()}` },
    body: JSON.stringify({ query: mutation, variables: { input } }),
  });
  expect(await answer.json()).toMatchObject({
    data: { createCommitOnBranch: null },
    errors: [{ type: 'FORBIDDEN', message: expect.stringMatching(REFUSED) }],
  });
});

test('by git push, where other commits pass', async () => {
  const work = `${small.home}/clone`;
  await small.git('clone', '--quiet', withToken(small.web.cloneUrl, small.installation.token()), work);
  const commit = async (script: string): Promise<void> => {
    await small.git('-C', work, '-c', `alias.write=!${script}`, 'write');
    await small.git('-C', work, 'add', '-A');
    await small.git('-C', work, 'commit', '--quiet', '-m', 'x');
  };
  await commit('echo b > pushed.txt');
  await small.git('-C', work, 'push', '--quiet', 'origin', 'main');
  expect(await small.web.file('pushed.txt')).toBe('b\n');
  await commit('echo "on: status" > .github/workflows/pushed.yml');
  await expect(small.git('-C', work, 'push', 'origin', 'main')).rejects.toThrow(REFUSED);
  expect(await small.web.file('.github/workflows/pushed.yml')).toBeNull();
  const owner = withToken(small.web.cloneUrl, small.alice.token);
  await small.git('-C', work, 'push', '--quiet', owner, 'main');
  expect(await small.web.file('.github/workflows/pushed.yml')).toBe('on: status\n');
});

test('an App that was granted `workflows` may', async () => {
  const other = small.sandbox.createApp({
    ...{ name: 'Other', owner: 'alice', events: [], permissions: { ...ALL_PERMISSIONS, workflows: 'write' } },
  });
  const actor = small.sandbox.asApp(small.sandbox.install(other, 'alice'));
  await actor.commit('alice/web', { message: 'x', files: { [FILE]: 'on: status\n' } });
  expect(await small.web.file(FILE)).toBe('on: status\n');
});
