import { describe, expect, test } from 'vitest';
import { owed } from '../../test/support/undispatched.ts';
import { JobStage } from '../../test/support/job-stage.ts';
import { Shop } from '../../test/support/shop.ts';
import { parseArgv } from '../commands/parse-argv.ts';
import type { Completion, OwedEffect, StatusEffect } from '../domain/effect.ts';
import type { Engine } from './engine.ts';
import { Unrecorded } from './unrecorded.ts';

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

describe('the last word is the one that was written last, whatever came after it', () => {
  const at = { app: 'shop', release: 1, environment: 'staging' };
  const effect: StatusEffect = { kind: 'status', id: 'status:shop/1/staging', ...at };
  const owedBy = (turn: number): OwedEffect => ({
    effect,
    turn,
    leaseUntil: '2026-01-01T00:02:00Z',
    since: '2026-01-01T00:00:00Z',
  });
  const of = (turn: number) => ({ id: effect.id, turn });
  const written = (turn: number): Completion => ({
    ...of(turn),
    kind: 'written',
    digest: `${turn}`,
    ref: null,
  });
  const nothing = (turn: number): Completion => ({ ...of(turn), kind: 'done' });
  const lost = (turn: number): Completion => ({ ...of(turn), kind: 'ambiguous' });
  /** What is known of the effect of turn 1, of which turns 2 and 3 want something else meanwhile. */
  const begun = (): Unrecorded => {
    const unrecorded = new Unrecorded();
    for (const turn of [1, 2, 3]) unrecorded.expect([owedBy(turn)]);
    return unrecorded;
  };
  const taken = (unrecorded: Unrecorded, ...completions: readonly Completion[]): Completion[] => {
    unrecorded.add(...completions.map((completion) => ({ effect, completion })));
    return unrecorded.take();
  };

  test.each([
    ['the newest wrote', [written(1), written(3)], [written(1), { ...written(3), effect }]],
    ['the newest had nothing to write', [written(1), nothing(3)], [{ ...written(1), effect }, nothing(3)]],
    ['nobody knows whether it was written', [lost(1), nothing(3)], [{ ...lost(1), effect }, nothing(3)]],
    ['more is under way', [written(1)], [written(1)]],
  ])('%s', (_, completions, wanted) => {
    expect(taken(begun(), ...completions)).toEqual(wanted);
  });

  test('it is said when the last that was under way had nothing to write', () => {
    const unrecorded = begun();
    expect(taken(unrecorded, written(1))).toEqual([written(1)]);
    expect(taken(unrecorded, nothing(2))).toEqual([nothing(2)]);
    expect(taken(unrecorded, nothing(3))).toEqual([{ ...written(1), effect }, nothing(3)]);
    expect(unrecorded.take()).toEqual([]);
  });

  test('it is said again when it could not be recorded', () => {
    const unrecorded = begun();
    taken(unrecorded, written(1));
    const said = taken(unrecorded, nothing(3));
    unrecorded.bringBack(said);
    expect(unrecorded.take()).toEqual(said);
  });
});
