import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { SIDE_BY_SIDE } from '../../../test/support/side-by-side.ts';
import { MINUTE } from '../instant.ts';

/** v1 is at work in staging, admitted. */
async function atWork(): Promise<Shop> {
  const shop = new Shop();
  await shop.push();
  await shop.claim(shop.run());
  return shop;
}

describe('what a run left', () => {
  test('nothing to unlock is a friendly answer', async () => {
    const shop = new Shop();
    expect(await shop.says('alice', '/unlock')).toMatchObject({ kind: 'told', code: 'nothing-to-unlock' });
    expect(await shop.says('alice', '/unlock staging')).toMatchObject({
      kind: 'told',
      code: 'nothing-to-unlock',
    });
  });

  test('a dead run’s attempt has failed, with who and why; the pointer stays, the environment is uncertain', async () => {
    const shop = await atWork();
    const run = shop.run();
    shop.runner.complete(run.state.id, 'failure');
    expect(await shop.says('alice', '/unlock --reason dead')).toMatchObject({
      kind: 'done',
      code: 'unlocked',
      detail: { release: 'v1', by: 'alice', reason: 'dead', filled: ['environment staging'] },
      next: ['/retry v1', '/status'],
    });
    expect(await shop.progress(1)).toBe('failed: staging failed, production pending');
    const attempt = (await shop.release(1)).phases[0]?.activities[0]?.attempts[0];
    expect(attempt).toMatchObject({
      reason: 'unlocked-by-person',
      by: { login: 'alice' },
      detail: { by: 'alice', reason: 'dead' },
    });
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('failed');
  });

  test('a living run is not unlocked; with --cancel it is freed when it has ended', async () => {
    const shop = await atWork();
    const run = shop.run();
    expect(await shop.says('alice', '/unlock staging')).toMatchObject({
      kind: 'refused',
      code: 'run-alive',
      detail: { run: run.state.url },
      next: ['/unlock staging --cancel'],
    });
    expect(await shop.says('alice', '/unlock staging --cancel')).toMatchObject({ code: 'cancel-requested' });
    expect(shop.run().cancelRequested).toBe(true);
    expect(await shop.progress(1)).toMatch(/^running/);
    await shop.ends(run, 'cancelled');
    expect(await shop.progress(1)).toMatch(/^failed: staging failed/);
  });

  test('--force does not wait, and the late report changes nothing', async () => {
    const shop = await atWork();
    const run = shop.run();
    expect(await shop.says('alice', '/unlock staging --force')).toMatchObject({ code: 'unlocked' });
    expect(shop.run().cancelRequested).toBe(true);
    expect(await shop.report(run)).toMatchObject({ code: 'already-reported' });
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('failed');
  });

  test('a run that was dispatched and is not listed yet has its grace', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'started-without-run', listed: false });
    await shop.push();
    expect(await shop.says('alice', '/unlock staging')).toMatchObject({ code: 'run-alive' });
    shop.pass(5 * MINUTE);
    expect(await shop.says('alice', '/unlock staging')).toMatchObject({ code: 'unlocked' });
  });

  test('one that was not admitted is freed at once with --cancel, and refused at the fence', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    expect(await shop.says('alice', '/unlock staging --cancel')).toMatchObject({ code: 'unlocked' });
    expect(shop.run().cancelRequested).toBe(true);
    expect(await shop.claim(run)).toMatchObject({ code: 'claim-stale' });
  });

  test('other environments of the release go on', async () => {
    const shop = new Shop({ config: SIDE_BY_SIDE });
    await shop.push();
    const run = shop.run('eu');
    await shop.claim(run);
    await shop.claim(shop.run('us'));
    shop.runner.complete(run.state.id, 'failure');
    await shop.says('alice', '/unlock eu');
    expect(await shop.progress(1)).toBe('running: eu failed, us running');
    await shop.report(shop.run('us'));
    expect(await shop.progress(1)).toBe('failed: eu failed, us succeeded');
  });

  test('what began after the command was written is not what was meant', async () => {
    const shop = new Shop();
    const writtenAt = shop.now;
    shop.pass(60);
    await shop.push();
    expect(await shop.says('alice', '/unlock staging --force', { writtenAt })).toMatchObject({
      code: 'target-changed',
      next: ['/unlock staging'],
    });
  });
});

