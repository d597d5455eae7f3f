import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SignalboxInput } from '../../src/domain/signalbox-input.ts';

const SHA = 'a'.repeat(40);

const DISPATCHED: SignalboxInput = {
  version: 1,
  app: 'shop',
  release: 12,
  title: 'v12 production [n0nce]',
  nonce: 'n0nce',
  turn: 40,
  operation: 'deploy',
  environment: { name: 'production', attributes: { type: 'production' } },
  sha: SHA,
  ref: 'refs/heads/main',
  activity: 'production',
  attempt: 1,
  inputs: { tag: 'shop:12' },
  outputs: { tasks: {}, deploys: {} },
  vars: {},
  url: null,
  branch: 'signalbox/releases',
};

const PUSH = {
  ref: 'refs/heads/main',
  before: 'b'.repeat(40),
  after: SHA,
  created: false,
  deleted: false,
  forced: false,
  repository: {
    id: 1,
    name: 'shop',
    full_name: 'acme/shop',
    default_branch: 'main',
    owner: { login: 'acme' },
  },
  sender: { id: 7, login: 'alice', type: 'User' },
  commits: [],
  head_commit: { id: SHA, message: 'Add a cart' },
};

/** What the runner sets for a step of each kind, with GitHub at `url` and the runner's files in `folder`. */
export function jobEnvironments(
  url: string,
  folder: string,
): Readonly<Record<'step' | 'push', Readonly<Record<string, string>>>> {
  const files = Object.fromEntries(
    ['ENV', 'OUTPUT', 'STATE', 'STEP_SUMMARY', 'PATH'].map((name) => [
      `GITHUB_${name}`,
      emptyFile(folder, name),
    ]),
  );
  const common = {
    ...files,
    PATH: process.env['PATH'] ?? '',
    HOME: folder,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'alice',
    GITHUB_API_URL: url,
    GITHUB_GRAPHQL_URL: `${url}/graphql`,
    GITHUB_SERVER_URL: url,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '33000000001',
    GITHUB_SHA: SHA,
    GITHUB_WORKSPACE: folder,
    RUNNER_TEMP: folder,
    INPUT_TOKEN: 'token',
    INPUT_COMMAND: 'auto',
    INPUT_REPORT: 'true',
    'INPUT_JOB-STATUS': 'success',
    INPUT_OUTPUTS: '',
  };
  const signalbox = JSON.stringify(DISPATCHED);
  return {
    step: {
      ...common,
      ...event(folder, 'workflow_dispatch', { inputs: { signalbox } }),
      INPUT_SIGNALBOX: signalbox,
    },
    push: { ...common, ...event(folder, 'push', PUSH), INPUT_SIGNALBOX: '' },
  };
}

function event(folder: string, name: string, payload: object): Readonly<Record<string, string>> {
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(payload));
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path };
}

function emptyFile(folder: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, '');
  return path;
}
