import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';

describe('/promote', () => {
  test('a promotion sends the waiting release past the pin, and the pin goes', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    await shop.says('alice', '/rollback');
    await shop.succeed('production');
    await shop.push('fix');
    await shop.succeed('staging');
    expect(await shop.says('alice', '/promote')).toMatchObject({
      code: 'promoted',
      detail: { release: 'v4', environments: ['production'], filled: ['release v4'] },
    });
    await shop.succeed('production');
    expect(await shop.environment('production')).toMatchObject({ pointer: { release: 4 }, pin: null });
  });

  test.each([
    ['/promote', 'nothing-to-do', 'told'],
    ['/promote v1', 'release-final', 'refused'],
    ['/promote v2', 'nothing-to-do', 'told'],
    ['/promote v2 nowhere', 'no-such-environment', 'refused'],
    ['/promote v2 production', 'release-not-reached', 'refused'],
  ])('%s: %s', async (command, code, kind) => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.push('two');
    expect(await shop.says('alice', command)).toMatchObject({ kind, code });
    expect((await shop.release(2)).promoted).toEqual({});
  });

  test('a locked environment is for nobody', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.says('alice', '/pin production');
    await shop.push('two');
    await shop.succeed('staging');
    await shop.says('mona', '/lock production --reason audit');
    expect(await shop.says('alice', '/promote v2 production')).toMatchObject({
      code: 'environment-locked',
      detail: { by: 'mona' },
    });
  });
});
