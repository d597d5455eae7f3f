import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';

describe('/release', () => {
  test('releases the head of the default branch, or what was named', async () => {
    const shop = new Shop();
    const first = shop.world.commit({ message: 'one' });
    const second = shop.world.commit({ message: 'two' });
    expect(await shop.says('alice', '/release')).toMatchObject({
      kind: 'done',
      code: 'release-created',
      detail: { release: 'v1', sha: second, ref: 'refs/heads/main' },
      next: ['/info v1'],
    });
    expect(await shop.says('alice', `/release ${first.slice(0, 10)}`)).toMatchObject({
      detail: { release: 'v2', sha: first, ref: 'refs/heads/main' },
    });
    expect((await shop.release(2)).spec.cause).toEqual({ kind: 'command', input: 'comment:2' });
  });

  test.each([
    ['/release nothing', 'no-such-ref'],
    ['/release feature', 'not-watched'],
  ])('%s: %s', async (command, code) => {
    const shop = new Shop();
    shop.world.commit({ branch: 'feature', parents: [...shop.world.refs.values()] });
    expect(await shop.says('alice', command)).toMatchObject({ kind: 'refused', code });
    expect((await shop.state()).releases).toEqual({});
  });

  test('the same commit again is refused with the number it has, unless it is forced', async () => {
    const shop = new Shop();
    const sha = shop.world.commit();
    await shop.says('alice', '/release');
    expect(await shop.says('alice', '/release')).toMatchObject({
      kind: 'refused',
      code: 'duplicate-release',
      detail: { other: 'v1', sha },
      next: ['/info v1', `/release ${sha.slice(0, 12)} --force`],
    });
    expect(await shop.says('alice', '/release --force')).toMatchObject({ detail: { release: 'v2' } });
  });

  test('a refusal uses up no number', async () => {
    const shop = new Shop();
    await shop.says('alice', '/release');
    await shop.says('alice', '/release');
    await shop.says('rita', '/release --force');
    await shop.push('next');
    expect(Object.keys((await shop.state()).releases)).toEqual(['shop/1', 'shop/2']);
  });
});

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
