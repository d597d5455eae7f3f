import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox();
});

afterAll(async () => {
  await small.web.git('fsck', '--strict');
  await small.close();
});

const WEB = { owner: 'alice', repo: 'web' };
const ORPHAN = 'refs/heads/signalbox/releases';

test('an orphan branch: tree, commit without parents, ref; the second one is refused', async () => {
  const commit = await orphanCommit('first');
  const made = await small.asApp.request('POST /repos/{owner}/{repo}/git/refs', {
    ...WEB,
    ref: ORPHAN,
    sha: commit,
  });
  expect(made.data).toMatchObject({ ref: ORPHAN, object: { sha: commit, type: 'commit' } });
  const again = small.asApp.request('POST /repos/{owner}/{repo}/git/refs', {
    ...WEB,
    ref: ORPHAN,
    sha: commit,
  });
  expect(await refusal(again)).toMatchObject({ status: 422 });
  const read = await small.asApp.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...WEB,
    ref: 'heads/signalbox/releases',
  });
  expect(read.data.object.sha).toBe(commit);
});

test('an update that is no fast-forward is refused, of many racers one wins', async () => {
  const head = (await small.web.head()) ?? '';
  const tree = (
    await small.asApp.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
      ...WEB,
      commit_sha: head,
    })
  ).data.tree.sha;
  const racers = await Promise.all(
    Array.from({ length: 8 }, async (_, at) => {
      const message = `racer ${String(at)}`;
      const made = await small.asApp.request('POST /repos/{owner}/{repo}/git/commits', {
        ...WEB,
        message,
        tree,
        parents: [head],
      });
      return made.data.sha;
    }),
  );
  const update = (sha: string) =>
    small.asApp.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ...WEB, ref: 'heads/main', sha });
  const outcomes = await Promise.allSettled(racers.map(update));
  expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
  const winner = await small.web.head();
  expect((await refusal(update(racers.find((sha) => sha !== winner) ?? ''))).status).toBe(422);
});

test('matching refs, deletion, and what is not there', async () => {
  const sha = (await small.web.head()) ?? '';
  for (const name of ['v1', 'v12']) {
    await small.asApp.request('POST /repos/{owner}/{repo}/git/refs', {
      ...WEB,
      ref: `refs/tags/${name}`,
      sha,
    });
  }
  const found = await small.asApp.request('GET /repos/{owner}/{repo}/git/matching-refs/{ref}', {
    ...WEB,
    ref: 'tags/v1',
  });
  expect(found.data.map((ref) => ref.ref)).toEqual(['refs/tags/v1', 'refs/tags/v12']);
  await small.asApp.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...WEB, ref: 'tags/v1' });
  const gone = small.asApp.request('GET /repos/{owner}/{repo}/git/ref/{ref}', { ...WEB, ref: 'tags/v1' });
  expect((await refusal(gone)).status).toBe(404);
});

test('an empty repository has no git database', async () => {
  await small.sandbox.createRepository({ owner: 'alice', name: 'empty' });
  const empty = { owner: 'alice', repo: 'empty' };
  const read = small.asApp.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...empty,
    ref: 'heads/main',
  });
  expect((await refusal(read)).status).toBe(409);
});

test('the App that names no author is the author, and GitHub the committer', async () => {
  const sha = await orphanCommit('by the App');
  const { data } = await small.asApp.request('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...WEB,
    commit_sha: sha,
  });
  expect(data).toMatchObject({
    author: { name: 'signalbox[bot]' },
    committer: { email: 'noreply@github.com' },
    verification: { verified: true },
    parents: [],
  });
});

async function orphanCommit(message: string): Promise<string> {
  const { data: tree } = await small.asApp.request('POST /repos/{owner}/{repo}/git/trees', {
    ...WEB,
    tree: [{ path: 'apps/web/app.json', mode: '100644', type: 'blob', content: '{}' }],
  });
  const { data } = await small.asApp.request('POST /repos/{owner}/{repo}/git/commits', {
    ...WEB,
    message,
    tree: tree.sha,
    parents: [],
  });
  return data.sha;
}
