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
  return { alice, sha, read };
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
    text: expect.stringMatching(/Say hello\n.*Initial commit\n$/),
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
])('%s is not there', async (path) => {
  const { read } = await open();
  expect((await read(path)).status).toBe(404);
});

test('a private repository shows itself to its people only', async () => {
  const { alice, read } = await open();
  expect((await read('/')).text).not.toContain('secret');
  expect((await read('/alice/secret')).status).toBe(404);
  expect((await read('/alice/secret', alice.token)).status).toBe(200);
});
