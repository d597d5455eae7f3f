import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

const GATED = `signalbox: 1
environments:
  staging: {}
  production: { gates: { checks: [ci] } }
`;

describe('checks of one release that cannot be read', () => {
  async function twoReleases(): Promise<Shop> {
    const shop = new Shop({ config: GATED });
    await shop.push('one');
    await shop.succeed('staging');
    await shop.push('two');
    shop.facts.goAway('checks');
    return shop;
  }

  test('do not keep a job of another from being admitted and reporting', async () => {
    const shop = await twoReleases();
    const run = shop.run('staging');
    expect((await shop.claim(run)).code).toBe('claimed');
    expect((await shop.report(run)).code).toBe('reported');
    expect(await shop.progress(2)).toBe('running: staging succeeded, production waiting github-unavailable');
  });

  test('do not keep a command from being carried out', async () => {
    const shop = await twoReleases();
    expect((await shop.says('alice', '/lock production --reason incident')).code).toBe('locked-now');
    expect((await shop.says('alice', '/abort v1 --reason stop')).code).toBe('aborted-now');
  });

  test('are asked for again in the next turn', async () => {
    const shop = await twoReleases();
    await shop.succeed('staging');
    shop.facts.recover();
    shop.world.check((await shop.release(2)).spec.sha, { name: 'ci', state: 'success' });
    await shop.tick();
    expect(await shop.progress(2)).toBe('running: staging succeeded, production running');
  });
});

test('what was waited for goes on where it was interrupted, its deadline too', async () => {
  const shop = new Shop({ config: GATED });
  await shop.push('one');
  await shop.succeed('staging');
  const waiting = async () => (await shop.release(1)).phases[1]?.activities[0]?.attempts[0]?.waiting;
  const before = await waiting();
  expect(before).toMatchObject({ for: 'checks-missing' });
  for (const seconds of [600, 600]) {
    shop.pass(seconds);
    shop.facts.goAway('checks');
    await shop.tick();
    expect(await waiting()).toMatchObject({
      for: 'github-unavailable',
      interrupted: { for: 'checks-missing' },
    });
  }
  shop.facts.recover();
  await shop.tick();
  expect(await waiting()).toEqual(before);
});

test('an outage makes one commit when it begins, and none while it goes on', async () => {
  const shop = new Shop({ config: GATED });
  await shop.push('one');
  await shop.succeed('staging');
  shop.facts.goAway('checks');
  await shop.tick();
  const { turn } = (await shop.state()).meta;
  for (let at = 0; at < 5; at += 1) {
    shop.pass(600);
    await shop.tick();
  }
  expect((await shop.state()).meta.turn).toBe(turn);
});

test('a release whose person cannot be asked about does not start, and nobody in its place', async () => {
  const shop = new Shop();
  await shop.ship('one');
  await shop.ship('two');
  await shop.push('three');
  await shop.succeed('staging');
  const busy = shop.run('production');
  await shop.claim(busy);
  await shop.says('alice', '/rollback v1 production --cancel');
  shop.facts.goAway('access');
  await shop.report(busy, 'cancelled');
  expect(shop.runner.live).toHaveLength(0);
  expect(await shop.progress(4)).toContain('production waiting github-unavailable');
  shop.facts.recover();
  await shop.tick();
  expect(shop.run().order.input.release).toBe(4);
});

describe('a run that GitHub does not tell about', () => {
  test('leaves its attempt as it is, and the sweep goes on', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.claim(shop.run('staging'));
    shop.runner.complete(shop.run('staging').state.id, 'cancelled');
    shop.facts.goAway('run');
    const sha = shop.world.commit({ message: 'unheard' });
    await shop.tick(true);
    expect(await shop.progress(1)).toContain('staging running');
    expect((await shop.release(2)).spec.sha).toBe(sha);
    shop.facts.recover();
    await shop.tick(true);
    expect(await shop.progress(1)).toContain('staging failed');
  });
});

test('refs that cannot be read cost the sweep nothing else', async () => {
  const shop = new Shop();
  await shop.push('one');
  const run = shop.run('staging');
  await shop.claim(run);
  shop.runner.complete(run.state.id, 'cancelled');
  shop.facts.goAway('refs');
  await shop.tick(true);
  expect(await shop.progress(1)).toContain('staging failed');
});

test('without a policy nothing is carried out, and nothing is lost', async () => {
  const shop = new Shop();
  await shop.push('one');
  const run = shop.run('staging');
  await shop.claim(run);
  shop.facts.goAway('policy');
  const said = shop.reporter.statuses.length;
  expect((await shop.report(run)).code).toBe('reported');
  expect(await shop.progress(1)).toBe('running: staging succeeded, production waiting github-unavailable');
  expect(shop.reporter.statuses).toHaveLength(said);
  shop.facts.recover();
  await shop.tick();
  expect(await shop.progress(1)).toBe('running: staging succeeded, production running');
  expect(shop.reporter.statuses.length).toBeGreaterThan(said);
});

test('a push that cannot be judged is not decided, and is tried again while others go on', async () => {
  const shop = new Shop();
  await shop.push('one');
  const before = shop.world.refs.get('refs/heads/main') ?? '';
  const sha = shop.world.commit({ message: 'two' });
  shop.facts.goAway('commit');
  const ref = 'refs/heads/main';
  const push = shop.engine.submit({
    kind: 'push',
    id: `push:${ref}:${sha}`,
    ref,
    sha,
    before,
    actor: shop.actor('alice'),
  });
  expect((await shop.submitSaying('alice', '/lock production --reason incident'))?.code).toBe('locked-now');
  await expect(shop.release(2)).rejects.toThrow('there is no v2');
  shop.facts.recover();
  await push;
  await shop.engine.settled();
  expect((await shop.release(2)).spec.sha).toBe(sha);
});