describe('what the config no longer names stays reachable', () => {
  const WEB = 'apps:\n  web: { release-on: { push: [main] } }\n';
  const left = async (config: string): Promise<Shop> => {
    const shop = await atWork();
    shop.world.commit({ files: { '.github/signalbox.yml': `signalbox: 1\n${config}` } });
    return shop;
  };

  test('an app, by its name', async () => {
    const shop = await left(`${WEB}environments: { staging: {} }\n`);
    expect(await shop.says('alice', '/unlock staging --app shop --force')).toMatchObject({
      code: 'unlocked',
    });
  });

  test('an environment, also where a phase is called like it by now', async () => {
    const phases = 'phases: [{ name: staging, deploy: { to: { type: test }, up: deploy.yml } }]';
    const shop = await left(
      `apps: { shop: { process: one } }\nenvironments: { eu: { attributes: { type: test } } }\nprocesses: { one: { ${phases} } }\n`,
    );
    expect(await shop.says('alice', '/unlock staging --force')).toMatchObject({ code: 'unlocked' });
    expect((await shop.release(1)).status).toBe('failed');
  });
});

describe('a person’s lock', () => {
  test('holds, shows who, since when and why, and the command that frees', async () => {
    const shop = new Shop();
    const since = shop.now;
    expect(await shop.says('mona', '/lock production --reason audit')).toMatchObject({
      code: 'locked-now',
      detail: { by: 'mona', since, reason: 'audit', environments: ['production'] },
      next: ['/unlock production'],
    });
    await shop.push();
    await shop.succeed('staging');
    const waiting = (await shop.release(1)).phases[1]?.activities[0]?.attempts[0]?.waiting;
    expect(waiting).toMatchObject({
      for: 'environment-locked',
      detail: { by: 'mona', since, reason: 'audit' },
    });
    expect(await shop.says('alice', '/lock production --reason mine')).toMatchObject({
      kind: 'refused',
      code: 'environment-locked',
      detail: { by: 'mona' },
    });
    expect(await shop.says('mona', '/lock production')).toMatchObject({
      kind: 'told',
      code: 'already-locked',
    });
    expect(await shop.says('alice', '/unlock')).toMatchObject({
      code: 'lock-removed',
      detail: { by: 'mona' },
    });
    expect(await shop.progress(1)).toMatch(/production running$/);
  });

  test('[A21] that is newer than the command is not removed by it', async () => {
    const shop = new Shop();
    await shop.says('alice', '/lock production --reason first');
    const writtenAt = shop.now;
    shop.pass(60);
    await shop.says('alice', '/unlock production');
    await shop.says('mona', '/lock production --reason second');
    expect(await shop.says('alice', '/unlock production', { writtenAt })).toMatchObject({
      kind: 'refused',
      code: 'target-changed',
    });
    expect((await shop.environment('production')).lock).toMatchObject({ by: { login: 'mona' } });
  });

  test('is removed beside a run that lives, which goes on', async () => {
    const shop = await atWork();
    expect(await shop.says('mona', '/lock staging --reason look')).toMatchObject({
      detail: { withdrawn: [], out: ['v1 staging'] },
    });
    expect(await shop.says('mona', '/unlock staging')).toMatchObject({ code: 'lock-removed' });
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
  });

  test('withdraws a dispatch that has not gone out, and says so', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'not-now' });
    await shop.push();
    expect(await shop.says('mona', '/lock staging --reason look')).toMatchObject({
      detail: { withdrawn: ['v1 staging'], out: [] },
    });
    expect(await shop.progress(1)).toBe('queued: staging waiting environment-locked, production pending');
    expect((await shop.state()).repository.owed).toEqual([]);
    await shop.says('mona', '/unlock staging');
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    expect(shop.runner.runs).toHaveLength(1);
  });
});

test('why a lock was removed is on record beside why it was set', async () => {
  const shop = new Shop();
  await shop.ship();
  await shop.says('mona', '/lock staging --reason migration');
  const answer = await shop.says('alice', '/unlock staging --reason it is over');
  expect(answer).toMatchObject({
    code: 'lock-removed',
    detail: { by: 'mona', reason: 'migration', undoneBecause: 'it is over' },
  });
  expect((await shop.state()).outcomes.at(-1)).toMatchObject({ answer });
});
