import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Octokit } from 'octokit';
import { expect } from 'vitest';
import type {
  AppOptions,
  RepositoryOptions,
  Sandbox,
  SandboxApp,
  SandboxInstallation,
  SandboxRepository,
  SandboxUser,
} from '../../src/sandbox/sandbox-api.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { WITHOUT_MAINTENANCE } from './git-config.ts';

/** A webhook as the receiver saw it. */
export interface ReceivedHook {
  readonly event: string;
  readonly delivery: string;
  readonly signed: boolean;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One repository `alice/web` with one file, an App on it that hears everything, and people with roles. */
export interface SmallSandbox {
  readonly sandbox: Sandbox;
  readonly alice: SandboxUser;
  readonly web: SandboxRepository;
  readonly app: SandboxApp;
  readonly installation: SandboxInstallation;
  readonly hooks: readonly ReceivedHook[];
  /** GitHub's own client, as people install it; without retries and throttling, which would hide what is refused. */
  readonly asApp: Octokit;
  octokit(token: string): Octokit;
  /** The App itself; with a key of somebody else when one is given. */
  byKey(privateKey?: string): Octokit;
  /** The real git, in a fresh home. @throws with what git said. */
  git(...args: string[]): Promise<string>;
  readonly home: string;
  /** Ends everything and holds that the sandbox made no mistake. */
  close(): Promise<void>;
}

export const ALL_PERMISSIONS = {
  actions: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  pull_requests: 'write',
  statuses: 'write',
} as const;

export const ALL_EVENTS = [
  'push',
  'create',
  'issue_comment',
  'pull_request',
  'status',
  'check_run',
  'check_suite',
  'workflow_run',
  'deployment',
  'deployment_status',
] as const;

export async function startSmallSandbox(
  options: { readonly app?: Partial<AppOptions>; readonly web?: Partial<RepositoryOptions> } = {},
): Promise<SmallSandbox> {
  const sandbox = await startSandbox();
  const alice = sandbox.createUser('alice');
  const web = await sandbox.createRepository({
    owner: 'alice',
    name: 'web',
    files: { 'README.md': 'hello\n' },
    ...options.web,
  });
  const hooks: ReceivedHook[] = [];
  const secret = 'a secret';
  const receiver = await receive(hooks, secret, sandbox);
  const app = sandbox.createApp({
    name: 'Signalbox',
    owner: 'alice',
    permissions: ALL_PERMISSIONS,
    events: ALL_EVENTS,
    webhookUrl: receiver.url,
    secret,
    ...options.app,
  });
  const installation = sandbox.install(app, 'alice');
  const home = await mkdtemp(join(tmpdir(), 'small-sandbox-'));
  const Quiet = Octokit.defaults({
    baseUrl: sandbox.apiUrl,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    retry: { enabled: false },
    throttle: { enabled: false },
  });
  const octokitApp = (privateKey: string) => new App({ appId: app.id, privateKey, Octokit: Quiet });
  return {
    sandbox,
    alice,
    web,
    app,
    installation,
    hooks,
    home,
    asApp: await octokitApp(app.privateKey).getInstallationOctokit(installation.id),
    octokit: (token) => new Quiet({ auth: token }),
    byKey: (privateKey = app.privateKey) => octokitApp(privateKey).octokit,
    git: (...args) => runGit(home, args),
    async close() {
      const { problems } = sandbox;
      await sandbox.close();
      receiver.server.close();
      await rm(home, { recursive: true, force: true });
      expect(problems).toEqual([]);
    },
  };
}

/** The status and message that an octokit promise is refused with. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<{ readonly status: number; readonly message: string }> {
  try {
    await promise;
  } catch (error) {
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
    return { status, message: error instanceof Error ? error.message : String(error) };
  }
  throw new Error('nothing was refused');
}

/** A clone address with a token as the password. */
export function withToken(url: string, token: string): string {
  return url.replace('http://', `http://x-access-token:${token}@`);
}

async function receive(
  hooks: ReceivedHook[],
  secret: string,
  sandbox: Sandbox,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
      hooks.push({
        event: String(request.headers['x-github-event']),
        delivery: String(request.headers['x-github-delivery']),
        signed: request.headers['x-hub-signature-256'] === signature,
        payload: JSON.parse(body) as Record<string, unknown>,
      });
      response.writeHead(202).end();
      sandbox.nudge();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no port');
  return { url: `http://127.0.0.1:${String(address.port)}/hooks`, server };
}

async function runGit(home: string, args: readonly string[]): Promise<string> {
  const name = { GIT_AUTHOR_NAME: 'alice', GIT_COMMITTER_NAME: 'alice' };
  const email = 'alice@example.com';
  const env = {
    ...name,
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...WITHOUT_MAINTENANCE,
    GIT_AUTHOR_EMAIL: email,
    GIT_COMMITTER_EMAIL: email,
  };
  return (await promisify(execFile)('git', args, { cwd: home, env })).stdout;
}

function quiet(): void {
  // A refusal is often what a test wants to see; it need not be printed.
}
