import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { DRAFTS_KEPT } from '../state.ts';

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

describe('a draft', () => {
  const MANUAL = 'signalbox: 1\napps: { shop: { activate: manual } }\nenvironments: { staging: {} }\n';

  test('that was aborted is not promoted; a retry makes it a draft again', async () => {
    const shop = new Shop({ config: MANUAL });
    await shop.push('one');
    await shop.says('alice', '/abort v1 --reason no');
    expect(await shop.says('alice', '/promote v1')).toMatchObject({
      code: 'release-final',
      detail: { found: 'aborted' },
      next: ['/retry v1'],
    });
    await shop.says('alice', '/retry v1');
    expect(await shop.progress(1)).toBe('draft: staging pending');
    expect(await shop.says('alice', '/promote v1')).toMatchObject({ code: 'release-activated' });
    expect(await shop.progress(1)).toBe('running: staging running');
  });

  test('whose push was told late is superseded, and its commit is released anew', async () => {
    const shop = new Shop({ config: MANUAL });
    const late = shop.world.commit({ message: 'late' });
    await shop.push('newer');
    await shop.pushed(late, '0'.repeat(40));
    const again = `/release ${late.slice(0, 12)}`;
    const refused = await shop.says('alice', '/promote v2');
    expect(refused).toMatchObject({ code: 'release-final', next: [again] });
    expect(await shop.says('alice', again)).toMatchObject({ code: 'release-created' });
    expect(await shop.progress(3)).toBe('draft: staging pending');
  });

  test('gives way when a hundred newer ones wait', async () => {
    const shop = new Shop({ config: MANUAL });
    for (let number = 1; number <= DRAFTS_KEPT; number += 1) await shop.push(`change ${number}`);
    expect(await shop.progress(1)).toBe('draft: staging pending');
    await shop.push('one more');
    expect(await shop.progress(1)).toBe('superseded: staging pending');
    expect((await shop.release(1)).superseded).toMatchObject({ by: DRAFTS_KEPT + 1 });
    expect(await shop.progress(2)).toBe('draft: staging pending');
    expect(
      [...(shop.branch.head?.files.keys() ?? [])].filter((path) => path.includes('/open/')),
    ).toHaveLength(DRAFTS_KEPT);
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
