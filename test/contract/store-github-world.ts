import { afterAll, beforeAll, expect } from 'vitest';
import { STATE_BRANCH } from '../../src/domain/state.ts';
import { createLimiter } from '../../src/github/limiter.ts';
import { createGitHubClient } from '../../src/github/octokit-client.ts';
import type {
  Sandbox,
  SandboxApp,
  SandboxInstallation,
  SandboxRepository,
} from '../../src/sandbox/sandbox-api.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { githubStore, type GitHubStoreOptions } from '../../src/store/github/github-store.ts';
import type { StateStore } from '../../src/store/store.ts';
import { EPOCH } from './state-world.ts';
import type { StoreWorld } from './store-contract.ts';

export const STATE_REF = `refs/heads/${STATE_BRANCH}`;

/** One sandbox with the App, for all tests of a file; each test has a repository of its own. */
export interface GitHubWorld {
  readonly sandbox: Sandbox;
  readonly app: SandboxApp;
  repository(files?: Readonly<Record<string, string>> | null): Promise<GitHubPlace>;
}

export interface GitHubPlace extends StoreWorld {
  readonly git: SandboxRepository;
  client(options?: GitHubStoreOptions): StateStore;
  /** What has been asked over HTTP since the last call: the field of a GraphQL request, or the route. */
  asked(): readonly string[];
}

/**
 * The world of a test file, opened before its first test; at its end the sandbox may not have been asked for anything
 * that it does not play.
 * @returns it, once the tests run.
 */
export function worldOfFile(): () => GitHubWorld {
  let world: GitHubWorld | null = null;
  beforeAll(async () => {
    world = await startGitHubWorld();
  });
  afterAll(async () => {
    expect(world?.sandbox.problems).toEqual([]);
    await world?.sandbox.close();
  });
  return () => {
    if (world === null) throw new Error('the world is there when the tests run');
    return world;
  };
}

async function startGitHubWorld(): Promise<GitHubWorld> {
  // States of these tests are of that day, and none may be of the future.
  const sandbox = await startSandbox({ start: new Date(EPOCH) });
  sandbox.createUser('alice');
  const app = sandbox.createApp({
    name: 'Signalbox',
    owner: 'alice',
    permissions: { contents: 'write' },
    events: [],
  });
  const installation = sandbox.install(app, 'alice');
  let number = 0;
  return {
    sandbox,
    app,
    repository: async (files = { 'README.md': 'hello\n' }) => {
      number += 1;
      const name = `shop-${number}`;
      const git = await sandbox.createRepository({ owner: 'alice', name, ...(files ? { files } : {}) });
      return placeOf({ sandbox, app, installation, git, name });
    },
  };
}

function placeOf(made: {
  readonly sandbox: Sandbox;
  readonly app: SandboxApp;
  readonly installation: SandboxInstallation;
  readonly git: SandboxRepository;
  readonly name: string;
}): GitHubPlace {
  const { sandbox, app, installation, git, name } = made;
  let seen = sandbox.requests.length;
  return {
    git,
    client: (options = {}) => {
      const wait = (): Promise<void> => Promise.resolve();
      const client = createGitHubClient({
        owner: 'alice',
        repo: name,
        auth: { kind: 'token', token: installation.token() },
        baseUrl: sandbox.apiUrl,
        limiter: createLimiter({ writeSpacing: 0 }),
        wait,
      });
      // What a test keeps in mind does not get old because the machine is slow.
      const elapsed = (): number => 0;
      return githubStore(client, { authors: [app.botLogin], wait, elapsed, ...options });
    },
    asked: () => {
      const news = sandbox.requests.slice(seen);
      seen = sandbox.requests.length;
      return news.map(({ route, fields }) => (fields.length > 0 ? fields.join() : route));
    },
    file: (path) => git.file(path, STATE_REF),
    touched: async () => {
      const names = await git.git('diff-tree', '--no-commit-id', '--name-only', '-r', '--root', STATE_REF);
      return names.trim().split('\n');
    },
    write: async (path, text) => {
      const change = { branch: STATE_BRANCH, message: `edit ${path}`, files: { [path]: text } };
      await sandbox.asApp(installation).commit(git.fullName, change);
    },
    takeBack: async () => {
      await git.git('update-ref', STATE_REF, `${STATE_REF}~1`);
    },
    close: () => Promise.resolve(),
  };
}
