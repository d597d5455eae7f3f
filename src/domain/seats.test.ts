import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';

const withConcurrency = (concurrency: string): string => `signalbox: 1
environments:
  production: { concurrency: ${concurrency} }
`;

const SIDE_BY_SIDE = `signalbox: 1
environments:
  eu: { attributes: { type: production } }
  us: { attributes: { type: production } }
processes:
  standard:
    phases:
      - name: production
        deploy: { to: { type: production }, up: deploy.yml }
`;

/** Until the run ends by itself, as GitHub does when asked to cancel. */
async function cancelled(shop: Shop): Promise<void> {
  for (const run of shop.runner.live.filter((each) => each.cancelRequested)) {
    shop.runner.complete(run.state.id, 'cancelled');
  }
  await shop.tick(true);
}

describe('concurrency: wait', () => {
  test('the newest waits, an older one that waits is superseded, and nothing is lost', async () => {
    const shop = new Shop({ config: withConcurrency('wait') });
    await shop.push('one');
    await shop.claim(shop.run('production'));
    await shop.push('two');
    expect(await shop.progress(2)).toBe('queued: production waiting environment-taken');
    await shop.push('three');
    expect(await shop.progress(2)).toBe('superseded: production aborted');
    expect((await shop.release(2)).superseded).toMatchObject({ by: 3 });
    await shop.report(shop.run('production'));
    expect(await shop.progress(1)).toBe('succeeded: production succeeded');
    await shop.succeed('production');
    expect(await shop.progress(3)).toBe('succeeded: production succeeded');
    expect(shop.complaints).toEqual([]);
  });

  test('an environment of its own goes on while another is taken', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.succeed('staging');
    await shop.push('two');
    expect(await shop.progress(2)).toBe('running: staging running, production pending');
    await shop.succeed('staging');
    expect(await shop.progress(2)).toBe('running: staging succeeded, production waiting environment-taken');
  });

  test('a release that is superseded in one environment is not seated in the other in the same turn', async () => {
    const shop = new Shop({
      config: SIDE_BY_SIDE.replace('us: { attributes', 'us: { gates: { checks: [slow] }, attributes'),
    });
    await shop.says('mona', '/lock eu --reason audit');
    const first = await shop.push('one');
    await shop.says('alice', '/hold v1');
    shop.world.check(first, { name: 'slow', state: 'success' });
    await shop.push('two');
    await shop.says('alice', '/resume v1');
    expect(await shop.progress(1)).toBe('superseded: eu aborted, us aborted');
    expect(shop.runner.runs).toEqual([]);
  });

  test('two activities of one release in one environment take turns', async () => {
    const config = `signalbox: 1
environments: { production: {} }
processes:
  standard:
    phases:
      - name: production
        activities:
          - deploy: { name: database, to: production, up: deploy.yml }
          - deploy: { name: web, to: production, up: deploy.yml }
`;
    const shop = new Shop({ config });
    await shop.push('one');
    expect(await shop.progress(1)).toMatch(/running: .* running, .* waiting environment-taken/);
    await shop.claim(shop.run());
    await shop.report(shop.run());
    await shop.claim(shop.run());
    await shop.report(shop.run());
    expect((await shop.release(1)).status).toBe('succeeded');
  });
});

describe('concurrency: refuse', () => {
  test('a command is refused, a push waits', async () => {
    const shop = new Shop({ config: withConcurrency('refuse') });
    await shop.push('one');
    const next = shop.world.commit({ message: 'two' });
    const answer = await shop.says('alice', `/release ${next}`);
    expect(answer).toMatchObject({ kind: 'refused', code: 'environment-taken', detail: { other: 'v1' } });
    await shop.pushed(next, '0'.repeat(40));
    expect(await shop.progress(2)).toBe('queued: production waiting environment-taken');
  });
});

