import { expect, test } from 'vitest';
import { recordText } from './record-text.ts';

test('a release is told with each try of each activity', () => {
  const run = { id: '7', url: 'http://r/7' };
  const blocks = recordText({
    app: 'hello',
    number: 2,
    status: 'partially-succeeded',
    spec: {
      sha: 'abcdef0123456789',
      description: 'Say hello',
      cause: { kind: 'push', ref: 'refs/heads/main' },
      createdBy: { login: 'alice' },
      process: { phases: [{ activities: [{ name: 'build' }, { name: 'up', environment: 'production' }] }] },
    },
    phases: [
      { activities: [{ name: 'build', status: 'skipped', attempts: [] }] },
      {
        activities: [
          {
            name: 'up',
            status: 'waiting',
            attempts: [
              { status: 'failed', reason: 'run-failed', run },
              { status: 'waiting', waiting: { for: 'environment-taken' } },
            ],
          },
        ],
      },
    ],
  });
  expect(blocks).toEqual([
    'v2 partially succeeded: Say hello',
    'Commit abcdef01, made by alice (push)',
    {
      rows: [
        ['build', 'skipped', '', ''],
        ['up in production', 'failed', 'run-failed', 'http://r/7'],
        ['', 'waiting', 'for environment taken', ''],
      ],
    },
    'As it stands on the state branch: log v2 --json',
  ]);
});
