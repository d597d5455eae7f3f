import { expect, test } from 'vitest';
import { statusText } from './status-text.ts';

const HEAD = ['ENVIRONMENT', 'RUNS', 'LAST DEPLOY', 'HELD', 'LOOK'];
const alice = { login: 'alice' };

test('each environment of the config has its row, and what was taken out of it keeps its own', () => {
  const blocks = statusText({
    app: null,
    configured: ['staging', 'production'],
    environments: {
      staging: {
        pointer: { release: 1, sha: 'a', at: '' },
        lastTouch: { release: 2, outcome: 'failed' },
        lock: { by: alice, at: '', reason: 'why not' },
        pin: null,
      },
      old: { pointer: null, lastTouch: null, lock: null, pin: null },
    },
    open: [],
    sites: { production: 'http://p/' },
  });
  expect(blocks).toEqual([
    {
      rows: [
        HEAD,
        ['staging', 'v1', 'v2 failed', 'locked by alice: why not', ''],
        ['production', 'nothing', '', '', 'http://p/'],
        ['old', 'nothing', '', '', ''],
      ],
    },
  ]);
});

test('where there are several apps, each is named', () => {
  const [name] = statusText({ app: 'web', configured: [], environments: {}, open: [], sites: {} });
  expect(name).toBe('web');
});
