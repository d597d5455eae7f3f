import { expect, test } from 'vitest';
import { problemsOf } from '../../test/support/config-source.ts';

const GRANT = 'must be a repository role (read, triage, write, maintain, admin) or a team like "@acme/ops"';

test.each<[roles: string, expected: string[]]>([
  ['{ operator: triage }', ['ok']],
  ['{ operator: [write, "@acme/ops"], admin: [] }', ['ok']],
  ['{ operator: "@acme/ops" }', ['ok']],
  ['{ operator: bob }', [`2:20 roles.operator: ${GRANT}`]],
  ['{ operator: "@bob" }', [`2:20 roles.operator: ${GRANT}`]],
  ['{ operator: none }', [`2:20 roles.operator: ${GRANT}`]],
  ['{ operator: [write, "acme/ops"] }', [`2:28 roles.operator[1]: ${GRANT}`]],
  [
    '{ manager: write }',
    ['2:10 roles.manager: unknown key; known here: viewer, operator, release-manager, admin'],
  ],
  [
    '{ operator: admin }',
    [
      '2:20 roles.operator: needs admin, but release-manager includes operator and needs only maintain; write release-manager as well',
    ],
  ],
  ['{ operator: admin, release-manager: admin }', ['ok']],
  ['[]', ['2:8 roles: must be a map, not a list']],
])('%s', (roles, expected) => {
  expect(problemsOf(`signalbox: 1\nroles: ${roles}\n`)).toEqual(expected);
});
