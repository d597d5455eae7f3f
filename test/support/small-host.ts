import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type {
  ActionReference,
  ActionsHost,
  HostCheckRun,
  HostClock,
  HostEvent,
  HostRepository,
  TokenRequest,
} from '../../src/sandbox/actions/host.ts';
import { WITHOUT_MAINTENANCE } from './git-config.ts';

/** A clock that stands still until it is moved. */
export interface MovedClock extends HostClock {
  advance(minutes: number): void;
}

/** What the runner told its host. */
export interface HostRecord {
  readonly events: HostEvent[];
  readonly checks: HostCheckRun[];
  readonly tokens: TokenRequest[];
  readonly revoked: string[];
}

/** The smallest host there is: one repository on a real bare git directory, and no server. For tests of the runner. */
export interface SmallHost extends ActionsHost {
  readonly clock: MovedClock;
  readonly record: HostRecord;
  /** Makes a commit on a branch from these files and answers its sha. */
  commit(files: Readonly<Record<string, string>>, message?: string, branch?: string): string;
  git(...args: readonly string[]): string;
  /** Files of an action that `uses: owner/name@ref` finds. */
  addAction(name: string, files: Readonly<Record<string, string>>): void;
  remove(): void;
}

export const REPOSITORY = 'octo/hello';

export function createSmallHost(): SmallHost {
  const folder = mkdtempSync(join(tmpdir(), 'small-host-'));
  const clone = join(folder, 'clone');
  const bare = join(folder, 'bare.git');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', clone, ...args], { env: gitEnv(folder), encoding: 'utf8' }).trim();
  execFileSync('git', ['init', '-q', '--bare', '-b', 'main', bare]);
  execFileSync('git', ['init', '-q', '-b', 'main', clone]);
  git('remote', 'add', 'origin', bare);
  const actions = new Map<string, string>();
  const record: HostRecord = { events: [], checks: [], tokens: [], revoked: [] };
  return {
    ...{ git, record },
    serverUrl: 'http://github.test',
    apiUrl: 'http://github.test/api/v3',
    graphqlUrl: 'http://github.test/api/graphql',
    clock: createMovedClock(),
    repository: (name) => (name.toLowerCase() === REPOSITORY ? repositoryAt(bare) : null),
    renderRepository: (name) => ({ id: 1, full_name: name }),
    renderUser: (login) => ({ id: 7, login }),
    loginOf: (email) => (email === 'ann@example.com' ? 'ann' : null),
    isNewcomer: () => false,
    issueToken: (request) => `ghs_secret${record.tokens.push(request)}`,
    revokeToken: (token) => void record.revoked.push(token),
    publish: (event) => void record.events.push(event),
    saveCheckSuite: () => undefined,
    saveCheckRun: (run) => void record.checks.push(run),
    resolveAction: ({ owner, name }: ActionReference) =>
      Promise.resolve(actions.get(`${owner}/${name}`) ?? null),
    addAction: (name, files) => {
      const at = join(folder, 'actions', name);
      writeFiles(at, files);
      actions.set(name, at);
    },
    commit: (files, message = 'change', branch = 'main') => {
      git('checkout', '-q', '-B', branch);
      writeFiles(clone, files);
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      git('push', '-q', '--force', 'origin', `HEAD:refs/heads/${branch}`);
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function repositoryAt(gitDirectory: string): HostRepository {
  return {
    ...{ id: 1, owner: 'octo', ownerId: 7, name: 'hello', fullName: REPOSITORY, gitDirectory },
    defaultBranch: 'main',
    variables: { REGION: 'eu' },
    secrets: { DEPLOY_KEY: 'hush-hush' },
  };
}

function createMovedClock(): MovedClock {
  let now = new Date('2026-03-01T12:00:00Z');
  const timers = new Set<{ readonly when: Date; readonly wake: () => void }>();
  return {
    now: () => now,
    at: (when, wake) => {
      const timer = { when, wake };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: (minutes) => {
      now = new Date(now.getTime() + minutes * 60_000);
      for (const timer of [...timers].filter(({ when }) => when <= now)) {
        timers.delete(timer);
        timer.wake();
      }
    },
  };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function gitEnv(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    ...WITHOUT_MAINTENANCE,
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.com',
    GIT_COMMITTER_NAME: 'Ann',
    GIT_COMMITTER_EMAIL: 'ann@example.com',
  };
}
