import { expect, test, vi } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

/** Milliseconds that nothing else waits for. */
const FLUSH = 123_456;
const PATIENCE = 30_000;

test('a tick that comes together with news of effects looks at the branch as it is now', async () => {
  const shop = new Shop({ build: true });
  const engine = shop.newEngine('app', {
    flushAfter: FLUSH,
    wait: (milliseconds) => new Promise((resolve) => milliseconds !== FLUSH && setImmediate(resolve)),
  });
  const ref = 'refs/heads/main';
  const sha = shop.world.commit();
  const before = '0'.repeat(40);
  await engine.submit({ kind: 'push', id: `push:${sha}`, ref, sha, before, actor: shop.actor('alice') });
  const { state, order } = await vi.waitFor(() => shop.run('build'), PATIENCE);
  const run = { id: state.id, url: state.url, attempt: 1 };
  const step = shop.newEngine('action');
  await step.submit({ kind: 'claim', id: 'claim', of: order.input, told: order.input, run, checkedOut: sha });
  await step.submit({ kind: 'report', id: 'report', of: order.input, run, status: 'success', outputs: {} });

  await engine.submit({ kind: 'tick', id: 'state:report', sweep: false });

  expect(await shop.progress(1)).toBe('running: build succeeded, staging running, production pending');
});
