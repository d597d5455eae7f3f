import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import { DAY, HOUR } from './instant.ts';

const TAGS = `signalbox: 1
apps: { shop: { release-on: { push: [main], tag: ["v*"] } } }
environments: { production: {} }
`;

const NO_TAGS = TAGS.replace(', tag: ["v*"]', '');

const ZEROS = '0'.repeat(40);

const TWO_APPS = `signalbox: 1
apps: { web: { paths: [web/**], release-on: { push: [main] } }, api: { paths: [api/**], release-on: { push: [main] } } }
environments: { production: {} }
`;

const count = async (shop: Shop): Promise<number> => Object.keys((await shop.state()).releases).length;

describe('a sweep', () => {
  test('finds a push whose webhook never came', async () => {
    const shop = new Shop();
    await shop.push('one');
    const sha = shop.world.commit({ message: 'missed' });
    await shop.tick(true);
    expect((await shop.release(2)).spec).toMatchObject({ sha, createdBy: { login: 'signalbox' } });
    await shop.pushed(sha, '0'.repeat(40));
    expect(await count(shop)).toBe(2);
  });

  test('leaves what lay there when the branch was begun, and finds what is new', async () => {
    const shop = new Shop({ config: TAGS });
    const sha = shop.world.commit({ message: 'old' });
    shop.world.tag('v0.1', sha);
    await shop.push('one');
    await shop.tick(true);
    expect(await count(shop)).toBe(1);
    shop.world.tag('v0.2', shop.world.commit({ branch: 'other', parents: [sha] }));
    await shop.tick(true);
    expect(await count(shop)).toBe(2);
  });

  test('finds a push that nobody told of since a refused command began the branch', async () => {
    const shop = new Shop();
    await shop.says('rita', '/promote');
    expect(await count(shop)).toBe(0);
    const sha = shop.world.commit({ message: 'missed' });
    await shop.tick(true);
    expect((await shop.release(1)).spec).toMatchObject({ sha, createdBy: { login: 'signalbox' } });
  });

  test('leaves a push to its webhook that was on its way when the refs were looked at', async () => {
    const shop = new Shop({ config: TAGS });
    const before = shop.world.refs.get('refs/heads/main') ?? '';
    const sha = shop.world.commit({ message: 'just pushed' });
    shop.world.tag('v0.1', sha);
    await shop.says('rita', '/promote');
    await shop.tick(true);
    expect(await count(shop)).toBe(0);
    const actor = shop.actor('alice');
    for (const _ of ['first', 'again']) {
      await shop.pushed(sha, before);
      await shop.engine.submit({ kind: 'tag', id: 'tag:v0.1', tag: 'v0.1', sha, actor });
    }
    expect(await count(shop)).toBe(2);
    expect((await shop.release(1)).spec).toMatchObject({ sha, cause: { kind: 'push' } });
    expect((await shop.release(2)).spec).toMatchObject({ sha, cause: { kind: 'tag' } });
  });

  test('leaves several pushes to their webhooks: each is compared with the one before it', async () => {
    const shop = new Shop({ config: TWO_APPS });
    const [before = ''] = shop.world.refs.values();
    const web = shop.world.commit({ files: { 'web/page': '1' } });
    const api = shop.world.commit({ files: { 'api/page': '1' } });
    await shop.says('rita', '/promote');
    await shop.pushed(web, before);
    await shop.pushed(api, web);
    await shop.tick(true);
    const { releases } = await shop.state();
    expect(Object.values(releases).map(({ app, number, spec }) => [app, number, spec.sha])).toEqual([
      ['api', 1, api],
      ['web', 1, web],
    ]);
  });

  test('finds the newer of two pushes of which only the older was told', async () => {
    const shop = new Shop();
    const first = shop.world.commit({ message: 'first' });
    const second = shop.world.commit({ message: 'second' });
    await shop.says('rita', '/promote');
    await shop.pushed(first, ZEROS);
    await shop.tick(true);
    expect((await shop.release(1)).spec.sha).toBe(first);
    expect((await shop.release(2)).spec.sha).toBe(second);
  });

  test('takes an older commit than it has seen for an old list', async () => {
    const shop = new Shop();
    const old = shop.world.refs.get('refs/heads/main') ?? '';
    const sha = shop.world.commit({ message: 'pushed' });
    await shop.says('rita', '/promote');
    shop.world.branch('main', old);
    await shop.tick(true);
    expect(await count(shop)).toBe(0);
    shop.world.branch('main', sha);
    await shop.pushed(sha, old);
    expect(await count(shop)).toBe(1);
  });

  test('releases nothing that lay there, when it is told of again a day later', async () => {
    const shop = new Shop({ config: TAGS });
    const old = shop.world.commit({ branch: 'old' });
    shop.world.tag('v0.1', old);
    const told = { kind: 'tag', id: 'tag:v0.1', tag: 'v0.1', sha: old, actor: shop.actor('alice') } as const;
    await shop.push('one');
    shop.pass(DAY);
    await shop.engine.submit(told);
    expect(await count(shop)).toBe(1);
  });

  test('looks at what lies there where GitHub could not say it when the branch was begun', async () => {
    const shop = new Shop();
    shop.world.tag('v0.1', shop.world.commit({ branch: 'old' }));
    shop.facts.goAway('refs');
    await shop.push('one');
    expect((await shop.state()).repository.watched).toBeUndefined();
    shop.facts.recover();
    await shop.tick(true);
    expect(await count(shop)).toBe(1);
  });

  test('does not release every old tag when the config begins to watch tags', async () => {
    const shop = new Shop({ config: NO_TAGS });
    await shop.push('one');
    shop.world.tag('v0.1', shop.world.commit({ branch: 'old' }));
    shop.world.tag('v0.2', shop.world.commit({ branch: 'old' }));
    await shop.tick(true);
    await shop.push('watch tags', { '.github/signalbox.yml': TAGS });
    await shop.tick(true);
    expect(await count(shop)).toBe(2);
    shop.world.tag('v0.3', shop.world.commit({ branch: 'old' }));
    await shop.tick(true);
    expect(await count(shop)).toBe(3);
  });

  test('remembers until when comments were looked at', async () => {
    const shop = new Shop();
    await shop.push();
    const until = shop.now;
    shop.pass(60);
    await shop.engine.submit({ kind: 'tick', id: 'sweep', sweep: true, commentsUntil: until });
    await shop.tick(true);
    expect((await shop.state()).repository).toMatchObject({ commentsSince: until, sweptAt: shop.now });
  });

  test('of the front that does not perform leaves comments to the performer', async () => {
    const shop = new Shop();
    await shop.push();
    const { commentsSince } = (await shop.state()).repository;
    shop.pass(60);
    const other = shop.newEngine('action');
    await other.submit({ kind: 'tick', id: 'sweep', sweep: true, commentsUntil: shop.now });
    await other.settled();
    expect((await shop.state()).repository).toMatchObject({ commentsSince, sweptAt: shop.now });
  });

  test('the second of two in a row changes nothing, whenever it comes', async () => {
    const shop = new Shop();
    await shop.ship();
    await shop.tick(true);
    const before = await shop.state();
    await shop.tick(true);
    expect(await shop.state()).toEqual(before);
    shop.pass(60);
    await shop.tick(true);
    expect(await shop.state()).toEqual(before);
  });
});

describe('a tick', () => {
  test('that finds nothing due makes no commit', async () => {
    const shop = new Shop();
    await shop.push();
    const { head } = shop.branch;
    await shop.tick();
    await shop.tick();
    expect(shop.branch.head).toEqual(head);
  });

  test('ends a lock whose time is over', async () => {
    const shop = new Shop();
    await shop.says('alice', '/lock staging --for 2h --reason demo');
    await shop.push();
    expect(await shop.progress(1)).toBe('queued: staging waiting environment-locked, production pending');
    shop.pass(2 * HOUR);
    await shop.tick();
    expect(await shop.progress(1)).toBe('running: staging running, production pending');
    expect((await shop.environment('staging')).lock).toBeNull();
  });
});
