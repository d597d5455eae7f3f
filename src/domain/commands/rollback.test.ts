import { describe, expect, test } from 'vitest';
import { Shop } from '../../../test/support/shop.ts';
import { SIDE_BY_SIDE } from '../../../test/support/side-by-side.ts';

const BUILT = `signalbox: 1
environments: { staging: {}, production: {} }
processes:
  standard:
    phases:
      - name: build
        task: image
        workflow: build.yml
      - name: staging
        deploy: { to: staging, up: deploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
      - name: production
        deploy: { to: production, up: deploy.yml, inputs: { tag: "\${{ tasks.image.outputs.tag }}" } }
`;

/** v1, v2 and v3 are through. */
async function three(): Promise<Shop> {
  const shop = new Shop();
  for (const message of ['one', 'two', 'three']) await shop.ship(message);
  return shop;
}

describe('what a rollback is', () => {
  test('a new number with commit, outputs and inputs of the old one, which stays byte for byte', async () => {
    const shop = new Shop({ config: BUILT, build: true });
    const sha = await shop.push('one');
    await shop.succeed('image', { tag: 'shop:1' });
    await shop.succeed('staging');
    await shop.succeed('production');
    await shop.push('two', {
      '.github/signalbox.yml': BUILT.replaceAll('tasks.image.outputs.tag', 'release.sha'),
    });
    await shop.succeed('image', { tag: 'shop:2' });
    await shop.succeed('staging');
    await shop.fail('production');
    const path = 'apps/shop/releases/0/1.json';
    const record = shop.branch.head?.files.get(path);
    expect(record).toBeDefined();
    const answer = await shop.says('alice', '/rollback --reason broken');
    expect(answer).toMatchObject({
      kind: 'done',
      code: 'rollback-created',
      detail: {
        release: 'v3',
        other: 'v1',
        environments: ['production'],
        moves: [{ environment: 'production', from: 'v2', to: 'v3' }],
        filled: ['release v1', 'environment production'],
      },
      next: ['/status', '/unpin production'],
    });
    expect(await shop.progress(3)).toBe('running: image skipped, staging skipped, production running');
    expect(shop.run().order.input).toMatchObject({
      sha,
      inputs: { tag: 'shop:1' },
      outputs: { tasks: { image: { tag: 'shop:1' } } },
    });
    await shop.succeed('production');
    expect(shop.branch.head?.files.get(path)).toBe(record);
    expect((await shop.release(3)).spec).toMatchObject({
      sha,
      createdBy: { login: 'alice' },
      description: 'rollback to v1',
      rollback: { to: 1, from: { production: 2 }, outputs: { image: { tag: 'shop:1' } }, reason: 'broken' },
    });
    expect(await shop.environment('production')).toMatchObject({
      pointer: { release: 3, sha },
      pin: { release: 3, by: { login: 'alice' }, reason: 'broken' },
    });
  });

  test('of a rollback goes to the same commit once more', async () => {
    const shop = await three();
    const { sha } = (await shop.release(1)).spec;
    await shop.says('alice', '/rollback v1');
    await shop.succeed('production');
    await shop.says('alice', '/rollback v2');
    await shop.succeed('production');
    await shop.says('alice', '/rollback v4');
    await shop.succeed('production');
    expect(await shop.environment('production')).toMatchObject({ pointer: { release: 6, sha } });
  });
});

