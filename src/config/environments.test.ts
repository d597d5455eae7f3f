import { expect, test } from 'vitest';
import { problemsOf } from '../../test/support/config-source.ts';

const LINK = 'must be an address that begins with https:// or http://';

test.each<[environment: string, expected: string[]]>([
  ['{ url: "https://example.com/a?b=c" }', ['ok']],
  ['{ url: "http://localhost:3000" }', ['ok']],
  ['{ url: example.com }', [`2:27 environments.e.url: ${LINK}`]],
  ['{ url: "javascript:alert(1)" }', [`2:27 environments.e.url: ${LINK}`]],
  ['{ url: "https://a b" }', [`2:27 environments.e.url: ${LINK}`]],
  ['{ url: "https://" }', [`2:27 environments.e.url: ${LINK}`]],
  [
    '{ url: nowhere, deadline: soon, attributes: { a: [] } }',
    [
      `2:27 environments.e.url: ${LINK}`,
      '2:46 environments.e.deadline: must be a duration between 1m and 35d, like 30m, 2h, 1d or 1h30m',
      '2:69 environments.e.attributes.a: must be text or a number or true or false',
    ],
  ],
  ['{ gates: { checks: [] } }', ['ok']],
  ['{ gates: { checks: [a, { name: a, app: x }] } }', ['ok']],
  ['{ gates: { checks: [ci, CI] } }', ['2:44 environments.e.gates.checks[1]: "CI" is listed twice']],
  [
    '{ gates: { checks: Signalbox/web/e } }',
    [
      '2:39 environments.e.gates.checks: "Signalbox/web/e" is set by Signalbox itself, so waiting for it would never end',
    ],
  ],
  [
    '{ gates: { checks: [{ name: a, app: "x y" }] } }',
    ['2:56 environments.e.gates.checks[0].app: must be the slug of a GitHub App, like github-actions'],
  ],
  [
    '{ attributes: { 1st: x } }',
    [
      '2:36 environments.e.attributes.1st: this begins with a letter or "_", goes on with letters, digits, "_" or "-", and has 64 characters at most',
    ],
  ],
  [
    '{ roles: { operator: x } }',
    [
      '2:41 environments.e.roles.operator: must be a repository role (read, triage, write, maintain, admin) or a team like "@acme/ops"',
    ],
  ],
])('%s', (environment, expected) => {
  expect(problemsOf(`signalbox: 1\nenvironments: { e: ${environment} }\n`)).toEqual(expected);
});
