import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';

const owed = async (shop: Shop): Promise<string[]> =>
  (await shop.state()).repository.owed.map((each) => each.effect.kind);

/** v1 whose first dispatch is still owed: GitHub was busy. */
async function undispatched(): Promise<Shop> {
  const shop = new Shop();
  shop.runner.scriptNext({ answer: 'not-now' });
  await shop.push();
  expect(await owed(shop)).toEqual(['dispatch']);
  return shop;
}

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

describe('/abort', () => {
  test('what is owed is withdrawn and the release is aborted at once', async () => {
    const shop = await undispatched();
    expect(await shop.says('alice', '/abort v1 --reason wrong')).toMatchObject({
      kind: 'done',
      code: 'aborted-now',
      detail: { by: 'alice', reason: 'wrong' },
      next: ['/retry v1'],
    });
    expect(await shop.progress(1)).toBe('aborted: staging aborted, production pending');
    expect(await owed(shop)).toEqual([]);
    expect(shop.runner.runs).toEqual([]);
    expect(await shop.says('alice', '/abort v1')).toMatchObject({
      code: 'release-final',
      detail: { found: 'aborted' },
    });
    expect(await shop.says('alice', '/abort')).toMatchObject({ code: 'nothing-to-do' });
  });

  test('an admitted run is cancelled, and the release is aborted once it is seen completed', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    expect(await shop.says('alice', '/abort')).toMatchObject({ code: 'abort-requested', next: ['/status'] });
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    await shop.ends(run, 'cancelled');
    expect(await shop.progress(1)).toBe('aborted: staging aborted, production pending');
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('aborted');
  });

  test('--force does not wait, but still has the run cancelled', async () => {
    const shop = new Shop();
    await shop.push();
    await shop.claim(shop.run());
    expect(await shop.says('alice', '/abort --force')).toMatchObject({ code: 'aborted-now' });
    expect(shop.run().cancelRequested).toBe(true);
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('aborted');
  });

  test('a dispatch that was under way when the abort came has its run cancelled when it is known', async () => {
    const shop = new Shop();
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    const engine = shop.newEngine('app', {
      runner: {
        start: async (order) => {
          await gate;
          return shop.runner.start(order);
        },
        find: (order) => shop.runner.find(order),
        cancel: (id) => shop.runner.cancel(id),
      },
    });
    const sha = shop.world.commit();
    const ref = 'refs/heads/main';
    await engine.submit({
      kind: 'push',
      id: 'push',
      ref,
      sha,
      before: '0'.repeat(40),
      actor: shop.actor('alice'),
    });
    await engine.submit({
      kind: 'command',
      id: 'comment:1',
      command: { name: 'abort', force: false },
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: null,
    });
    go();
    await engine.settled();
    expect(shop.runner.runs).toMatchObject([{ cancelRequested: true }]);
    expect(await shop.progress(1)).toBe('aborted: staging aborted, production pending');
    expect(await owed(shop)).toEqual([]);
  });
});

describe('/pin, /unpin and /promote', () => {
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
    const config = `signalbox: 1
environments:
  eu: { attributes: { type: production } }
  us: { attributes: { type: production } }
processes:
  standard:
    phases:
      - name: production
        deploy: { to: { type: production }, up: deploy.yml }
`;
    const shop = new Shop({ config });
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
