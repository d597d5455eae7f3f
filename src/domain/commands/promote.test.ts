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

test('[A29] a promotion is of one release and one environment, and counts for no other', async () => {
  const shop = new Shop();
  await shop.ship('one');
  for (const place of ['staging', 'production']) await shop.says('alice', `/pin ${place}`);
  await shop.push('two');
  expect(await shop.progress(2)).toMatch(/staging waiting environment-pinned/);
  expect(await shop.says('alice', '/promote v2 staging')).toMatchObject({ code: 'promoted' });
  await shop.succeed('staging');
  // Sent to the one, it waits at the other; and the next release waits at both.
  expect(await shop.progress(2)).toMatch(/staging succeeded, production waiting environment-pinned$/);
  await shop.says('alice', '/pin staging');
  await shop.push('three');
  expect(await shop.progress(3)).toMatch(/staging waiting environment-pinned/);
  expect(shop.runner.live).toEqual([]);
  expect(await shop.says('alice', '/promote v3 staging')).toMatchObject({ code: 'promoted' });
  await shop.succeed('staging');
  expect(await shop.progress(3)).toMatch(/production waiting environment-pinned$/);
});
