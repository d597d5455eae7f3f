import { get } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../sandbox.ts';

const FILES = { 'README.md': '# <script>web</script>\n', 'docs/a.md': 'a\n' };

async function open() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const alice = sandbox.createUser('alice');
  await sandbox.createRepository({ owner: 'alice', name: 'web', files: FILES });
  await sandbox.createRepository({ owner: 'alice', name: 'secret', private: true, files: FILES });
  const actor = sandbox.as('alice');
  const sha = await actor.commit('alice/web', {
    message: 'Say hello',
    branch: 'feature/x',
    files: { 'b.txt': 'hello\n' },
  });
  const issue = await actor.openIssue('alice/web', 'Operations', 'Commands');
  await actor.comment('alice/web', issue, '/status');
  const read = async (path: string, token?: string) => {
    const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const answer = await fetch(`${sandbox.url}${path}`, { headers });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  return { alice, sha, read, actor, url: sandbox.url };
}

test('links of the repository open as plain text', async () => {
  const { read, sha } = await open();
  expect(await read('/')).toMatchObject({ status: 200, text: expect.stringContaining('/alice/web\n') });
  expect(await read('/alice/web')).toMatchObject({ text: expect.stringContaining('/tree/feature/x') });
  expect(await read('/alice/web/blob/main/README.md')).toEqual({
    status: 200,
    type: 'text/plain; charset=utf-8',
    text: FILES['README.md'],
  });
  expect(await read('/alice/web/blob/feature/x/b.txt')).toMatchObject({ status: 200, text: 'hello\n' });
  expect(await read('/alice/web/tree/main')).toMatchObject({ text: 'README.md\ndocs/\n' });
  expect(await read('/alice/web/tree/main/docs')).toMatchObject({ text: 'a.md\n' });
  expect(await read(`/alice/web/commit/${sha.slice(0, 8)}`)).toMatchObject({
    text: expect.stringContaining('+hello'),
  });
  expect(await read('/alice/web/commits/feature/x')).toMatchObject({
    text: expect.stringMatching(/^http:.*\/commit\/[0-9a-f]{7} .*Say hello\n.*Initial commit\n$/),
  });
  expect(await read('/alice/web/issues/1')).toMatchObject({
    text: expect.stringMatching(/^#1 Operations \(open\)\n[^]*Commands\n[^]*\/status\n$/),
  });
  expect(await read('/alice/web/actions')).toMatchObject({ status: 200 });
});

test.each([
  '/alice/none',
  '/alice/web/blob/main/none.md',
  '/alice/web/commit/0000000',
  '/alice/web/commit/--all',
  '/alice/web/issues/9',
  '/alice/web/actions/runs/9',
  '/alice/web/%ff',
  '/alice/web/blob/main/%2e%2e/%2e%2e/etc/passwd',
  '/nobody/knows/this',
])('%s is not there, and says where to begin', async (path) => {
  const { read } = await open();
  expect(await read(path)).toEqual({
    status: 404,
    type: 'text/plain; charset=utf-8',
    text: expect.stringMatching(/^There is no such page\. Begin at http:\/\/127\.0\.0\.1:\d+\/\n$/),
  });
});

test('a path that leads out of the repository is not there, and the next one is', async () => {
  const { read, url } = await open();
  // `fetch` would tidy the path before it asks.
  const { port } = new URL(url);
  const status = await new Promise((resolve, reject) => {
    const path = '/alice/web/blob/main/../../etc/passwd';
    get({ host: '127.0.0.1', port, path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    }).once('error', reject);
  });
  expect(status).toBe(404);
  expect((await read('/alice/web/tree/main')).status).toBe(200);
});

test('a commit shows what was said of it, the newest of each context', async () => {
  const { read, sha, actor } = await open();
  const say = (state: string, description: string) =>
    actor.rest('POST', `/repos/alice/web/statuses/${sha}`, { state, context: 'ci/test', description });
  await say('pending', 'Looking');
  await say('success', 'All is well');
  const { text } = await read(`/alice/web/commit/${sha}`);
  expect(text).toMatch(/^Statuses and checks\n\nsuccess {5}ci\/test {2}All is well\n\ncommit /);
});

test('deployments are listed with what became of them', async () => {
  const { read, sha, actor } = await open();
  await actor.rest('POST', '/repos/alice/web/deployments', {
    ref: sha,
    environment: 'production',
    auto_merge: false,
    required_contexts: [],
  });
  const { text } = await read('/alice/web/deployments');
  expect(text).toMatch(new RegExp(`^Deployments, newest first\n\npending +production  ${sha.slice(0, 8)}  `));
});

test('a private repository shows itself to its people only', async () => {
  const { alice, read } = await open();
  expect((await read('/')).text).not.toContain('secret');
  expect((await read('/alice/secret')).status).toBe(404);
  expect((await read('/alice/secret', alice.token)).status).toBe(200);
});
