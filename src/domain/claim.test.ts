import { describe, expect, test } from 'vitest';
import { Shop } from '../../test/support/shop.ts';
import type { ClaimInput } from './input.ts';

type Change = Partial<Omit<ClaimInput, 'of' | 'kind'>> & { of?: Partial<ClaimInput['of']> };

/** A job of the newest run asks, with something changed. */
async function claimWith(shop: Shop, change: Change = {}, run = shop.run()) {
  const { input } = run.order;
  return shop.newEngine('action').submit({
    kind: 'claim',
    id: `claim:${run.state.id}`,
    run: { id: run.state.id, url: run.state.url, attempt: 1 },
    checkedOut: input.sha,
    told: input,
    ...change,
    of: { ...input, ...change.of },
  });
}

describe('the fence', () => {
  test('the first job of a current attempt is admitted, and the environment knows', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run('staging');
    expect(await claimWith(shop)).toMatchObject({ kind: 'done', code: 'claimed', detail: { release: 'v1' } });
    const [attempt] = (await shop.release(1)).phases[0]?.activities[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ status: 'running', admitted: { run: run.state.id } });
    expect((await shop.environment('staging')).lastTouch).toMatchObject({ release: 1, outcome: 'running' });
  });

  test.each<[string, Change, string]>([
    ['another release', { of: { release: 7 } }, 'claim-unknown'],
    ['another app', { of: { app: 'other' } }, 'claim-unknown'],
    ['a name that every object has', { of: { app: 'constructor' } }, 'claim-unknown'],
    ['another activity', { of: { activity: 'production' } }, 'claim-unknown'],
    ['another attempt', { of: { attempt: 2 } }, 'claim-unknown'],
    ['a nonce that was made up', { of: { nonce: 'guess' } }, 'claim-unknown'],
    ['a re-run by hand', { run: { id: '1', url: '', attempt: 2 } }, 'claim-rerun'],
    ['a run that is not the one we know', { run: { id: '1', url: '', attempt: 1 } }, 'claim-taken'],
  ])('%s is refused', async (_what, change, code) => {
    const shop = new Shop();
    await shop.push();
    const before = await shop.release(1);
    expect(await claimWith(shop, change)).toMatchObject({ kind: 'refused', code });
    expect(await shop.release(1)).toEqual(before);
  });

  test.each<[string, string | null, string]>([
    ['nothing checked out', null, 'claim-nothing-checked-out'],
    ['the wrong commit', 'f'.repeat(40), 'claim-wrong-commit'],
  ])('%s is refused, and the attempt has failed of it', async (_what, checkedOut, code) => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    expect(await claimWith(shop, { checkedOut })).toMatchObject({ kind: 'refused', code });
    const release = await shop.release(1);
    expect(release).toMatchObject({ status: 'failed' });
    const [attempt] = release.phases[0]?.activities[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ status: 'failed', reason: code, run: { id: run.state.id } });
    expect(await shop.environment('staging')).not.toHaveProperty('lastTouch.outcome', 'running');
    expect(await claimWith(shop, {}, run)).toMatchObject({ kind: 'refused', code: 'claim-stale' });
  });

  test('the admitted run may ask twice, another may not', async () => {
    const shop = new Shop();
    await shop.push();
    await claimWith(shop);
    expect(await claimWith(shop)).toMatchObject({ kind: 'told', code: 'already-claimed' });
    const other = { run: { id: '1', url: '', attempt: 1 } };
    expect(await claimWith(shop, other)).toMatchObject({ code: 'claim-taken' });
    expect(await claimWith(shop, { run: { id: shop.run().state.id, url: '', attempt: 2 } })).toMatchObject({
      code: 'claim-rerun',
    });
  });

  test.each<[string, (shop: Shop) => Promise<unknown>, string]>([
    ['its attempt has succeeded', (shop) => shop.report(shop.run()), 'claim-stale'],
    ['its attempt has failed', (shop) => shop.report(shop.run(), 'failure'), 'claim-stale'],
    ['nobody knows how its attempt ended', (shop) => shop.ends(shop.run(), 'success'), 'claim-stale'],
    ['its run is being cancelled', (shop) => shop.says('alice', '/abort v1'), 'claim-withdrawn'],
    ['its environment was freed', (shop) => shop.says('alice', '/unlock staging --force'), 'claim-stale'],
  ])('a further job of the admitted run is refused once %s', async (_what, happens, code) => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run('staging');
    await claimWith(shop);
    await shop.tick();
    await happens(shop);
    expect(await claimWith(shop, {}, run)).toMatchObject({ kind: 'refused', code });
  });

  test.each<[string, string | null, string]>([
    ['nothing', null, 'claim-nothing-checked-out'],
    ['another commit', 'f'.repeat(40), 'claim-wrong-commit'],
  ])(
    'a further job that has %s checked out is refused, and the first one works on',
    async (_what, checkedOut, code) => {
      const shop = new Shop();
      await shop.push();
      await claimWith(shop);
      const before = await shop.release(1);
      expect(await claimWith(shop, { checkedOut })).toMatchObject({ kind: 'refused', code });
      expect(await shop.release(1)).toEqual(before);
    },
  );

  test('an attempt that is over is stale, and the answer says how to run it again', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.ends(run, 'failure');
    expect(await claimWith(shop, {}, run)).toMatchObject({
      code: 'claim-stale',
      next: ['/retry v1 staging'],
    });
  });

  test.each([
    ['a hold', '/hold v1'],
    ['a lock', '/lock staging --reason quiet'],
    ['an abort', '/abort v1'],
  ])('%s that came before the dispatch went out withdraws it', async (_what, command) => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'ambiguous', happens: true, listed: false });
    await shop.push();
    const run = shop.runner.runs[0];
    if (!run) throw new Error('a run was started');
    await shop.says('alice', command);
    expect(await claimWith(shop, {}, run)).toMatchObject({ code: 'claim-withdrawn' });
  });

  test('a run that is being cancelled is not admitted', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.says('alice', '/abort v1');
    expect(await claimWith(shop, {}, run)).toMatchObject({ code: 'claim-withdrawn' });
  });
});

