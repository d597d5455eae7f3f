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

  test('a commit that a push released is known as well; one that was superseded is not', async () => {
    const shop = new Shop();
    await shop.ship('one');
    expect(await shop.says('alice', '/release')).toMatchObject({
      code: 'duplicate-release',
      detail: { other: 'v1' },
    });
    await shop.push('two');
    await shop.push('three');
    await shop.push('four');
    const { sha } = (await shop.release(3)).spec;
    expect((await shop.release(3)).status).toBe('superseded');
    expect(await shop.says('alice', `/release ${sha}`)).toMatchObject({ code: 'release-created' });
  });

  test('a refusal uses up no number', async () => {
    const shop = new Shop();
    await shop.says('alice', '/release');
    await shop.says('alice', '/release');
    await shop.says('rita', '/release --force');
    await shop.push('next');
    expect(Object.keys((await shop.state()).releases)).toEqual(['shop/1', 'shop/2']);
  });

  test('[A1] without a ref means the head at the time of the comment: one that was pushed since is not released', async () => {
    const shop = new Shop();
    await shop.ship('good');
    const writtenAt = shop.now;
    shop.pass(5);
    // The attempt: the push is handled first, so that the bare command would find it as the newest.
    const evil = await shop.push('pushed in between');
    expect(shop.world.refs.get('refs/heads/main')).toBe(evil);
    const explicit = `/release ${evil.slice(0, 12)}`;
    expect(await shop.says('alice', '/release', { writtenAt })).toMatchObject({
      kind: 'refused',
      code: 'target-changed',
      next: [explicit],
    });
    expect(await shop.says('alice', '/release --force', { writtenAt })).toMatchObject({
      code: 'target-changed',
      next: [`${explicit} --force`],
    });
    expect(Object.keys((await shop.state()).releases).sort()).toEqual(['shop/1', 'shop/2']);
    // Said again, it is what everybody can see.
    expect(await shop.says('alice', '/release')).toMatchObject({ code: 'duplicate-release' });
  });

  test('[A1] nor is one that lay there when another comment began the branch, and may be younger', async () => {
    const shop = new Shop();
    const writtenAt = shop.now;
    shop.pass(3);
    const evil = shop.world.commit({ message: 'pushed in between' });
    await shop.says('rita', '/promote', { writtenAt });
    const explicit = `/release ${evil.slice(0, 12)}`;
    expect(await shop.says('alice', '/release', { writtenAt })).toMatchObject({ next: [explicit] });
    expect(await shop.says('alice', '/release')).toMatchObject({ code: 'release-created' });
  });

  test('[A1] nor is one whose push is not known yet: nobody can say when it came', async () => {
    const shop = new Shop();
    await shop.ship('good');
    const evil = shop.world.commit({ message: 'its webhook is late' });
    expect(await shop.says('alice', '/release')).toMatchObject({ code: 'target-changed' });
    expect(await shop.says('alice', `/release ${evil}`)).toMatchObject({ code: 'release-created' });
  });
});

describe('where somebody may not send anything [A23]', () => {
  const config = (activate: string): string => `signalbox: 1
apps: { shop: { activate: ${activate} } }
environments:
  staging: {}
  production: { roles: { operator: maintain } }
`;

  test('nobody sends an old commit by way of /release', async () => {
    const shop = new Shop({ config: config('auto') });
    const old = await shop.ship('one');
    await shop.ship('two');
    expect(await shop.says('alice', '/rollback v1 production')).toMatchObject({ code: 'not-permitted' });
    expect(await shop.says('alice', `/release ${old} --force`)).toMatchObject({
      code: 'not-permitted',
      detail: { needed: 'operator (maintain)', found: 'write' },
    });
    expect(await shop.says('mona', `/release ${old} --force`)).toMatchObject({ code: 'release-created' });
  });

  test.each(['/promote v1', '/promote v1 staging'])(
    'nobody starts a draft that goes there: %s',
    async (text) => {
      const shop = new Shop({ config: config('manual') });
      await shop.push('one');
      expect(await shop.says('alice', text)).toMatchObject({ code: 'not-permitted' });
      expect((await shop.release(1)).draft).toBe(true);
      // Making one more sends nothing anywhere.
      expect(await shop.says('alice', '/release --force')).toMatchObject({ code: 'release-created' });
      expect(await shop.says('mona', text)).toMatchObject({ code: 'release-activated' });
    },
  );
});
