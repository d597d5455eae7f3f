import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

test('an effect that two turns owe is carried out by one after the other', async () => {
  const shop = new Shop();
  const underWay = new Map<string, number>();
  const most = new Map<string, number>();
  const engine = shop.newEngine('app', {
    reporter: {
      async show(effect, head, doubtful) {
        const now = (underWay.get(effect.id) ?? 0) + 1;
        underWay.set(effect.id, now);
        most.set(effect.id, Math.max(now, most.get(effect.id) ?? 0));
        await wait(20);
        underWay.set(effect.id, now - 1);
        return shop.reporter.show(effect, head, doubtful);
      },
      acknowledge: () => Promise.resolve(),
    },
  });
  const ref = 'refs/heads/main';
  const sha = shop.world.commit();
  const actor = shop.actor('alice');
  await engine.submit({ kind: 'push', id: `push:${sha}`, ref, sha, before: '0'.repeat(40), actor });
  await engine.settled();
  // Both turns change what the deployment and the status of staging say; neither waits for the other's effects.
  const { order, state } = shop.run('staging');
  const run = { id: state.id, url: state.url, attempt: 1 };
  await engine.submit({
    kind: 'claim',
    id: 'claim',
    of: order.input,
    told: order.input,
    run,
    checkedOut: sha,
  });
  await engine.submit({ kind: 'report', id: 'report', of: order.input, run, status: 'success', outputs: {} });
  await engine.settled();
  expect(most.size).toBeGreaterThan(1);
  expect([...most.values()].every((each) => each === 1)).toBe(true);
});

test('a reply that the branch owes to nobody is tried again until GitHub takes it', async () => {
  const shop = new Shop();
  await shop.ship();
  shop.reporter.failNext('away', 'away', 'lost');
  await shop.submitSaying('alice', '/status');
  await shop.engine.settled();
  const replies = shop.reporter.comments.filter(({ bodies }) => bodies.at(-1)?.includes('production'));
  expect(replies).toHaveLength(1);
});
