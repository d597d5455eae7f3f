import { expect, test } from 'vitest';
import { ALICE, aRelease, aState, EPOCH, SHA } from '../../test/contract/state-world.ts';
import { emptyState, withEnvironment } from '../domain/state.ts';
import { readmeOf } from './readme.ts';

const rows = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('| production'));

test('before the first release it says so', () => {
  expect(readmeOf(emptyState('app', EPOCH))).toContain('Nothing was released yet.');
  expect(readmeOf(aState())).toContain('Not deployed anywhere yet.');
});

test('per environment: version, since when, lock, pin', () => {
  const state = withEnvironment(aState(aRelease()), 'web', 'production', {
    pointer: { release: 1, sha: SHA, at: EPOCH },
    lastTouch: { release: 2, activity: 'production', attempt: 1, at: EPOCH, outcome: 'failed' },
    lock: { by: ALICE, at: EPOCH, reason: 'disk full', until: '2026-11-20T13:00:00Z', input: 'comment:1' },
    pin: { release: 1, by: ALICE, at: EPOCH, input: 'comment:2' },
  });
  expect(rows(readmeOf(state))).toEqual([
    `| production | v1, uncertain: v2 failed at ${EPOCH} | ${EPOCH} | alice since ${EPOCH} until 2026-11-20T13:00:00Z: disk full | v1 by alice since ${EPOCH} |`,
  ]);
});

test('foreign text stays in its cell and is nothing but text', () => {
  const reason = 'a | b\n| x | <script> [l](http://x) @bob `c` &amp;';
  const lock = { by: ALICE, at: EPOCH, reason, input: 'comment:1' };
  const [row = '', ...more] = rows(readmeOf(withEnvironment(aState(), 'web', 'production', { lock })));
  expect(more).toEqual([]);
  expect(row.split('|')).toHaveLength(7);
  expect(row).not.toMatch(/[<>[\]`@]/);
  expect(row).toContain('&amp;amp;');
});