describe('concurrency: cancel', () => {
  test('an admitted run is cancelled first, and the newer one starts when it is seen completed', async () => {
    const shop = new Shop({ config: withConcurrency('cancel') });
    await shop.push('one');
    const old = shop.run('production');
    await shop.claim(old);
    await shop.push('two');
    expect(await shop.progress(2)).toBe('queued: production waiting environment-taken');
    expect(shop.runner.live).toMatchObject([{ cancelRequested: true }]);
    await cancelled(shop);
    expect(await shop.progress(1)).toBe('superseded: production aborted');
    expect(await shop.progress(2)).toBe('running: production running');
  });

  test('a run that was not admitted gives way at once and is cancelled besides', async () => {
    const shop = new Shop({ config: withConcurrency('cancel') });
    await shop.push('one');
    const old = shop.run('production');
    await shop.push('two');
    expect(await shop.progress(1)).toBe('superseded: production aborted');
    expect(await shop.progress(2)).toBe('running: production running');
    expect(shop.runner.runs.find((each) => each.state.id === old.state.id)?.cancelRequested).toBe(true);
    expect(await shop.claim(old)).toMatchObject({ code: 'claim-withdrawn' });
  });

  test('an occupant whose run GitHub did not name gives way as well', async () => {
    const shop = new Shop({ config: withConcurrency('cancel') });
    shop.runner.scriptNext({ answer: 'started-without-run', listed: false });
    await shop.push('one');
    await shop.push('two');
    expect(await shop.progress(2)).toBe('running: production running');
  });

  test('one that succeeds before it can be cancelled has succeeded', async () => {
    const shop = new Shop({ config: withConcurrency('cancel') });
    const sha = await shop.push('one');
    const old = shop.run('production');
    await shop.claim(old);
    await shop.push('two');
    await shop.report(old);
    expect(await shop.progress(1)).toBe('succeeded: production succeeded');
    expect(await shop.environment('production')).toMatchObject({ pointer: { release: 1, sha } });
    expect(await shop.progress(2)).toBe('running: production running');
  });

  test('what is unknown does not give way to a push', async () => {
    const shop = new Shop({ config: withConcurrency('cancel') });
    await shop.push('one');
    const old = shop.run('production');
    await shop.claim(old);
    shop.runner.vanish(old.state.id);
    await shop.tick(true);
    expect(await shop.progress(1)).toBe('on-hold: production unknown');
    await shop.push('two');
    expect(await shop.progress(2)).toBe('queued: production waiting environment-taken');
  });
});

describe('forward only (invariant 7)', () => {
  test('a lower number that comes late to an environment is superseded', async () => {
    const shop = new Shop({
      config: withConcurrency('wait').replace('{ conc', '{ gates: { checks: [t] }, conc'),
    });
    const first = await shop.push('one');
    const second = await shop.push('two');
    shop.world.check(second, { name: 't', state: 'success' });
    await shop.tick();
    await shop.succeed('production');
    shop.world.check(first, { name: 't', state: 'success' });
    await shop.tick();
    expect(await shop.progress(2)).toBe('succeeded: production succeeded');
    expect(await shop.progress(1)).toBe('superseded: production aborted');
  });

  test('what was on its way when somebody rolled back goes on after the unpin', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    await shop.push('three');
    await shop.says('alice', '/rollback');
    await shop.succeed('production');
    await shop.succeed('staging');
    expect(await shop.progress(3)).toBe('running: staging succeeded, production waiting environment-pinned');
    await shop.says('alice', '/unpin production');
    await shop.succeed('production');
    expect(await shop.progress(3)).toBe('succeeded: staging succeeded, production succeeded');
  });
});

describe('a rollback or a promoted release goes first', () => {
  test('of two rollbacks that wait, the newer word counts', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    await shop.ship('three');
    await shop.says('alice', '/rollback v2 production');
    await shop.claim(shop.run('production'));
    await shop.says('alice', '/rollback v1 production --cancel');
    expect(await shop.progress(5)).toMatch(/production waiting environment-taken$/);
    shop.pass(10);
    await shop.says('alice', '/rollback v2 production --cancel');
    expect(await shop.progress(6)).toMatch(/production waiting environment-taken$/);
    expect((await shop.release(5)).status).toBe('superseded');
    await cancelled(shop);
    await shop.succeed('production');
    expect((await shop.environment('production')).pointer).toMatchObject({ release: 6 });
    expect((await shop.environment('production')).pin).toMatchObject({ release: 6 });
  });

  test('a pin that came after a promotion is the newer word', async () => {
    const shop = new Shop({
      config: 'signalbox: 1\nenvironments: { production: { gates: { checks: [t] } } }\n',
    });
    shop.world.check(await shop.push('one'), { name: 't', state: 'success' });
    await shop.tick();
    await shop.succeed('production');
    await shop.says('alice', '/pin production');
    const second = await shop.push('two');
    await shop.says('alice', '/promote v2 production');
    await shop.says('alice', '/pin production');
    shop.world.check(second, { name: 't', state: 'success' });
    await shop.tick();
    expect(await shop.progress(2)).toBe('queued: production waiting environment-pinned');
  });
});