describe('the report', () => {
  const reportOf = (shop: Shop, run = shop.run(), change: object = {}) =>
    shop.newEngine('action').submit({
      kind: 'report',
      id: `report:${run.state.id}`,
      of: run.order.input,
      run: { ...run.state, attempt: 1 },
      status: 'success',
      outputs: { tag: '1' },
      ...change,
    });

  test('is believed of the admitted run only', async () => {
    const shop = new Shop();
    await shop.push();
    expect(await reportOf(shop)).toMatchObject({ code: 'report-not-admitted' });
    await claimWith(shop);
    expect(await reportOf(shop, shop.run(), { run: { id: '1', url: '', attempt: 1 } })).toMatchObject({
      code: 'report-not-admitted',
    });
    const { id } = shop.run().state;
    expect(await reportOf(shop, shop.run(), { run: { id, url: '', attempt: 2 } })).toMatchObject({
      code: 'report-not-admitted',
    });
    expect(await reportOf(shop, shop.run(), { of: { ...shop.run().order.input, nonce: 'x' } })).toMatchObject(
      {
        code: 'claim-unknown',
      },
    );
    expect(await reportOf(shop)).toMatchObject({ kind: 'done', code: 'reported' });
    expect(await reportOf(shop)).toMatchObject({ kind: 'told', code: 'already-reported' });
  });

  test('of a last job ends an attempt at once whose jobs failed before any was admitted', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    expect(await reportOf(shop, run, { status: 'failure' })).toMatchObject({
      kind: 'done',
      code: 'reported',
    });
    expect(await shop.release(1)).toMatchObject({ status: 'failed' });
    const [attempt] = (await shop.release(1)).phases[0]?.activities[0]?.attempts ?? [];
    expect(attempt).toMatchObject({
      status: 'failed',
      reason: 'run-never-claimed',
      run: { id: run.state.id },
    });
    expect(await claimWith(shop, {}, run)).toMatchObject({ code: 'claim-stale' });
    expect(await shop.environment('staging')).not.toHaveProperty('lastTouch.release');
  });

  test.each([
    ['of another run', { run: { id: '1', url: '', attempt: 1 } }],
    ['of a re-run', { run: { id: '9000000001', url: '', attempt: 2 } }],
    ['that says cancelled', { status: 'cancelled' }],
  ])('of a failure %s does not end an attempt that nobody was admitted to', async (_what, change) => {
    const shop = new Shop();
    await shop.push();
    const before = await shop.release(1);
    const answer = await reportOf(shop, shop.run(), { status: 'failure', ...change });
    expect(answer).toMatchObject({ code: 'report-not-admitted' });
    expect(await shop.release(1)).toEqual(before);
  });

  test('with outputs that no later dispatch has room for ends the attempt, and says how long they are', async () => {
    const shop = new Shop({ build: true });
    await shop.push();
    await shop.succeed('build', { note: 'x'.repeat(30_000) });
    const run = shop.run('staging');
    await shop.claim(run);
    const answer = await reportOf(shop, run, { outputs: { note: '"'.repeat(10_000) } });
    expect(answer).toMatchObject({
      kind: 'refused',
      code: 'outputs-too-long',
      detail: { needed: '60000', found: '70110' },
      next: ['/retry v1 staging'],
    });
    const [attempt] = (await shop.release(1)).phases[1]?.activities[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ status: 'failed', reason: 'outputs-too-long' });
    expect(attempt).not.toHaveProperty('outputs');
    await shop.says('alice', '/retry v1');
    await shop.succeed('staging', { note: '"'.repeat(5_000) });
    expect(await shop.progress(1)).toContain('production running');
  });

  test.each([
    ['success', 'succeeded', undefined, 'succeeded'],
    ['failure', 'failed', 'run-failed', 'failed'],
    ['cancelled', 'failed', 'run-cancelled', 'failed'],
  ] as const)('%s: the attempt has %s', async (status, expected, reason, outcome) => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    await shop.report(run, status, { tag: '1' });
    const attempt = (await shop.release(1)).phases[0]?.activities[0]?.attempts[0];
    expect(attempt).toMatchObject({ status: expected, outputs: { tag: '1' } });
    expect(attempt?.reason).toBe(reason);
    const environment = await shop.environment('staging');
    expect(environment.lastTouch?.outcome).toBe(outcome);
    expect(environment.pointer?.release).toBe(status === 'success' ? 1 : undefined);
  });

  test('one that comes after the run was seen completed still counts', async () => {
    const shop = new Shop();
    await shop.push();
    const run = shop.run();
    await shop.claim(run);
    await shop.ends(run, 'success');
    expect(await shop.progress(1)).toBe('on-hold: staging unknown, production pending');
    expect(await reportOf(shop, run)).toMatchObject({ code: 'reported' });
    expect(await shop.progress(1)).toMatch(/staging succeeded/);
  });
});

