import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SmallSandbox } from '../../../test/support/small-sandbox.ts';
import { refusal, startSmallSandbox } from '../../../test/support/small-sandbox.ts';

let small: SmallSandbox;

beforeAll(async () => {
  small = await startSmallSandbox();
  for (const role of ['read', 'triage', 'write', 'maintain', 'admin'] as const) {
    small.sandbox.createUser(role);
    small.web.grant(role, role);
  }
  small.sandbox.createUser('outsider');
});

afterAll(() => small.close());

test.each([
  // login      permission  role_name
  ['outsider', 'read', 'read'],
  ['read', 'read', 'read'],
  ['triage', 'read', 'triage'],
  ['write', 'write', 'write'],
  ['maintain', 'write', 'maintain'],
  ['admin', 'admin', 'admin'],
  ['alice', 'admin', 'admin'],
] as const)('%s shows as %s with the role %s', async (username, permission, role) => {
  const { data } = await small.asApp.request(
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
    {
      owner: 'alice',
      repo: 'web',
      username,
    },
  );
  expect(data).toMatchObject({ permission, role_name: role });
});

test('somebody who is no user is 404', async () => {
  const request = small.asApp.request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
    owner: 'alice',
    repo: 'web',
    username: 'nobody',
  });
  expect((await refusal(request)).status).toBe(404);
});

test('a team gives its role; without the permission for members everybody is 404', async () => {
  const { sandbox } = small;
  sandbox.createOrganization('acme');
  sandbox.createUser('olga');
  sandbox.createTeam({ organization: 'acme', slug: 'ops', members: ['olga'] });
  const shop = await sandbox.createRepository({ owner: 'acme', name: 'shop', private: true });
  shop.grantTeam('ops', 'maintain');
  const permissions = { contents: 'read', members: 'read' } as const;
  const knowing = sandbox.createApp({ name: 'Knowing', owner: 'acme', permissions, events: [] });
  const blind = sandbox.createApp({ name: 'Unknowing', owner: 'acme', permissions: {}, events: [] });
  const ask = (token: string, username: string) =>
    small.octokit(token).request('GET /orgs/{org}/teams/{team_slug}/memberships/{username}', {
      org: 'acme',
      team_slug: 'ops',
      username,
    });
  const seeing = sandbox.install(knowing, 'acme').token();
  expect((await ask(seeing, 'olga')).data).toMatchObject({ state: 'active', role: 'member' });
  expect((await refusal(ask(seeing, 'alice'))).status).toBe(404);
  expect((await refusal(ask(sandbox.install(blind, 'acme').token(), 'olga'))).status).toBe(404);
  const { data } = await small
    .octokit(seeing)
    .request('GET /repos/{owner}/{repo}/collaborators/{username}/permission', {
      owner: 'acme',
      repo: 'shop',
      username: 'olga',
    });
  expect(data).toMatchObject({ permission: 'write', role_name: 'maintain' });
});
