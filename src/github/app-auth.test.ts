import { generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { GitHubApp } from './app-auth.ts';
import { createGitHubApp } from './app-auth.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/**
 * GitHub as an App sees it: it hands out one token per installation to whoever signs as App 7, but is away for 44.
 * @param more where the next page of an installation's repositories is said to be.
 */
async function github(more?: string): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const [, token = ''] = (headers.authorization ?? '').split(' ');
    requests.push(`${method} ${url} ${isSigned(token) ? 'as App' : token}`);
    const isToken = url.endsWith('access_tokens');
    response.writeHead(url.endsWith('/44/access_tokens') ? 502 : isToken ? 201 : 200, {
      'content-type': 'application/json',
      date: new Date().toUTCString(),
      ...(more !== undefined && url.startsWith('/installation/repositories?')
        ? { link: `<${new URL(more, `http://${headers.host ?? ''}`).href}>; rel="next"` }
        : {}),
    });
    response.end(JSON.stringify(answerTo(url)));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function answerTo(url: string): object {
  const token = /installations\/(\d+)\/access_tokens/.exec(url);
  if (token) {
    return {
      token: `token-${token[1]}`,
      expires_at: '2999-01-01T00:00:00Z',
      permissions: {},
      repository_selection: 'all',
    };
  }
  if (url.startsWith('/app/installations?')) {
    return [
      { id: 41, suspended_at: null },
      { id: 43, suspended_at: '2026-11-20T12:00:00Z' },
      { id: 44, suspended_at: null },
    ];
  }
  if (url.startsWith('/next')) {
    return { total_count: 2, repositories: [{ id: 10, name: 'blog', owner: { login: 'acme' } }] };
  }
  if (url.startsWith('/installation/repositories')) {
    return { total_count: 1, repositories: [{ id: 9, name: 'shop', owner: { login: 'acme' } }] };
  }
  return { id: 41, slug: 'signalbox' };
}

function isSigned(token: string): boolean {
  const [header = '', payload = '', signature = ''] = token.split('.');
  if (signature === '') return false;
  const claims: { iss: unknown } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const signed = Buffer.from(`${header}.${payload}`);
  return (
    String(claims.iss) === '7' && verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))
  );
}

function appAt(url: string): GitHubApp {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return createGitHubApp({ appId: 7, privateKey: pem, baseUrl: url });
}

test('the App says its login, and its clients act with a token of their installation', async () => {
  const { url, requests } = await github();
  const app = appAt(url);
  expect(await app.login()).toBe('signalbox[bot]');
  const found = await app.client({ owner: 'acme', repo: 'shop' });
  await found.rest('GET /x');
  const named = await app.client({ owner: 'acme', repo: 'shop', installationId: 41 });
  await named.rest('GET /y');
  expect(requests).toEqual([
    'GET /app as App',
    'GET /repos/acme/shop/installation as App',
    'POST /app/installations/41/access_tokens as App',
    'GET /x token-41',
    'GET /y token-41',
  ]);
});

test('one installation that cannot be asked does not hide the repositories of the others', async () => {
  const { url, requests } = await github();
  const app = appAt(url);
  expect(await app.repositories()).toEqual({
    places: [{ id: 9, owner: 'acme', repo: 'shop', installationId: 41 }],
    unasked: [44],
  });
  expect(requests.join()).not.toContain('/43/');
  // Nothing is repeated behind the limiter's back.
  expect(requests.filter((each) => each.includes('/44/'))).toHaveLength(1);
});

test('an installation with many repositories is read page by page', async () => {
  const { url } = await github('/next');
  const { places } = await appAt(url).repositories();
  expect(places.map(({ repo }) => repo)).toEqual(['shop', 'blog']);
});

test('a next page on another server is not asked for with our token', async () => {
  const other = await github();
  const { url } = await github(`${other.url}/next`);
  expect(await appAt(url).repositories()).toEqual({ places: [], unasked: [41, 44] });
  expect(other.requests).toEqual([]);
});

test('[A12] a name that belongs to another repository by now gets no client', async () => {
  const { url } = await github();
  const app = appAt(url);
  const place = { owner: 'acme', repo: 'shop', installationId: 41 };
  await expect(app.client({ ...place, id: 40 })).rejects.toThrow('another repository');
  await expect(app.client({ ...place, id: 41 })).resolves.toMatchObject({ repo: 'shop' });
});
