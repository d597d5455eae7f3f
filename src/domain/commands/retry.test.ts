import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { SIDE_BY_SIDE } from '../../../test/support/side-by-side.ts';

async function failedInProduction(): Promise<Shop> {
  const shop = new Shop({ build: true });
  await shop.push('one');
  await shop.succeed('build', { tag: '1' });
  await shop.succeed('staging');
  await shop.fail('production');
  return shop;
}

const tries = async (shop: Shop, number = 1): Promise<number[]> =>
  (await shop.release(number)).phases
    .flatMap((phase) => phase.activities)
    .map((each) => each.attempts.length);

describe('a retry', () => {
  test('runs again only what failed, keeps both attempts and the number', async () => {
    const shop = await failedInProduction();
    expect(await shop.progress(1)).toBe('failed: build succeeded, staging succeeded, production failed');
    expect(await shop.environment('production')).toMatchObject({
      pointer: null,
      lastTouch: { outcome: 'failed' },
    });
    expect(await shop.says('alice', '/retry')).toMatchObject({
      kind: 'done',
      code: 'retried',
      detail: { release: 'v1', activity: 'production', filled: ['release v1'] },
    });
    await shop.succeed('production');
    expect(await shop.progress(1)).toBe(
      'succeeded: build succeeded, staging succeeded, production succeeded',
    );
    expect(await tries(shop)).toEqual([1, 1, 2]);
    const [first, second] = (await shop.release(1)).phases[2]?.activities[0]?.attempts ?? [];
    expect(first).toMatchObject({ number: 1, status: 'failed', reason: 'run-failed' });
    expect(second).toMatchObject({ number: 2, status: 'succeeded', asked: { by: { login: 'alice' } } });
  });

  test('may set inputs, on record, also when the attempt is withdrawn and opened anew', async () => {
    const shop = await failedInProduction();
    shop.runner.scriptNext({ answer: 'not-now' });
    await shop.says('alice', '/retry v1 production --set size=2');
    await shop.says('alice', '/lock production --reason look');
    await shop.says('alice', '/unlock production');
    expect(shop.run('production').order.input.inputs).toEqual({ size: 2 });
    const newest = (await shop.release(1)).phases[2]?.activities[0]?.attempts.at(-1);
    expect(newest).toMatchObject({ number: 3, set: { size: 2 }, asked: { by: { login: 'alice' } } });
  });

  test('goes while another activity of the phase is still at work', async () => {
    const shop = new Shop({ config: SIDE_BY_SIDE });
    await shop.push();
    await shop.fail('eu');
    await shop.claim(shop.run('us'));
    expect(await shop.says('alice', '/retry v1')).toMatchObject({
      code: 'retried',
      detail: { activity: 'eu' },
    });
    expect(await shop.progress(1)).toBe('running: eu running, us running');
  });

  test.each<[string, (shop: Shop) => Promise<unknown>]>([
    ['aborted at work', (shop) => shop.succeed('staging')],
    ['aborted before it began', (shop) => shop.says('alice', '/hold v2')],
  ])('reopens a release that was %s', async (_what, prepare) => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.push('two');
    await prepare(shop);
    await shop.says('alice', '/abort v2 --force');
    expect(await shop.progress(2)).toMatch(/^aborted/);
    expect(await shop.says('alice', '/retry v2')).toMatchObject({ code: 'retried' });
    expect(await shop.progress(2)).toMatch(/^(running|on-hold)/);
  });

  test('of an aborted draft makes it a draft again', async () => {
    const config = 'signalbox: 1\napps: { shop: { activate: manual } }\nenvironments: { production: {} }\n';
    const shop = new Shop({ config });
    await shop.push();
    await shop.says('alice', '/abort v1');
    expect(await shop.says('alice', '/retry v1')).toMatchObject({ code: 'retried' });
    expect(await shop.progress(1)).toBe('draft: production pending');
  });

  test('of an old release that gives way at once to a newer one that waits', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.fail('staging');
    await shop.says('alice', '/lock staging --reason look');
    await shop.push('two');
    expect(await shop.says('alice', '/retry v1')).toMatchObject({ code: 'retried' });
    expect(await shop.progress(1)).toMatch(/^superseded/);
    expect(shop.complaints).toEqual([]);
  });
});

describe('refused', () => {
  test.each([
    ['/retry v9', 'no-such-release'],
    ['/retry v1 nothing', 'no-such-activity'],
    ['/retry v1 staging', 'release-not-failed'],
  ])('%s: %s', async (command, code) => {
    const shop = await failedInProduction();
    expect(await shop.says('alice', command)).toMatchObject({ kind: 'refused', code });
    expect(await tries(shop)).toEqual([1, 1, 1]);
  });

  test('what succeeded or was superseded is final', async () => {
    const shop = new Shop();
    await shop.ship('one');
    expect(await shop.says('alice', '/retry v1')).toMatchObject({ code: 'release-final' });
    await shop.push('two');
    await shop.claim(shop.run());
    await shop.push('three');
    await shop.push('four');
    expect(await shop.says('alice', '/retry v3')).toMatchObject({
      code: 'release-final',
      detail: { found: 'superseded' },
    });
    expect(await shop.says('alice', '/retry v2')).toMatchObject({ code: 'release-not-failed' });
  });

  test('where something newer was attempted since', async () => {
    const shop = await failedInProduction();
    await shop.push('two');
    await shop.succeed('build');
    await shop.succeed('staging');
    await shop.fail('production');
    expect(await shop.says('alice', '/retry v1')).toMatchObject({
      code: 'newer-attempted',
      detail: { release: 'v1', other: 'v2', environment: 'production' },
    });
    expect(await shop.says('alice', '/retry')).toMatchObject({ code: 'retried', detail: { release: 'v2' } });
  });

  test('while its abort is still under way', async () => {
    const config = `signalbox: 1
environments: { eu: { attributes: { type: p } }, us: { attributes: { type: p } } }
processes: { standard: { phases: [{ name: p, deploy: { to: { type: p }, up: deploy.yml } }] } }
`;
    const shop = new Shop({ config });
    await shop.push();
    await shop.fail('eu');
    await shop.claim(shop.run('us'));
    await shop.says('alice', '/abort v1');
    expect(await shop.says('alice', '/retry v1')).toMatchObject({ code: 'release-not-failed' });
    expect((await shop.release(1)).abort).toBeDefined();
  });
});

test('alone, after a newer release has begun, it names what failed before', async () => {
  const shop = await failedInProduction();
  await shop.push('two');
  expect(await shop.says('alice', '/retry')).toMatchObject({
    kind: 'refused',
    code: 'which-release',
    next: ['/retry v1'],
  });
});

test('alone, it names nothing that a later release has taken the place of', async () => {
  const shop = await failedInProduction();
  await shop.push('two');
  await shop.succeed('build', { tag: '2' });
  await shop.succeed('staging');
  await shop.succeed('production');
  expect(await shop.says('alice', '/retry')).toMatchObject({ kind: 'told', code: 'nothing-to-do' });
});
