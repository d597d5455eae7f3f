import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { SIDE_BY_SIDE } from '../../../test/support/side-by-side.ts';

describe('/pin and /unpin', () => {
  test('a pin keeps what runs there until somebody unpins', async () => {
    const shop = new Shop();
    expect(await shop.says('alice', '/pin production')).toMatchObject({
      kind: 'refused',
      code: 'no-rollback-target',
    });
    expect(await shop.says('alice', '/pin')).toMatchObject({ kind: 'told', code: 'nothing-to-do' });
    await shop.ship('one');
    expect(await shop.says('alice', '/pin production --reason demo')).toMatchObject({
      code: 'pinned-now',
      detail: { other: 'v1', reason: 'demo', environments: ['production'] },
      next: ['/unpin production'],
    });
    expect(await shop.says('mona', '/pin production')).toMatchObject({
      kind: 'told',
      code: 'already-pinned',
    });
    await shop.push('two');
    await shop.succeed('staging');
    expect(await shop.progress(2)).toMatch(/production waiting environment-pinned$/);
    expect(await shop.says('alice', '/unpin')).toMatchObject({
      code: 'unpinned',
      detail: { environments: ['production'] },
    });
    expect(await shop.progress(2)).toMatch(/production running$/);
    expect(await shop.says('alice', '/unpin')).toMatchObject({ kind: 'told', code: 'not-pinned' });
    expect(await shop.says('alice', '/unpin production')).toMatchObject({ kind: 'told', code: 'not-pinned' });
  });

  test('a pin for a phase is for all its environments or for none', async () => {
    const shop = new Shop({ config: SIDE_BY_SIDE });
    await shop.push();
    await shop.succeed('eu');
    expect(await shop.says('alice', '/pin production')).toMatchObject({ code: 'no-rollback-target' });
    expect((await shop.environment('eu')).pin).toBeNull();
    await shop.succeed('us');
    await shop.says('alice', '/pin us');
    expect(await shop.says('alice', '/pin production')).toMatchObject({ detail: { environments: ['eu'] } });
    expect((await shop.environment('us')).pin).not.toBeNull();
  });

  test('a pin withdraws what is owed to go there', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.push('two');
    shop.runner.scriptNext({ answer: 'not-now' });
    await shop.succeed('staging');
    expect(await shop.says('alice', '/pin production')).toMatchObject({
      detail: { withdrawn: ['v2 production'] },
    });
    expect(await shop.progress(2)).toMatch(/production waiting environment-pinned$/);
  });

  test('[A21] a pin that is newer than the command is not removed by it', async () => {
    const shop = new Shop();
    await shop.ship('one');
    const writtenAt = shop.now;
    shop.pass(60);
    await shop.says('mona', '/pin production');
    expect(await shop.says('alice', '/unpin production', { writtenAt })).toMatchObject({
      code: 'target-changed',
    });
    expect((await shop.environment('production')).pin).not.toBeNull();
  });
});
