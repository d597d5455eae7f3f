import { describe, expect, test } from 'vitest';
import { DEPLOY_WORKFLOW, Shop } from '../../test/support/shop.ts';
import { appState } from './state.ts';

const ZEROS = '0'.repeat(40);

const TWO_APPS = `signalbox: 1
apps:
  web: { paths: [web/**], release-on: { push: [main], tag: ["web-v*"] } }
  api: { paths: [api/**], release-on: { push: [main, "hotfix/**"] } }
environments: { production: {} }
`;

async function tags(shop: Shop, tag: string, sha: string | null): Promise<void> {
  const id = sha === null ? `tag:${tag}` : `tag:${tag}:${sha}`;
  await shop.engine.submit({ kind: 'tag', id, tag, sha, actor: shop.actor('alice') });
  await shop.engine.settled();
}

const numbers = async (shop: Shop): Promise<string[]> =>
  Object.values((await shop.state()).releases).map((each) => `${each.app} v${each.number} ${each.status}`);

describe('a push', () => {
  test('becomes a release once, however often it is told', async () => {
    const shop = new Shop();
    const sha = await shop.push('one');
    await shop.pushed(sha, ZEROS);
    await shop.pushed(sha, ZEROS);
    expect(await numbers(shop)).toEqual(['shop v1 running']);
    expect((await shop.release(1)).spec).toMatchObject({
      sha,
      ref: 'refs/heads/main',
      cause: { kind: 'push', ref: 'refs/heads/main' },
      createdBy: { login: 'alice' },
      description: `build ${sha.slice(0, 7)} one`,
    });
  });

  test('to a branch that nobody watches is nothing', async () => {
    const shop = new Shop();
    const sha = shop.world.commit({ branch: 'feature' });
    await shop.engine.submit({
      kind: 'push',
      id: `push:refs/heads/feature:${sha}`,
      ref: 'refs/heads/feature',
      sha,
      before: ZEROS,
      actor: shop.actor('alice'),
    });
    expect(shop.branch.head).toBeNull();
  });

  test('an older commit whose webhook comes late is born superseded, and only once', async () => {
    const shop = new Shop();
    const late = shop.world.commit({ message: 'late' });
    await shop.push('newer');
    await shop.pushed(late, ZEROS);
    expect(await numbers(shop)).toEqual(['shop v1 running', 'shop v2 superseded']);
    expect((await shop.release(2)).superseded).toMatchObject({ by: 1 });
    await shop.pushed(late, ZEROS);
    await shop.tick(true);
    await shop.tick(true);
    expect(await numbers(shop)).toHaveLength(2);
  });

  test('old news of a commit that was superseded meanwhile makes no new number', async () => {
    const shop = new Shop();
    const first = await shop.push('one');
    await shop.push('two');
    await shop.push('three');
    const second = (await shop.release(2)).spec.sha;
    await shop.pushed(second, first);
    await shop.pushed(first, ZEROS);
    expect(await numbers(shop)).toHaveLength(3);
  });

  test('a branch that was forced back releases nothing, sweep after sweep, and goes on from there', async () => {
    const shop = new Shop();
    const first = await shop.push('one');
    const second = await shop.push('two');
    shop.world.branch('main', first);
    await shop.pushed(first, second);
    await shop.tick(true);
    await shop.tick(true);
    expect(await numbers(shop)).toHaveLength(2);
    await shop.push('other way');
    expect(await numbers(shop)).toHaveLength(3);
    expect((await shop.release(3)).superseded).toBeUndefined();
  });

  test('concerns the apps whose files it touches', async () => {
    const shop = new Shop({ config: TWO_APPS });
    await shop.push('web only', { 'web/a.txt': '1' });
    await shop.push('api only', { 'api/a.txt': '1' });
    await shop.push('both', { 'web/b.txt': '1', 'api/b.txt': '1' });
    await shop.push('neither', { 'docs/a.txt': '1' });
    const state = await shop.state();
    expect(appState(state, 'web').nextNumber).toBe(3);
    expect(appState(state, 'api').nextNumber).toBe(3);
    expect(state.repository.refs['refs/heads/main']).toBe(shop.world.refs.get('refs/heads/main'));
    expect(shop.runner.orders.map((each) => each.input.title.split(' ')[0])).toEqual(['web@v1', 'api@v1']);
  });

  test('that carries files since the last handled commit, so that a missed push is made up for', async () => {
    const shop = new Shop({ config: TWO_APPS });
    await shop.push('first', { 'web/a.txt': '1' });
    shop.world.commit({ message: 'missed', files: { 'api/a.txt': '1' } });
    await shop.push('docs', { 'docs/a.txt': '1' });
    expect(appState(await shop.state(), 'api').nextNumber).toBe(2);
  });

  test('that comes late concerns the apps whose files it touched, and not those that were touched since', async () => {
    const shop = new Shop({ config: TWO_APPS });
    const first = await shop.push('first', { 'web/a.txt': '1' });
    const docs = shop.world.commit({ message: 'docs', files: { 'docs/a.txt': '1' } });
    const web = shop.world.commit({ message: 'web', files: { 'web/a.txt': '2' } });
    await shop.push('both', { 'web/a.txt': '3', 'api/a.txt': '1' });
    await shop.pushed(web, docs);
    await shop.pushed(docs, first);
    const state = await shop.state();
    const told = (app: string): string[] =>
      appState(state, app).summaries.map((each) => `v${each.number} ${each.status}`);
    expect(told('web')).toEqual(['v3 superseded', 'v2 queued', 'v1 running']);
    expect(told('api')).toEqual(['v1 running']);
  });

  test('that was forced away meanwhile is old news, however late or often it is told', async () => {
    const shop = new Shop();
    const first = await shop.push('one');
    const away = shop.world.commit({ message: 'away', parents: [first] });
    const there = shop.world.commit({ message: 'there', parents: [first] });
    await shop.pushed(there, away);
    await shop.pushed(away, first);
    await shop.pushed(away, first);
    await shop.tick(true);
    const state = await shop.state();
    expect(appState(state, 'shop').summaries.map((each) => `v${each.number} ${each.status}`)).toEqual([
      'v3 superseded',
      'v2 queued',
      'v1 running',
    ]);
    expect(state.repository.refs['refs/heads/main']).toBe(there);
  });

  test('of a branch that was moved to another commit and back releases it again', async () => {
    const shop = new Shop();
    const first = await shop.push('one');
    const left = shop.world.commit({ message: 'left', parents: [first] });
    await shop.pushed(left, first);
    const right = shop.world.commit({ message: 'right', parents: [first] });
    await shop.pushed(right, left);
    shop.world.branch('main', left);
    await shop.pushed(left, right);
    await shop.tick(true);
    const { summaries } = appState(await shop.state(), 'shop');
    expect(summaries.map(({ sha }) => sha)).toEqual([left, right, left, first]);
  });

  test('to a new branch whose earlier pushes went unheard carries all that the branch adds', async () => {
    const config = TWO_APPS.replace('push: [main], tag', 'push: [main, "release/**"], tag');
    const shop = new Shop({ config });
    const main = await shop.push('first', { 'api/a.txt': '1' });
    await shop.tick(true);
    const branch = 'release/1';
    const web = shop.world.commit({ branch, parents: [main], files: { 'web/a.txt': '1' } });
    const docs = shop.world.commit({ branch, files: { 'docs/a.txt': '1' } });
    const ref = `refs/heads/${branch}`;
    await shop.engine.submit({
      kind: 'push',
      id: `push:${ref}:${docs}`,
      ref,
      sha: docs,
      before: web,
      actor: shop.actor('alice'),
    });
    const state = await shop.state();
    expect(appState(state, 'web').summaries.map(({ sha }) => sha)).toEqual([docs]);
    expect(appState(state, 'api').summaries.map(({ sha }) => sha)).toEqual([main]);
  });

  test('[A7] the rules are those of the default branch, the code is that of the commit', async () => {
    const config = `signalbox: 1
apps: { shop: { release-on: { push: [main, "feature"] } } }
environments: { production: { gates: { checks: [review] } } }
`;
    const shop = new Shop({ config });
    const sha = shop.world.commit({
      branch: 'feature',
      parents: [...shop.world.refs.values()],
      files: {
        '.github/signalbox.yml': 'signalbox: 1\nenvironments: { production: {} }\n',
        '.github/workflows/deploy.yml': DEPLOY_WORKFLOW,
      },
    });
    await shop.engine.submit({
      kind: 'push',
      id: `push:refs/heads/feature:${sha}`,
      ref: 'refs/heads/feature',
      sha,
      before: ZEROS,
      actor: shop.actor('alice'),
    });
    expect(await shop.progress(1)).toBe('queued: production waiting checks-missing');
    const release = await shop.release(1);
    expect(release.spec.sha).toBe(sha);
    expect(release.spec.policySha).toBe(shop.world.refs.get('refs/heads/main'));
  });

  test('with activate: manual becomes a draft that waits for a person', async () => {
    const config = 'signalbox: 1\napps: { shop: { activate: manual } }\nenvironments: { production: {} }\n';
    const shop = new Shop({ config });
    await shop.push();
    expect(await shop.progress(1)).toBe('draft: production pending');
    await shop.says('alice', '/hold v1');
    expect(await shop.says('alice', '/promote')).toMatchObject({ code: 'release-activated' });
    expect(await shop.progress(1)).toBe('on-hold: production waiting on-hold');
    await shop.says('alice', '/resume');
    expect(await shop.progress(1)).toBe('running: production running');
  });
});

