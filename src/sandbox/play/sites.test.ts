import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSites } from './sites.ts';

async function open() {
  const root = await mkdtemp(join(tmpdir(), 'signalbox-sites-'));
  const sites = await openSites(root, ['staging', 'production']);
  onTestFinished(async () => {
    await sites.close();
    await rm(root, { recursive: true });
  });
  return { root, urls: sites.urls };
}

/** Asks for a path as it stands; `fetch` would tidy it up. */
function ask(url: string, path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { path }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('an environment shows what was deployed to it, and says when that is nothing yet', async () => {
  const { root, urls } = await open();
  await mkdir(join(root, 'staging'));
  await writeFile(join(root, 'staging/index.html'), '<b>v1</b>');
  const staging = await fetch(urls['staging'] ?? '');
  expect([staging.status, staging.headers.get('content-type'), await staging.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    '<b>v1</b>',
  ]);
  const production = await fetch(urls['production'] ?? '');
  expect([production.status, await production.text()]).toEqual([
    404,
    'Nothing is deployed to production yet.\n',
  ]);
});

test.each(['/../secret', '/%2e%2e/secret', '/..%2fsecret', '//../secret', '/%ff', '/none'])(
  '%s leads nowhere',
  async (path) => {
    const { root, urls } = await open();
    await writeFile(join(root, 'secret'), 'of another environment');
    expect(await ask(urls['staging'] ?? '', path)).toBe(404);
  },
);
