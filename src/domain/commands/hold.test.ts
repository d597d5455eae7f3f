import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { owed, undispatched } from '../../../test/support/undispatched.ts';

describe('/hold and /resume', () => {
  test('withdraw the owed dispatch, and send it when it goes on', async () => {
    const shop = await undispatched();
    expect(await shop.says('alice', '/hold v1 --reason lunch')).toMatchObject({
      kind: 'done',
      code: 'held',
      detail: { release: 'v1', by: 'alice', reason: 'lunch', withdrawn: ['v1 staging'], out: [] },
      next: ['/resume v1'],
    });
    expect(await owed(shop)).toEqual([]);
    expect(await shop.progress(1)).toBe('on-hold: staging waiting on-hold, production pending');
    expect(await shop.says('alice', '/hold v1')).toMatchObject({ kind: 'told', code: 'already-held' });
    expect(await shop.says('alice', '/resume')).toMatchObject({ code: 'resumed' });
    expect(await shop.progress(1)).toBe('running: staging running, production pending');
    expect(await shop.says('alice', '/resume v1')).toMatchObject({ kind: 'told', code: 'not-held' });
    expect(await shop.says('alice', '/resume')).toMatchObject({ kind: 'told', code: 'not-held' });
  });

  test('what is at work comes to its end, and nothing new starts', async () => {
    const shop = new Shop();
    await shop.push();
    expect(await shop.says('alice', '/hold')).toMatchObject({
      detail: { out: ['v1 staging'], filled: ['release v1'] },
    });
    await shop.succeed('staging');
    expect(await shop.progress(1)).toBe('on-hold: staging succeeded, production waiting on-hold');
  });

  test('what is over cannot be held', async () => {
    const shop = new Shop();
    await shop.ship();
    expect(await shop.says('alice', '/hold v1')).toMatchObject({
      code: 'release-final',
      detail: { found: 'succeeded' },
    });
    expect(await shop.says('alice', '/hold')).toMatchObject({ kind: 'told', code: 'nothing-to-do' });
  });

  test('a held release is told apart from the newer one that takes its place', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.says('alice', '/hold v1');
    await shop.succeed('staging');
    await shop.push('two');
    await shop.succeed('staging');
    await shop.succeed('production');
    await shop.says('alice', '/resume v1');
    expect(await shop.progress(1)).toMatch(/^superseded/);
  });
});
