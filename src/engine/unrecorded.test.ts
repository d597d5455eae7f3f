import { expect, test } from 'vitest';
import { owed } from '../../test/support/undispatched.ts';
import { JobStage } from '../../test/support/job-stage.ts';
import { Shop } from '../../test/support/shop.ts';
import { parseArgv } from '../commands/parse-argv.ts';
import type { Engine } from './engine.ts';

/** A push that a job of its own takes in, as the Action does. */
async function pushed(shop: Shop): Promise<Engine> {
  const engine = shop.newEngine('action', { isBrief: true });
  const sha = shop.world.commit();
  const ref = 'refs/heads/main';
  const actor = shop.actor('alice');
  await engine.submit({ kind: 'push', id: `push:${sha}`, ref, sha, before: '0'.repeat(40), actor });
  await engine.settled();
  return engine;
}

test('what came of effects goes along with the run, and its claim records it: no commit comes in between', async () => {
  const shop = new Shop();
  await pushed(shop);
  expect((await shop.state()).meta.turn).toBe(1);
  expect(await owed(shop)).toEqual(['dispatch', 'status', 'deployment', 'status']);
  const run = shop.run('staging');
  expect(run.order.input.performed?.map(({ id, kind }) => [id, kind])).toEqual([
    ['status:shop/1/staging', 'written'],
    ['status:shop/1/production', 'written'],
  ]);
  const job = new JobStage(shop, { run });
  await job.stage();
  expect(job.outputs['reason']).toBe('claimed');
  expect(await owed(shop)).toEqual([]);
  const { statuses } = (await shop.release(1)).projections;
  expect(Object.keys(statuses).sort()).toEqual(['production', 'staging']);
  // Each was written once, and staging again when the claim had something new to say of it.
  expect(shop.reporter.statuses).toHaveLength(3);
});

test('a dispatch that did not go through is recorded at once, with all the rest', async () => {
  const shop = new Shop();
  shop.runner.scriptNext({ answer: 'not-now' });
  await pushed(shop);
  expect((await shop.state()).meta.turn).toBe(2);
  // That something was sent for waits for better news.
  expect(await owed(shop)).toEqual(['dispatch', 'deployment']);
});

test('a claim that is refused is not believed in what else it brings', async () => {
  const shop = new Shop();
  await pushed(shop);
  const { order, state } = shop.run('staging');
  const answer = await shop.newEngine('action').submit({
    kind: 'claim',
    id: 'claim',
    of: { ...order.input, nonce: 'guessed' },
    told: order.input,
    run: { id: state.id, url: state.url, attempt: 1 },
    checkedOut: order.input.sha,
    performed: order.input.performed ?? [],
  });
  expect(answer?.code).toBe('claim-unknown');
  expect(await owed(shop)).toContain('status');
});

test('what no run ever takes along is looked up when its lease is over, and nothing is done twice', async () => {
  const shop = new Shop();
  await pushed(shop);
  shop.pass(121);
  const heir = shop.newEngine('action', { isBrief: true });
  await heir.submit({ kind: 'tick', id: 'tick', sweep: false });
  await heir.settled();
  expect(await owed(shop)).not.toContain('dispatch');
  expect(shop.runner.runs).toHaveLength(1);
  expect(shop.reporter.statuses).toHaveLength(2);
  expect((await shop.release(1)).phases[0]?.activities[0]?.attempts[0]?.run?.id).toBe(shop.run().state.id);
});

test.each(['/abort v1', '/lock staging --reason no', '/hold v1'])(
  '%s cancels a run that was sent for and that no commit knows yet',
  async (command) => {
    const shop = new Shop();
    await pushed(shop);
    const understood = parseArgv(command.slice(1).split(' '));
    if (understood.kind !== 'command') throw new Error(`not a command: ${command}`);
    const engine = shop.newEngine('action', { isBrief: true });
    await engine.submit({
      kind: 'command',
      id: 'comment:1',
      command: understood.command,
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: null,
    });
    await engine.settled();
    expect(shop.runner.runs[0]?.cancelRequested).toBe(true);
  },
);
