import { describe, expect, test } from 'vitest';
import type { Access, RoleGrants } from './role.ts';
import { DEFAULT_GRANTS, PERMISSIONS, holdsRole } from './role.ts';

const nobody: Access = { permission: 'none', teams: [], unreadableTeams: [] };

describe('default roles', () => {
  test.each([
    ['none', 'no', 'no', 'no', 'no'],
    ['read', 'yes', 'no', 'no', 'no'],
    ['triage', 'yes', 'no', 'no', 'no'],
    ['write', 'yes', 'yes', 'no', 'no'],
    ['maintain', 'yes', 'yes', 'yes', 'no'],
    ['admin', 'yes', 'yes', 'yes', 'yes'],
  ] as const)('%s is viewer %s, operator %s, release manager %s, admin %s', (permission, ...expected) => {
    const access = { ...nobody, permission };
    const found = (['viewer', 'operator', 'release-manager', 'admin'] as const).map((role) =>
      holdsRole(DEFAULT_GRANTS, access, role),
    );
    expect(found).toEqual(expected);
  });

  test('every permission of GitHub is in the table above', () => {
    expect(PERMISSIONS).toEqual(['none', 'read', 'triage', 'write', 'maintain', 'admin']);
  });
});

describe('teams', () => {
  const grants: RoleGrants = {
    ...DEFAULT_GRANTS,
    operator: [{ kind: 'team', team: 'acme/ops' }],
    'release-manager': [{ kind: 'team', team: 'acme/managers' }],
  };

  test.each<[string, Partial<Access>, 'yes' | 'no' | 'unreadable']>([
    ['a member', { teams: ['acme/ops'] }, 'yes'],
    ['a member of a team with a higher role', { teams: ['acme/managers'] }, 'yes'],
    ['an admin, by the higher role', { permission: 'admin' }, 'yes'],
    ['write alone, where the team is asked for', { permission: 'write' }, 'no'],
    ['a team that cannot be read', { permission: 'write', unreadableTeams: ['acme/ops'] }, 'unreadable'],
    ['a higher team that cannot be read', { unreadableTeams: ['acme/managers'] }, 'unreadable'],
    ['an unreadable team that would not help', { unreadableTeams: ['acme/others'] }, 'no'],
    [
      'a readable yes beside an unreadable team',
      { teams: ['acme/ops'], unreadableTeams: ['acme/managers'] },
      'yes',
    ],
  ])('%s', (_who, access, expected) => {
    expect(holdsRole(grants, { ...nobody, ...access }, 'operator')).toBe(expected);
  });
});
