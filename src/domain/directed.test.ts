import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

const production = async (shop: Shop, number: number) =>
  (await shop.release(number)).phases
    .flatMap((phase) => phase.activities)
    .find((each) => each.name === 'production')
    ?.attempts.at(-1);

/** v1 and v2 shipped, v3 at work in production, and a rollback by bob that waits for it. */
async function waitingRollback(shop: Shop): Promise<void> {
  shop.person('bob', 'write');
  await shop.ship('one');
  await shop.ship('two');
  await shop.push('three');
  await shop.succeed('staging');
  await shop.claim(shop.run('production'));
  await shop.says('bob', '/rollback v1 production --cancel');
  expect(await shop.progress(4)).toMatch(/production waiting environment-taken$/);
}

describe('[A9] permission is asked again when what a person wanted takes effect later', () => {
  test('of whoever rolled back', async () => {
    const shop = new Shop();
    await waitingRollback(shop);
    shop.person('bob', 'read');
    await shop.ends(shop.run('production'), 'cancelled');
    expect(await production(shop, 4)).toMatchObject({
      status: 'failed',
      reason: 'not-permitted',
      detail: { by: 'bob', needed: 'operator (write)', found: 'read', environment: 'production' },
    });
    expect(shop.runner.live).toEqual([]);
  });

  test('and who still has it is not held up', async () => {
    const shop = new Shop();
    await waitingRollback(shop);
    await shop.ends(shop.run('production'), 'cancelled');
    expect(await shop.progress(4)).toMatch(/production running$/);
  });

  test('teams that cannot be read any more do not permit', async () => {
    const config = `signalbox: 1
environments: { staging: {}, production: {} }
roles: { operator: ["@acme/ops"] }
`;
    const shop = new Shop({ config });
    shop.person('alice', 'write', ['acme/ops']);
    const bob = shop.person('bob', 'read', ['acme/ops']);
    await shop.ship('one');
    await shop.ship('two');
    await shop.push('three');
    await shop.succeed('staging');
    await shop.claim(shop.run('production'));
    await shop.says(bob.login, '/rollback v1 production --cancel');
    shop.world.hideTeam('acme/ops');
    await shop.ends(shop.run('production'), 'cancelled');
    expect(await production(shop, 4)).toMatchObject({ status: 'failed', reason: 'teams-unreadable' });
  });

  test('of whoever promoted', async () => {
    const shop = new Shop({
      config: 'signalbox: 1\nenvironments: { staging: {}, production: { gates: { checks: [t] } } }\n',
    });
    shop.person('bob', 'write');
    shop.world.check(await shop.push('one'), { name: 't', state: 'success' });
    await shop.succeed('staging');
    await shop.succeed('production');
    await shop.says('alice', '/pin production');
    const sha = await shop.push('two');
    await shop.succeed('staging');
    expect(await shop.says('bob', '/promote v2 production')).toMatchObject({ code: 'promoted' });
    expect((await production(shop, 2))?.status).toBe('waiting');
    shop.person('bob', 'triage');
    shop.world.check(sha, { name: 't', state: 'success' });
    await shop.tick();
    expect(await production(shop, 2)).toMatchObject({ status: 'failed', reason: 'not-permitted' });
  });

  test('of whoever retried, a task as well', async () => {
    const shop = new Shop({ build: true });
    shop.person('bob', 'write');
    await shop.push('one');
    await shop.says('alice', '/hold v1');
    await shop.fail('build');
    await shop.says('bob', '/retry v1');
    expect(await shop.progress(1)).toMatch(/^on-hold: build waiting on-hold/);
    shop.person('bob', 'read');
    await shop.says('alice', '/resume v1');
    expect(await shop.progress(1)).toMatch(/^failed: build failed/);
    await shop.says('alice', '/retry v1');
    expect(await shop.progress(1)).toMatch(/^running: build running/);
  });

  test('not of whoever pushed: the push was the effect', async () => {
    const shop = new Shop();
    await shop.push('one');
    shop.person('alice', 'none');
    await shop.succeed('staging');
    expect(await shop.progress(1)).toMatch(/production running$/);
  });
});
