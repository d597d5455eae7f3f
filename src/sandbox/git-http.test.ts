import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SmallSandbox } from '../../test/support/small-sandbox.ts';
import { startSmallSandbox, withToken } from '../../test/support/small-sandbox.ts';

let small: SmallSandbox;

let work: string;
let clones = 0;

beforeAll(async () => {
  small = await startSmallSandbox();
});

beforeEach(async () => {
  clones += 1;
  work = `work-${String(clones)}`;
  await small.git('clone', '--quiet', withToken(small.web.cloneUrl, small.alice.token), work);
});

afterAll(() => small.close());

test('a push moves the branch and is told with its commits', async () => {
  const before = await small.web.head();
  await commitFile('new.txt');
  await push('main');
  expect(await small.web.file('new.txt')).toBe('new.txt');
  const told = await hook('push', 'after', await small.web.head());
  expect(told.signed).toBe(true);
  expect(told.payload).toMatchObject({
    ref: 'refs/heads/main',
    before,
    after: await small.web.head(),
    created: false,
    forced: false,
    commits: [{ message: 'add new.txt', added: ['new.txt'], removed: [], modified: [] }],
    pusher: { name: 'alice' },
    sender: { login: 'alice', type: 'User' },
    repository: { full_name: 'alice/web' },
    installation: { id: small.installation.id },
  });
  await small.git('-C', work, 'fsck');
});

test('a new tag is a `create` with its short name, and a push', async () => {
  await small.git('-C', work, 'tag', 'v1.0');
  await push('v1.0');
  expect((await hook('create', 'ref', 'v1.0')).payload).toMatchObject({
    ref: 'v1.0',
    ref_type: 'tag',
    master_branch: 'main',
  });
  const told = await hook('push', 'ref', 'refs/tags/v1.0');
  expect(told.payload).toMatchObject({ created: true, commits: [] });
});

test('more than three tags at once are not told', async () => {
  for (const tag of ['a', 'b', 'c', 'd']) await small.git('-C', work, 'tag', tag);
  await push('--tags');
  await commitFile('last.txt');
  await push('main');
  await hook('push', 'after', await small.web.head());
  const told = small.sandbox.deliveries.map((delivery) => delivery.payload['ref']);
  expect(told).not.toContain('refs/tags/a');
});

test('a forced push says so', async () => {
  await small.git('-C', work, 'commit', '--quiet', '--amend', '-m', 'other');
  await push('--force', 'main');
  expect((await hook('push', 'after', await small.web.head())).payload).toMatchObject({ forced: true });
});

test.each([
  ['a reader', (): string => withRole('read'), /403/],
  ['a stranger', (): string => small.sandbox.createUser('mallory').token, /403/],
  ['a bad token', (): string => 'ghp_nonsense', /Authentication failed|401/],
  ['an App that may only read', (): string => readingApp(), /403/],
] as const)('%s cannot push', async (_who, token, said) => {
  const before = await small.web.head();
  await commitFile('refused.txt');
  const pushed = small.git('-C', work, 'push', withToken(small.web.cloneUrl, token()), 'main');
  await expect(pushed).rejects.toThrow(said);
  expect(await small.web.head()).toBe(before);
});

test('a private repository is not there for others', async () => {
  const secret = await small.sandbox.createRepository({ owner: 'alice', name: 'secret', private: true });
  const { token } = small.sandbox.createUser('oscar');
  await expect(small.git('ls-remote', withToken(secret.cloneUrl, token))).rejects.toThrow(/not found/i);
  expect(await small.git('ls-remote', withToken(secret.cloneUrl, small.alice.token))).toBe('');
});

test('a public one is cloned without a token, by a commit too', async () => {
  await small.git('clone', '--quiet', small.web.cloneUrl, 'anonymous');
  const head = (await small.web.head()) ?? '';
  await small.git('init', '--quiet', 'by-commit');
  await small.git('-C', 'by-commit', 'fetch', '--quiet', '--depth=1', small.web.cloneUrl, head);
  expect(await small.git('-C', 'by-commit', 'rev-parse', 'FETCH_HEAD')).toBe(`${head}\n`);
});

async function commitFile(name: string): Promise<void> {
  await writeFile(join(small.home, work, name), name);
  await small.git('-C', work, 'add', '.');
  await small.git('-C', work, 'commit', '--quiet', '-m', `add ${name}`);
}

function push(...args: string[]): Promise<string> {
  return small.git('-C', work, 'push', '--quiet', 'origin', ...args);
}

function hook(event: string, field: string, value: string | null) {
  return small.sandbox.waitFor(() =>
    small.hooks.find((each) => each.event === event && each.payload[field] === value),
  );
}

function withRole(role: 'read'): string {
  const { token } = small.sandbox.createUser('rita');
  small.web.grant('rita', role);
  return token;
}

function readingApp(): string {
  const app = small.sandbox.createApp({
    name: 'Reader',
    owner: 'alice',
    permissions: { contents: 'read' },
    events: [],
  });
  return small.sandbox.install(app, 'alice').token();
}
