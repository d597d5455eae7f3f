import { describe, expect, test } from 'vitest';
import { tokenPermissions } from './permissions.ts';
import { readWritten } from './written.ts';

const metadata = 'read' as const;

describe('what a token may do', () => {
  test.each([
    [undefined, undefined, { contents: 'read', packages: 'read', metadata }],
    ['{}', undefined, { metadata }],
    [
      '{ contents: write, pull-requests: read, issues: none }',
      undefined,
      { contents: 'write', pull_requests: 'read', metadata },
    ],
    ['{ contents: write }', '{ actions: write }', { actions: 'write', metadata }],
    ['{ contents: write }', '{}', { metadata }],
  ])('workflow %s, job %s', (workflow, job, expected) => {
    const read = (text: string | undefined) => (text === undefined ? undefined : readWritten(text));
    expect(tokenPermissions(read(workflow), read(job))).toEqual(expected);
  });

  test('write-all and read-all name every scope', () => {
    expect(tokenPermissions('write-all', undefined)).toMatchObject({
      statuses: 'write',
      deployments: 'write',
    });
    expect(tokenPermissions('write-all', 'read-all')).toMatchObject({ statuses: 'read', checks: 'read' });
  });
});
