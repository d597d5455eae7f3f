import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

test('a push becomes v1 and walks through its environments', async () => {
  const shop = new Shop({ build: true });
  const sha = await shop.push('Add a cart');
  expect(await shop.progress(1)).toBe('running: build running, staging pending, production pending');
  await shop.succeed('build', { tag: 'shop:1' });
  await shop.succeed('staging');
  expect(await shop.progress(1)).toBe('running: build succeeded, staging succeeded, production running');
  await shop.succeed('production');
  expect(await shop.progress(1)).toBe('succeeded: build succeeded, staging succeeded, production succeeded');
  expect(await shop.environment('production')).toMatchObject({ pointer: { release: 1, sha } });
  expect((await shop.state()).repository.owed).toEqual([]);
  expect(shop.complaints).toEqual([]);
});

test('a rollback copies what succeeded, pins, and the next push stops before production', async () => {
  const shop = new Shop();
  const first = await shop.ship();
  const record = await shop.release(1);
  await shop.push('broken');
  await shop.succeed('staging');
  await shop.fail('production');
  expect(await shop.progress(2)).toBe('failed: staging succeeded, production failed');
  const answer = await shop.says('alice', '/rollback');
  expect(answer).toMatchObject({
    kind: 'done',
    code: 'rollback-created',
    detail: { release: 'v3', other: 'v1' },
  });
  await shop.succeed('production');
  expect(await shop.environment('production')).toMatchObject({ pointer: { release: 3, sha: first } });
  expect(await shop.release(1)).toEqual(record);
  await shop.push('fix');
  await shop.succeed('staging');
  expect(await shop.progress(4)).toBe('running: staging succeeded, production waiting environment-pinned');
  await shop.says('alice', '/unpin production');
  await shop.succeed('production');
  expect(await shop.progress(4)).toBe('succeeded: staging succeeded, production succeeded');
  expect(shop.complaints).toEqual([]);
});
