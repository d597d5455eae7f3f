import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox();
});

afterAll(() => small.close());

test('the App finds itself and its installation by its key', async () => {
  const app = small.byKey();
  expect((await app.request('GET /app')).data).toMatchObject({ slug: 'signalbox', id: small.app.id });
  const { data } = await app.request('GET /repos/{owner}/{repo}/installation', {
    owner: 'alice',
    repo: 'web',
  });
  expect(data.id).toBe(small.installation.id);
});

test('a key of somebody else is refused', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const stranger = small.byKey(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  expect((await refusal(stranger.request('GET /app'))).status).toBe(401);
});

test('a token is narrowed to a repository and a permission, never widened', async () => {
  const other = await small.sandbox.createRepository({
    owner: 'alice',
    name: 'other',
    files: { a: 'a' },
    private: true,
  });
  const app = small.byKey();
  const token = (permissions: Readonly<Record<string, 'read' | 'write'>>) =>
    app.request('POST /app/installations/{installation_id}/access_tokens', {
      installation_id: small.installation.id,
      repositories: ['web'],
      permissions,
    });
  const { data } = await token({ contents: 'read' });
  const narrow = small.octokit(data.token);
  const mine = await narrow.request('GET /installation/repositories');
  expect(mine.data.repositories.map((repository) => repository.full_name)).toEqual(['alice/web']);
  const elsewhere = narrow.request('GET /repos/{owner}/{repo}', { owner: 'alice', repo: 'other' });
  expect((await refusal(elsewhere)).status).toBe(404);
  const sha = (await small.web.head()) ?? '';
  const write = narrow.request('POST /repos/{owner}/{repo}/git/refs', {
    owner: 'alice',
    repo: 'web',
    ref: 'refs/heads/x',
    sha,
  });
  expect((await refusal(write)).status).toBe(403);
  expect((await refusal(token({ administration: 'write' }))).status).toBe(422);
  expect(await other.head()).not.toBeNull();
});

test('being installed is told, whatever the App subscribed to', async () => {
  const told = await small.sandbox.waitFor(() => small.hooks.find((hook) => hook.event === 'installation'));
  expect(told).toMatchObject({
    signed: true,
    payload: { action: 'created', repositories: [{ full_name: 'alice/web' }], sender: { login: 'alice' } },
  });
});