describe('a tag', () => {
  const config =
    'signalbox: 1\napps: { shop: { release-on: { push: [main], tag: ["v*"] } } }\nenvironments: { production: {} }\n';

  test('becomes a release once, whichever of GitHub’s two events comes first', async () => {
    const shop = new Shop({ config });
    const sha = shop.world.commit({ message: 'tagged' });
    shop.world.tag('v1.0', sha);
    await tags(shop, 'v1.0', null);
    await tags(shop, 'v1.0', sha);
    expect(await numbers(shop)).toEqual(['shop v1 running']);
    expect((await shop.release(1)).spec).toMatchObject({
      sha,
      ref: 'refs/tags/v1.0',
      cause: { kind: 'tag', tag: 'v1.0' },
      description: `tag v1.0 ${sha.slice(0, 7)} tagged`,
    });
  });

  test('that nobody watches, or that is gone already, is nothing', async () => {
    const shop = new Shop({ config });
    await tags(shop, 'nightly', shop.world.commit());
    await tags(shop, 'v9', null);
    expect(shop.branch.head).toBeNull();
  });

  test('and a push of the same commit are two kinds of cause', async () => {
    const shop = new Shop({ config });
    const sha = await shop.push('one');
    shop.world.tag('v1.0', sha);
    await tags(shop, 'v1.0', sha);
    expect(await numbers(shop)).toHaveLength(2);
  });

  test('that moved twice releases what it is now, whichever move is told of last', async () => {
    const shop = new Shop({ config });
    await tags(shop, 'v1.0', shop.world.commit());
    const second = shop.world.commit();
    const third = shop.world.commit();
    shop.world.tag('v1.0', third);
    await tags(shop, 'v1.0', third);
    await tags(shop, 'v1.0', second);
    const { summaries } = appState(await shop.state(), 'shop');
    expect(summaries.map(({ sha, status }) => `${sha === third ? 'third' : 'other'} ${status}`)).toEqual([
      'other superseded',
      'third queued',
      'other running',
    ]);
  });

  test('that moved releases its new commit', async () => {
    const shop = new Shop({ config });
    await tags(shop, 'v1.0', shop.world.commit());
    const second = shop.world.commit();
    shop.world.tag('v1.0', second);
    await tags(shop, 'v1.0', second);
    expect(await numbers(shop)).toHaveLength(2);
  });
});

test('[A24] who may push a branch cannot switch on automatic deploys there: only the default branch says so', async () => {
  const config = (activate: string): string => `signalbox: 1
apps: { shop: { release-on: { push: [main, "feature/*"] }, activate: ${activate} } }
environments: { production: {} }
`;
  const shop = new Shop({ config: config('manual') });
  const files = { '.github/signalbox.yml': config('auto') };
  const sha = shop.world.commit({ branch: 'feature/fast', files });
  const ref = 'refs/heads/feature/fast';
  const actor = shop.actor('alice');
  await shop.engine.submit({
    kind: 'push',
    id: `push:${ref}:${sha}`,
    ref,
    sha,
    before: '0'.repeat(40),
    actor,
  });
  // The attempt came far: the commit with that config is a release, and would deploy by its own words.
  expect(await shop.release(1)).toMatchObject({ status: 'draft', draft: true, spec: { sha } });
  await shop.tick(true);
  expect(shop.runner.live).toEqual([]);
  await shop.push('merged', files);
  expect((await shop.release(2)).status).toBe('running');
});
