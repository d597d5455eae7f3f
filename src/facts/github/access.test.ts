import { expect, test } from 'vitest';
import type { Answering } from '../../../test/support/answering-client.ts';
import { answeringClient } from '../../../test/support/answering-client.ts';
import type { Access } from '../../domain/role.ts';
import { GitHubRefused } from '../../github/client.ts';
import { permissionOf, readAccess } from './access.ts';

const ALICE = { login: 'alice', id: 7 };

// Words of `permission` and `role_name`: GitHub documentation, "Get repository permissions for a user".
test.each([
  ['admin', 'admin', 'admin'],
  ['write', 'maintain', 'maintain'],
  ['write', 'write', 'write'],
  ['read', 'triage', 'triage'],
  ['read', 'read', 'read'],
  ['none', 'none', 'none'],
  ['write', 'deployers-of-acme', 'write'],
  ['write', undefined, 'write'],
  ['something-new', 'something-new', 'none'],
])('permission %s with role %s is %s', (permission, role, expected) => {
  expect(permissionOf({ permission, ...(role === undefined ? {} : { role_name: role }) })).toBe(expected);
});

function access(answering: Answering, teams: readonly string[] = []): Promise<Access> {
  const client = answeringClient(answering);
  return readAccess(client, ALICE, { teams, teamClient: client });
}

const writer = { permission: 'write', role_name: 'write', user: ALICE };

test('[A10] a login that now belongs to somebody else has no access', async () => {
  const taken = { ...writer, user: { login: 'alice', id: 8 } };
  expect(await access(() => taken, ['acme/ops'])).toEqual({
    permission: 'none',
    teams: [],
    unreadableTeams: [],
  });
});

test('a login that nobody has any more has no access', async () => {
  const gone: Answering = () => {
    throw new GitHubRefused('Not Found', 404);
  };
  expect((await access(gone)).permission).toBe('none');
});

type Team = 'active' | 'pending' | number;

// 404 is GitHub's answer for "not a member" and for "you may not know" (platform research, section 7).
test.each<[string, Team, 'seen' | 'hidden' | number, Partial<Access>]>([
  ['an active member', 'active', 'seen', { teams: ['acme/ops'] }],
  ['somebody who was invited', 'pending', 'seen', { teams: [] }],
  ['a stranger', 404, 'seen', { teams: [], unreadableTeams: [] }],
  ['hidden teams', 404, 'hidden', { teams: [], unreadableTeams: ['acme/ops'] }],
  ['forbidden teams', 403, 403, { teams: [], unreadableTeams: ['acme/ops'] }],
])('team membership of %s', async (_, membership, team, expected) => {
  const found = await access(
    ({ what }) => {
      if (what.includes('/collaborators/')) return writer;
      const answer = what.includes('/memberships/') ? membership : team;
      if (typeof answer === 'number') throw new GitHubRefused('no', answer);
      if (what.includes('/memberships/')) return { state: answer };
      return { organization: { team: answer === 'seen' ? { slug: 'ops' } : null } };
    },
    ['acme/ops'],
  );
  expect(found).toMatchObject({ permission: 'write', ...expected });
});

test('what is no team of an organisation cannot be read', async () => {
  expect((await access(() => writer, ['ops'])).unreadableTeams).toEqual(['ops']);
});
