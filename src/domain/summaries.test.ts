import { expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

const MANUAL = `signalbox: 1
apps: { shop: { release-on: { push: [main] }, activate: manual } }
environments:
  staging: {}
  production: {}
`;

async function numbers(shop: Shop): Promise<number[]> {
  return ((await shop.state()).apps['shop']?.summaries ?? []).map(({ number }) => number);
}

test('[A20] a release that is not over is known however many came after it, so that its record is missed', async () => {
  const shop = new Shop({ config: MANUAL });
  await shop.push('v1');
  for (let count = 2; count <= 32; count += 1) {
    await shop.push(`v${count}`);
    if (count < 32) await shop.says('alice', `/abort v${count} --reason no`);
    shop.pass(600);
  }
  expect(await numbers(shop)).toEqual([...Array.from({ length: 30 }, (_, index) => 32 - index), 1]);
  // Two drafts are two candidates, whatever lies between them.
  expect(await shop.says('alice', '/promote')).toMatchObject({
    code: 'which-release',
    detail: { candidates: ['/promote v32', '/promote v1'] },
  });

  const { head } = shop.branch;
  const lost = new Map([...(head?.files ?? [])].filter(([path]) => path !== 'apps/shop/open/1.json'));
  expect(lost.size).toBe((head?.files.size ?? 0) - 1);
  shop.branch.append(head?.oid ?? null, { files: lost, message: 'tidy up', at: shop.now });
  expect((await shop.state()).unreadable).toEqual({
    shop: { file: 'apps/shop/open/1.json', why: 'is missing' },
  });
});

test('what is over is listed as long as it is among the newest thirty', async () => {
  const shop = new Shop({ config: MANUAL });
  for (let count = 1; count <= 32; count += 1) {
    await shop.push(`v${count}`);
    shop.pass(600);
  }
  expect(await numbers(shop)).toHaveLength(32);
  await shop.says('alice', '/abort v1 --reason no');
  expect(await numbers(shop)).toEqual(Array.from({ length: 31 }, (_, index) => 32 - index));
  await shop.says('alice', '/abort v20 --reason no');
  expect(await numbers(shop)).toEqual(Array.from({ length: 31 }, (_, index) => 32 - index));
});