describe('the default target', () => {
  test('is the newest that succeeded there, other than what is there or a copy of it, never one rolled away from', async () => {
    const shop = await three();
    expect((await shop.says('alice', '/rollback')).detail.other).toBe('v2');
    await shop.succeed('production');
    expect(await shop.says('alice', '/rollback')).toMatchObject({
      kind: 'refused',
      code: 'pinned-by-rollback',
      next: ['/rollback v1 production'],
    });
    await shop.says('alice', '/unpin production');
    expect((await shop.says('alice', '/rollback')).detail.other).toBe('v1');
    expect((await shop.release(5)).spec.rollback?.to).toBe(1);
  });

  test('does not exist where nothing else succeeded', async () => {
    const shop = new Shop();
    expect(await shop.says('alice', '/rollback')).toMatchObject({ code: 'no-rollback-target' });
    await shop.ship();
    expect(await shop.says('alice', '/rollback')).toMatchObject({ code: 'no-rollback-target' });
  });

  test('that differs between environments is refused with one command each', async () => {
    const shop = new Shop({ config: SIDE_BY_SIDE });
    await shop.push('one');
    await shop.succeed('eu');
    await shop.succeed('us');
    await shop.push('two');
    await shop.succeed('eu');
    await shop.fail('us');
    await shop.push('three');
    await shop.succeed('eu');
    await shop.succeed('us');
    expect(await shop.says('alice', '/rollback')).toMatchObject({
      code: 'rollback-targets-differ',
      detail: { candidates: ['/rollback v2 eu', '/rollback v1 us'] },
    });
    expect(await shop.says('alice', '/rollback v1 production')).toMatchObject({
      code: 'rollback-created',
      detail: { environments: ['eu', 'us'] },
    });
    expect(await shop.progress(4)).toBe('running: eu running, us running');
  });

  test('that changed after the command was written is refused with the explicit command', async () => {
    const shop = await three();
    const writtenAt = shop.now;
    shop.pass(60);
    await shop.ship('four');
    expect(await shop.says('alice', '/rollback', { writtenAt })).toMatchObject({
      code: 'target-changed',
      next: ['/rollback v3 production'],
    });
    expect(await shop.says('alice', '/rollback v3', { writtenAt })).toMatchObject({
      code: 'rollback-created',
    });
  });
});

describe('refused', () => {
  test.each([
    ['/rollback v9', 'no-such-release'],
    ['/rollback v3', 'already-running-there'],
    ['/rollback v1 nowhere', 'no-such-environment'],
  ])('%s: %s', async (command, code) => {
    const shop = await three();
    const before = (await shop.state()).apps;
    expect(await shop.says('alice', command)).toMatchObject({ kind: 'refused', code });
    expect((await shop.state()).apps).toEqual(before);
  });

  test('a release that never succeeded there, with those that did', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    await shop.push('three');
    await shop.succeed('staging');
    await shop.fail('production');
    expect(await shop.says('alice', '/rollback v3')).toMatchObject({
      code: 'never-succeeded-there',
      detail: { candidates: ['/rollback v2 production', '/rollback v1 production'] },
    });
  });

  test('a locked environment, with who holds it and the command that frees', async () => {
    const shop = await three();
    await shop.says('mona', '/lock production --reason audit');
    expect(await shop.says('alice', '/rollback')).toMatchObject({
      code: 'environment-locked',
      detail: { by: 'mona', reason: 'audit' },
      next: ['/unlock production'],
    });
  });

  test('an environment where a release is at work, unless it is to be cancelled', async () => {
    const shop = await three();
    await shop.push('four');
    await shop.succeed('staging');
    const run = shop.run('production');
    await shop.claim(run);
    expect(await shop.says('alice', '/rollback v2')).toMatchObject({
      code: 'release-at-work',
      detail: { other: 'v4', environment: 'production' },
      next: ['/rollback v2 production --cancel'],
    });
    expect(await shop.says('alice', '/rollback v2 production --cancel')).toMatchObject({
      code: 'rollback-created',
    });
    expect(shop.run('production').cancelRequested).toBe(true);
    expect(await shop.progress(5)).toMatch(/production waiting environment-taken$/);
    await shop.ends(run, 'cancelled');
    expect(await shop.progress(4)).toBe('aborted: staging succeeded, production aborted');
    expect(await shop.progress(5)).toMatch(/production running$/);
  });

  test('with --cancel, work that was not admitted gives way at once', async () => {
    const shop = await three();
    await shop.push('four');
    await shop.succeed('staging');
    await shop.says('alice', '/rollback v2 production --cancel');
    expect(await shop.progress(5)).toMatch(/production running$/);
    expect(await shop.progress(4)).toBe('aborted: staging succeeded, production aborted');
  });
});
