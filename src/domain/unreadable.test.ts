import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { AppState } from './state.ts';

const TWO = `signalbox: 1
apps: { web: {}, api: {} }
environments: { production: {} }
`;

/** Somebody writes a file of the state branch by hand, or deletes it. */
function edit(shop: Shop, path: string, text: string | null): void {
  const files = new Map(shop.branch.head?.files);
  if (text === null) files.delete(path);
  else files.set(path, text);
  shop.branch.append(shop.branch.head?.oid ?? null, { files, message: 'by hand', at: shop.now });
}

async function brokenWeb(): Promise<{ shop: Shop; text: string }> {
  const shop = new Shop({ config: TWO });
  await shop.push('one');
  const text = shop.branch.head?.files.get('apps/web/open/1.json') ?? '';
  edit(shop, 'apps/web/open/1.json', text.slice(0, -20));
  return { shop, text };
}

describe('an app with a file that cannot be read', () => {
  test('is refused with the file, and the other goes on to its end', async () => {
    const { shop } = await brokenWeb();
    const broken = shop.branch.head?.files.get('apps/web/open/1.json');
    expect(await shop.says('alice', '/lock production --app web --reason now')).toMatchObject({
      kind: 'refused',
      code: 'state-unreadable',
      detail: { app: 'web', message: expect.stringContaining('apps/web/open/1.json') as string },
    });
    expect(await shop.says('alice', '/lock production --app api --reason now')).toMatchObject({
      code: 'locked-now',
    });
    expect(await shop.says('alice', '/unlock production --app api')).toMatchObject({ code: 'lock-removed' });
    const runOf = shop.runner.live.find((each) => each.order.input.app === 'api');
    expect(runOf).toBeDefined();
    if (runOf) {
      await shop.claim(runOf);
      await shop.report(runOf);
    }
    expect((await shop.state()).apps['api']?.summaries[0]).toMatchObject({ status: 'succeeded' });
    expect(shop.branch.head?.files.get('apps/web/open/1.json')).toBe(broken);
  });

  test('is named in /status beside what is known of the others', async () => {
    const { shop } = await brokenWeb();
    const answer = await shop.says('rita', '/status');
    expect(answer).toMatchObject({
      code: 'status-listed',
      detail: { broken: [{ app: 'web', file: 'apps/web/open/1.json' }] },
      next: ['/repair'],
    });
    expect(answer.detail.places?.map(({ app }) => app)).toEqual(['api']);
    expect(shop.reporter.comments.at(-1)?.bodies[0]).toContain('Nothing is known of web');
  });

  test('its jobs are not admitted, and nothing that is owed for it is forgotten', async () => {
    const { shop, text } = await brokenWeb();
    const owed = (await shop.state()).repository.owed.filter(
      ({ effect }) => 'app' in effect && effect.app === 'web',
    );
    const run = shop.runner.live.find((each) => each.order.input.app === 'web');
    if (!run) throw new Error('web was not dispatched');
    expect(await shop.claim(run)).toMatchObject({ kind: 'refused', code: 'state-unreadable' });
    shop.pass(600);
    await shop.tick(true);
    const after = (await shop.state()).repository.owed.filter(
      ({ effect }) => 'app' in effect && effect.app === 'web',
    );
    expect(after).toEqual(owed);
    // Mended by hand: it goes on from there.
    edit(shop, 'apps/web/open/1.json', text);
    await shop.tick(true);
    expect(await shop.claim(run)).toMatchObject({ code: 'claimed' });
  });

  test('gets the release of a push that came meanwhile as soon as it can be read', async () => {
    const { shop, text } = await brokenWeb();
    const sha = await shop.push('two');
    const state = await shop.state();
    expect(state.apps['api']?.nextNumber).toBe(3);
    expect(state.repository.putOff).toMatchObject([{ app: 'web', sha }]);
    await shop.tick(true);
    edit(shop, 'apps/web/open/1.json', text);
    await shop.tick();
    const mended = await shop.state();
    expect(mended.apps['web']?.nextNumber).toBe(3);
    expect(mended.apps['web']?.summaries[0]).toMatchObject({ number: 2, sha, cause: 'push' });
    expect(mended.repository.putOff).toBeUndefined();
  });

  test('gets it before that of the push that finds it mended', async () => {
    const { shop, text } = await brokenWeb();
    const first = await shop.push('two');
    edit(shop, 'apps/web/open/1.json', text);
    const second = await shop.push('three');
    expect((await shop.state()).apps['web']?.summaries).toMatchObject([
      { number: 3, sha: second },
      { number: 2, sha: first },
      { number: 1 },
    ]);
  });

  test('gets no release of an old push that was told meanwhile', async () => {
    const { shop, text } = await brokenWeb();
    const old = shop.world.commit({ message: 'told late' });
    const sha = await shop.push('two');
    await shop.pushed(old, '0'.repeat(40));
    expect((await shop.state()).repository.putOff).toMatchObject([{ app: 'web', sha }]);
    edit(shop, 'apps/web/open/1.json', text);
    await shop.tick();
    expect((await shop.state()).apps['web']?.summaries[0]).toMatchObject({ number: 2, sha });
  });
});

test('an app whose file is taken away gets no number twice', async () => {
  const shop = new Shop();
  await shop.ship('one');
  edit(shop, 'apps/shop/app.json', null);
  await shop.push('two');
  expect((await shop.state()).apps).toEqual({});
  expect(await shop.says('alice', '/release')).toMatchObject({
    code: 'state-unreadable',
    detail: { message: 'apps/shop/app.json: is missing' },
  });
  // Nor when its whole folder goes: the number is remembered elsewhere as well.
  for (const path of [...(shop.branch.head?.files.keys() ?? [])]) {
    if (path.startsWith('apps/')) edit(shop, path, null);
  }
  expect(await shop.says('alice', '/release')).toMatchObject({ code: 'state-unreadable' });
});

test('an app whose file was taken back to an older one is not believed', async () => {
  const shop = new Shop();
  await shop.ship('one');
  const older = shop.branch.head?.files.get('apps/shop/app.json') ?? '';
  await shop.ship('two');
  edit(shop, 'apps/shop/app.json', older);
  expect((JSON.parse(older) as AppState).nextNumber).toBe(2);
  expect(await shop.says('alice', '/rollback')).toMatchObject({
    code: 'state-unreadable',
    detail: { message: expect.stringContaining('says that v2 comes next, and there was a v2') as string },
  });
});
