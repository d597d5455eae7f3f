import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { Runner } from '../runner/runner.ts';
import { HOUR, MINUTE } from './instant.ts';

const newest = async (shop: Shop, number = 1) =>
  (await shop.release(number)).phases[0]?.activities[0]?.attempts.at(-1);

describe('a run ends without a word of its job', () => {
  test.each<[string, boolean, boolean, string, string | undefined]>([
    ['success', true, false, 'unknown', 'report-missing'],
    ['failure', true, false, 'unknown', 'report-missing'],
    ['timed_out', true, false, 'unknown', 'report-missing'],
    ['startup_failure', true, false, 'unknown', 'report-missing'],
    ['a word that GitHub invents tomorrow', true, false, 'unknown', 'report-missing'],
    ['cancelled', true, false, 'failed', 'run-cancelled'],
    ['success', false, false, 'failed', 'run-never-claimed'],
    ['failure', false, false, 'failed', 'run-never-claimed'],
    ['skipped', false, false, 'failed', 'run-never-claimed'],
    ['success', true, true, 'aborted', 'aborted'],
    ['failure', true, true, 'aborted', 'aborted'],
    ['cancelled', true, true, 'aborted', 'aborted'],
  ])('%s, admitted %s, being aborted %s: %s', async (...row) => {
    const [conclusion, admitted, aborting, status, reason] = row;
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    if (admitted) await shop.claim(run);
    if (aborting) await shop.says('alice', '/abort v1 --reason enough');
    await shop.ends(run, conclusion);
    expect(await newest(shop)).toMatchObject({ status, reason });
  });

  test('who aborted it, and why, stands on the attempt', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    await shop.says('alice', '/abort v1 --reason enough');
    await shop.ends(run, 'cancelled');
    expect(await newest(shop)).toMatchObject({
      by: { login: 'alice' },
      detail: { by: 'alice', reason: 'enough' },
    });
  });

  test('a run cancelled before it claimed is dispatched anew, three times at most, and a retry counts anew', async () => {
    const shop = new Shop();
    await shop.push();
    for (let times = 0; times < 3; times += 1) {
      await shop.ends(shop.run(), 'cancelled');
      expect(await shop.progress(1)).toMatch(/^running: staging running/);
    }
    await shop.ends(shop.run(), 'cancelled');
    expect(await shop.progress(1)).toMatch(/^failed: staging failed/);
    await shop.says('alice', '/retry v1');
    await shop.ends(shop.run(), 'cancelled');
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    expect((await newest(shop))?.number).toBe(6);
  });

  test('a re-run by hand proves that the first run attempt is over', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    shop.runner.complete(run.state.id, 'failure');
    shop.runner.rerun(run.state.id);
    await shop.tick(true);
    expect(await shop.progress(1)).toMatch(/^on-hold: staging unknown/);
    expect(await shop.says('alice', '/unlock staging')).toMatchObject({ code: 'unlocked' });
    expect(await shop.progress(1)).toMatch(/^failed: staging failed/);
  });

  test('which a webhook may tell as well', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    await shop.tells({ ...run.state, attempt: 2, status: 'completed', conclusion: 'failure' });
    expect(await newest(shop)).toMatchObject({ status: 'unknown', reason: 'report-missing' });
  });

  test('news of somebody else’s run is nobody’s', async () => {
    const shop = new Shop();
    await shop.push();
    const before = await shop.state();
    await shop.tells({
      ...shop.run().state,
      id: '42',
      title: 'nightly',
      status: 'completed',
      conclusion: 'failure',
    });
    expect(await shop.state()).toEqual(before);
  });

  test('a run that we do not know yet is told by the nonce in its title', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'ambiguous', listed: false });
    await shop.push();
    const run = shop.run();
    await shop.tells({ ...run.state, status: 'in-progress' });
    expect(await newest(shop)).toMatchObject({ status: 'running', run: { id: run.state.id } });
    expect((await shop.state()).repository.owed.filter((each) => each.effect.kind === 'dispatch')).toEqual(
      [],
    );
  });
});

describe('deadlines and sweeps', () => {
  test('a run that takes too long is cancelled, and ends as failed once it is seen completed', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    shop.pass(HOUR);
    await shop.tick();
    expect(shop.run().cancelRequested).toBe(true);
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    await shop.ends(run, 'cancelled');
    expect(await newest(shop)).toMatchObject({ status: 'failed', reason: 'deadline' });
    expect((await shop.environment('staging')).lastTouch?.outcome).toBe('failed');
  });

  test('one that was never admitted is over at once', async () => {
    const shop = new Shop();
    await shop.push();
    shop.pass(HOUR);
    await shop.tick();
    expect(await newest(shop)).toMatchObject({ status: 'failed', reason: 'deadline' });
    expect(shop.run().cancelRequested).toBe(true);
  });

  test('an admitted run that vanished is unknown, and its environment stays taken', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    shop.runner.vanish(run.state.id);
    shop.pass(HOUR);
    await shop.tick();
    expect(await newest(shop)).toMatchObject({ status: 'unknown', reason: 'run-vanished' });
    await shop.push('two');
    expect(await shop.progress(2)).toMatch(/staging waiting environment-taken/);
  });

  test('a task holds nothing, so one that vanished has failed and may be retried', async () => {
    const shop = new Shop({ build: true });
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    shop.runner.vanish(run.state.id);
    await shop.tick(true);
    expect(await newest(shop)).toMatchObject({ status: 'failed', reason: 'run-vanished' });
    expect(await shop.says('alice', '/retry')).toMatchObject({ code: 'retried' });
    await shop.claim(shop.run());
    await shop.says('alice', '/abort');
    shop.runner.vanish(shop.run().state.id);
    await shop.tick(true);
    expect(await shop.progress(1)).toMatch(/^aborted: build aborted/);
  });

  test('what is unknown is not asked about at every tick', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    shop.runner.vanish(run.state.id);
    shop.pass(HOUR);
    await shop.tick();
    const asked = shop.facts.asked.length;
    await shop.tick();
    expect(shop.facts.asked.slice(asked).filter((each) => each.kind === 'run')).toEqual([]);
  });

  test('a webhook that never came is made up for by a sweep', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    shop.runner.complete(run.state.id, 'failure');
    await shop.tick();
    expect(await shop.progress(1)).toMatch(/^running/);
    await shop.tick(true);
    expect(await shop.progress(1)).toMatch(/^on-hold: staging unknown/);
  });

  test('a run that was never listed is given five minutes', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'started-without-run', listed: false });
    await shop.push();
    shop.pass(4 * MINUTE);
    await shop.tick(true);
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    shop.pass(2 * MINUTE);
    await shop.tick(true);
    expect(await newest(shop)).toMatchObject({ status: 'failed', reason: 'run-vanished' });
  });

  test('a request to cancel that GitHub lost is made again', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    await shop.says('alice', '/abort v1');
    const asked: string[] = [];
    const runner: Runner = {
      start: (order) => shop.runner.start(order),
      find: (order) => shop.runner.find(order),
      cancel: async (id) => {
        asked.push(id);
        return 'requested';
      },
    };
    const engine = shop.newEngine('app', { runner });
    await engine.submit({ kind: 'tick', id: 'sweep-1', sweep: true });
    shop.pass(6 * MINUTE);
    await engine.submit({ kind: 'tick', id: 'sweep-2', sweep: true });
    await engine.settled();
    expect(asked).toEqual([run.state.id]);
  });
});
