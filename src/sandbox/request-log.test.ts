import { expect, test } from 'vitest';
import type { Account } from './model/account.ts';
import type { App, Caller } from './model/app.ts';
import { newRequestLog } from './request-log.ts';

const account: Account = { id: 1, login: 'alice', kind: 'User', createdAt: '' };
const app: App = {
  ...{ id: 1, slug: 'a', name: 'a', owner: account, bot: account, privateKey: '', publicKey: '' },
  ...{ permissions: {}, events: [], webhookUrl: null, webhookSecret: '', createdAt: '' },
};
const installation = { id: 1, app, account, repositories: 'all', permissions: {}, createdAt: '' } as const;

const JOB: Caller = { kind: 'workflow', account, app, permissions: {}, repositoryId: 1, runId: 30 };
const INSTALLED: Caller = {
  ...{ kind: 'installation', account, app, installation, permissions: {}, repositories: 'all' },
};

test.each<readonly [string, Caller | null, string, number | null]>([
  ['a bad token', null, 'none', null],
  ['no token', { kind: 'anonymous' }, 'none', null],
  ['a person', { kind: 'user', account }, 'user', null],
  ['an App by JWT', { kind: 'app', app }, 'app', null],
  ['an installation', INSTALLED, 'installation', null],
  ['a job', JOB, 'job', 30],
])('a request of %s says whose it is', (_who, caller, token, run) => {
  const log = newRequestLog();
  const view = {
    method: 'GET',
    path: '/',
    route: 'GET /',
    fields: [],
    mutation: false,
    caller: null,
    body: '',
  };
  const done = log.add(view, caller, new Date(0));
  expect(log.entries[0]).toMatchObject({ token, run, status: null, bytes: 0 });
  done(200, 12);
  expect(log.entries[0]).toMatchObject({ token, run, status: 200, bytes: 12 });
});
