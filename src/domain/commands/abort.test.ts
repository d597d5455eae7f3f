import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { owed, undispatched } from '../../../test/support/undispatched.ts';

describe('/abort', () => {
  test('what is owed is withdrawn and the release is aborted at once', async () => {
    const shop = await undispatched();
    expect(await shop.says('alice', '/abort v1 --reason wrong')).toMatchObject({
      kind: 'done',
      code: 'aborted-now',
      detail: { by: 'alice', reason: 'wrong' },
      next: ['/retry v1'],
    });
    expect(await shop.progress(1)).toBe('aborted: staging aborted, production pending');
    expect(await owed(shop)).toEqual([]);
    expect(shop.runner.runs).toEqual([]);
    expect(await shop.says('alice', '/abort v1')).toMatchObject({
      code: 'release-final',
      detail: { found: 'aborted' },
    });
    expect(await shop.says('alice', '/abort')).toMatchObject({ code: 'nothing-to-do' });
  });

  test('an admitted run is cancelled, and the release is aborted once it is seen completed', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    expect(await shop.says('alice', '/abort')).toMatchObject({ code: 'abort-requested', next: ['/status'] });
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    await shop.ends(run, 'cancelled');
    expect(await shop.progress(1)).toBe('aborted: staging aborted, production pending');
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('aborted');
  });

  test('--force does not wait, but still has the run cancelled', async () => {
    const shop = new Shop();
    await shop.push();
    await shop.claim(shop.run());
    expect(await shop.says('alice', '/abort --force')).toMatchObject({ code: 'aborted-now' });
    expect(shop.run().cancelRequested).toBe(true);
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('aborted');
  });

  test('a dispatch that was under way when the abort came has its run cancelled when it is known', async () => {
    const shop = new Shop();
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const engine = shop.newEngine('app', {
      runner: {
        start: async (order) => {
          await gate;
          return shop.runner.start(order);
        },
        find: (order) => shop.runner.find(order),
        cancel: (id) => shop.runner.cancel(id),
      },
    });
    const sha = shop.world.commit();
    const ref = 'refs/heads/main';
    await engine.submit({
      kind: 'push',
      id: 'push',
      ref,
      sha,
      before: '0'.repeat(40),
      actor: shop.actor('alice'),
    });
    await engine.submit({
      kind: 'command',
      id: 'comment:1',
      command: { name: 'abort', force: false },
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: null,
    });
    go();
    await engine.settled();
    expect(shop.runner.runs).toMatchObject([{ cancelRequested: true }]);
    expect(await shop.progress(1)).toBe('aborted: staging aborted, production pending');
    expect(await owed(shop)).toEqual([]);
  });
});
