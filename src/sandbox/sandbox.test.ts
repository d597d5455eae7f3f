import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox, SandboxUser } from './sandbox-api.ts';
import { startSandbox } from './sandbox.ts';

const run = promisify(execFile);

let sandbox: Sandbox;
let alice: SandboxUser;
let home: string;

beforeEach(async () => {
  sandbox = await startSandbox();
  alice = sandbox.createUser('alice');
  home = await mkdtemp(join(tmpdir(), 'sandbox-home-'));
});

afterEach(async () => {
  expect(sandbox.problems).toEqual([]);
  await sandbox.close();
  await rm(home, { recursive: true });
});

test('a push by the real git moves the branch and sends a push event', async () => {
  const web = await sandbox.createRepository({
    owner: 'alice',
    name: 'web',
    files: { 'README.md': 'hello\n' },
  });
  const app = sandbox.createApp({
    name: 'Signalbox',
    owner: 'alice',
    permissions: { contents: 'read' },
    events: ['push'],
  });
  sandbox.install(app, 'alice');
  await git('clone', '--quiet', withToken(web.cloneUrl, alice.token), 'work');
  await writeFile(join(home, 'work', 'new.txt'), 'new\n');
  await git('-C', 'work', 'add', '.');
  await git('-C', 'work', 'commit', '--quiet', '-m', 'add a file');
  await git('-C', 'work', 'push', '--quiet', 'origin', 'main');
  expect(await web.file('new.txt')).toBe('new\n');
  const push = sandbox.deliveries.find((delivery) => delivery.event === 'push');
  expect(push?.payload).toMatchObject({
    ref: 'refs/heads/main',
    after: await web.head(),
    commits: [{ message: 'add a file\n', added: ['new.txt'] }],
    sender: { login: 'alice' },
  });
});

test('octokit as an App commits with createCommitOnBranch', async () => {
  await sandbox.createRepository({ owner: 'alice', name: 'web', files: { 'README.md': 'hello\n' } });
  const app = sandbox.createApp({
    name: 'Signalbox',
    owner: 'alice',
    permissions: { contents: 'write' },
    events: [],
  });
  const installation = sandbox.install(app, 'alice');
  const octokit = new Octokit({
    baseUrl: sandbox.apiUrl,
    authStrategy: createAppAuth,
    auth: { appId: app.id, privateKey: app.privateKey, installationId: installation.id },
  });
  const { data: ref } = await octokit.request('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    owner: 'alice',
    repo: 'web',
    ref: 'heads/main',
  });
  const answer = await octokit.graphql(
    `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid author { name email user { login } } committer { name } message file(path: "a/b.txt") { object { ... on Blob { text isTruncated byteSize } } } } } }`,
    {
      input: {
        branch: { repositoryNameWithOwner: 'alice/web', branchName: 'main' },
        expectedHeadOid: ref.object.sha,
        message: { headline: 'state', body: 'Turn: 1' },
        fileChanges: { additions: [{ path: 'a/b.txt', contents: Buffer.from('x').toString('base64') }] },
      },
    },
  );
  expect(answer).toMatchObject({
    createCommitOnBranch: {
      commit: {
        author: { name: 'signalbox[bot]', user: null },
        committer: { name: 'GitHub' },
        file: { object: { text: 'x' } },
      },
    },
  });
});

function withToken(url: string, token: string): string {
  return url.replace('http://', `http://x-access-token:${token}@`);
}

function git(...args: string[]): Promise<unknown> {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'alice',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'alice',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  return run('git', args, { cwd: home, env });
}