describe('what a job was told of its work [A4]', () => {
  const CONFIG = `signalbox: 1
environments:
  staging: { attributes: { region: eu }, url: "https://staging.example" }
  production: {}
`;

  test.each<[string, Partial<ClaimInput['told']>]>([
    ['another environment', { environment: { name: 'production', attributes: { region: 'eu' } } }],
    ['another kind of work', { operation: 'task' }],
    ['no environment', { environment: null, operation: 'task' }],
    ['other values', { inputs: { tag: 'evil' } }],
    ['outputs that no task has given', { outputs: { tasks: { build: { tag: 'evil' } }, deploys: {} } }],
    ['other config vars', { vars: { DATABASE: 'evil' } }],
    ['another commit', { sha: 'f'.repeat(40) }],
    ['another ref', { ref: 'refs/heads/evil' }],
  ])('%s: whoever wrote it is not admitted, and the run that waits is', async (_what, change) => {
    const shop = new Shop({ config: CONFIG });
    shop.runner.scriptNext({ answer: 'ambiguous', happens: true, listed: false });
    await shop.push();
    const run = shop.run('staging');
    const before = await shop.release(1);
    const byHand = { id: '1', url: '', attempt: 1 };
    const told = { ...run.order.input, ...change };
    expect(await claimWith(shop, { run: byHand, told }, run)).toMatchObject({ code: 'claim-altered' });
    expect(await shop.release(1)).toEqual(before);
    expect(await claimWith(shop, {}, run)).toMatchObject({ code: 'claimed' });
  });

  test('what the config says by now is dispatched anew, and never what it does not say', async () => {
    const shop = new Shop({ config: CONFIG });
    await shop.push('one');
    const run = shop.run('staging');
    await shop.push('two', { '.github/signalbox.yml': CONFIG.replace('region: eu', 'region: us') });
    expect(await claimWith(shop, {}, run)).toMatchObject({ code: 'claim-altered' });
    await shop.tick();
    await shop.ends(run, 'failure');
    const [first] = (await shop.release(1)).phases[0]?.activities[0]?.attempts ?? [];
    expect(first).toMatchObject({ status: 'aborted', withdrawn: true, reason: 'claim-altered' });
    const next = shop.run('staging');
    expect(next.order.input.environment).toEqual({ name: 'staging', attributes: { region: 'us' } });
    expect(await claimWith(shop, {}, next)).toMatchObject({ code: 'claimed' });
  });

  test('outputs that came since the dispatch take nothing from it', async () => {
    const shop = new Shop({ build: true });
    await shop.push();
    await shop.succeed('build', { tag: 'good' });
    const run = shop.run('staging');
    expect(run.order.input.outputs.tasks).toEqual({ build: { tag: 'good' } });
    const told = { ...run.order.input, outputs: { tasks: {}, deploys: {} } };
    expect(await claimWith(shop, { told }, run)).toMatchObject({ code: 'claimed' });
  });
});
