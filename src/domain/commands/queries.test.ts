import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';

describe('queries', () => {
  test('/releases: newest first, ten of them', async () => {
    const shop = new Shop({ config: 'signalbox: 1\nenvironments: { production: {} }\n' });
    for (let index = 1; index <= 12; index += 1) await shop.push(`change ${index}`);
    const answer = await shop.says('rita', '/releases');
    expect(answer).toMatchObject({ kind: 'told', code: 'releases-listed', next: ['/info v12', '/status'] });
    expect(answer.detail.releases?.map((each) => `v${each.number} ${each.status}`).slice(0, 3)).toEqual([
      'v12 queued',
      'v11 superseded',
      'v10 superseded',
    ]);
    expect(answer.detail.releases).toHaveLength(10);
  });

  test('/status: what runs where, who is at work, and who waits for what', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.push('two');
    await shop.push('three');
    const answer = await shop.says('rita', '/status');
    expect(answer.detail.places).toMatchObject([
      {
        environment: 'staging',
        state: { pointer: { release: 1 } },
        occupant: { release: 'v2', run: shop.run().state.url },
        waiting: [{ release: 'v3', for: 'environment-taken' }],
      },
      { environment: 'production', state: { pointer: { release: 1 } }, occupant: null, waiting: [] },
    ]);
  });

  test('/info: what sends a release on that waits for a person', async () => {
    const shop = new Shop();
    await shop.push('one');
    const run = shop.run('staging');
    await shop.claim(run);
    shop.runner.complete(run.state.id, 'failure');
    await shop.tick(true);
    expect((await shop.says('rita', '/info v1')).next).toEqual(['/unlock staging', '/abort v1']);

    const pinned = new Shop();
    await pinned.ship('one');
    await pinned.says('alice', '/pin production');
    await pinned.push('two');
    await pinned.succeed('staging');
    const { next } = await pinned.says('rita', '/info v2');
    expect(next).toEqual(['/promote v2 production', '/abort v2']);
  });

  test('/info: one release with everything about it, an old one too', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    const answer = await shop.says('rita', '/info v1');
    expect(answer).toMatchObject({
      code: 'release-shown',
      detail: { release: 'v1' },
      next: ['/rollback v1'],
    });
    expect(answer.detail.shown).toEqual(await shop.release(1));
    expect(await shop.says('rita', '/info v7')).toMatchObject({
      code: 'no-such-release',
      detail: { release: 'v7', other: 'v2' },
      next: ['/releases'],
    });
  });
});

describe('/status ends with what helps', () => {
  test('where nothing waits: the list', async () => {
    const shop = new Shop();
    await shop.ship();
    expect((await shop.says('rita', '/status')).next).toEqual(['/releases']);
  });

  test('where a release is at work: that one', async () => {
    const shop = new Shop();
    await shop.push();
    expect((await shop.says('rita', '/status')).next).toEqual(['/info v1', '/releases']);
  });

  test('where a run ended without a word: to free the environment', async () => {
    const shop = new Shop();
    await shop.push();
    await shop.claim(shop.run());
    shop.runner.complete(shop.run().state.id, 'failure');
    await shop.tick(true);
    expect((await shop.says('rita', '/status')).next).toEqual(['/unlock staging', '/releases']);
  });

  test('where a deploy has failed: to try again, or back', async () => {
    const shop = new Shop();
    await shop.ship();
    await shop.push();
    await shop.fail('staging');
    const { next } = await shop.says('rita', '/status');
    expect(next).toEqual(['/retry v2', '/rollback staging', '/releases']);
  });
});
