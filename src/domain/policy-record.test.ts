import { describe, expect, test } from 'vitest';
import { MINUTE } from './instant.ts';
import { DEPLOY_WORKFLOW, Shop } from '../../test/support/shop.ts';

const FILE = '.github/signalbox.yml';
const GATED = `signalbox: 1
environments:
  staging: {}
  production: { gates: { checks: [ci] } }
`;
const BARE = 'signalbox: 1\n';

async function titles(shop: Shop): Promise<string[]> {
  await shop.tick(true);
  return shop.runner.live.map(({ order }) => order.input.title.replace(/ \[.*/, ''));
}

describe('a config that is gone', () => {
  async function gone(): Promise<Shop> {
    const shop = new Shop({ config: GATED });
    await shop.push('one');
    await shop.succeed('staging');
    await shop.push('tidy up', { [FILE]: null });
    await shop.tick(true);
    return shop;
  }

  test('opens no gate, starts nothing and supersedes nothing', async () => {
    const shop = await gone();
    expect(await shop.progress(1)).toBe('running: staging succeeded, production waiting policy-absent');
    await expect(shop.release(2)).rejects.toThrow('there is no v2');
    expect(await titles(shop)).toEqual([]);
  });

  test('counts again as soon as it is back, and what was pushed meanwhile is released', async () => {
    const shop = await gone();
    await shop.push('back again', { [FILE]: GATED });
    expect(await shop.progress(1)).toBe('running: staging succeeded, production waiting checks-missing');
    expect(await shop.progress(2)).toBe('running: staging running, production pending');
  });

  test('is done with where the last one said nothing but its version: that is what no file means', async () => {
    const shop = await gone();
    await shop.push('no rules of our own', { [FILE]: BARE });
    expect(await titles(shop)).toEqual(['v2 production']);
    await shop.succeed('production');
    await shop.push('not even a file', { [FILE]: null });
    expect(await titles(shop)).toEqual(['v3 production']);
  });

  test('never was one: the workflow that takes our input goes on alone', async () => {
    const shop = new Shop();
    const bare = new Shop({ config: BARE });
    for (const each of [shop, bare]) await each.push('no file', { [FILE]: null });
    expect(await titles(bare)).toEqual(['v1 production']);
  });
});

describe('the one app of a config that names none', () => {
  test('keeps its name when the repository gets another, and with it locks and numbers', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.says('alice', '/lock production --reason freeze');
    shop.world.rename('store');
    await shop.push('two');
    await shop.succeed('staging');
    expect(await shop.progress(2)).toContain('production waiting environment-locked');
    expect(Object.keys((await shop.state()).apps)).toEqual(['shop']);
  });

  test('is the one that the state knows, where a config named it before', async () => {
    const shop = new Shop({ config: `${GATED}apps: { web: {} }\n` });
    await shop.push('one');
    await shop.push('leave the apps out', { [FILE]: GATED });
    expect(Object.keys((await shop.state()).apps)).toEqual(['web']);
  });
});

describe('a name that left the config', () => {
  const app = (name: string): string => `${GATED}apps: { ${name}: {} }\n`;
  const place = (name: string): string => `signalbox: 1\nenvironments: { ${name}: {} }\n`;

  test('an app: its releases wait, also when their gates open', async () => {
    const shop = new Shop({ config: app('shop') });
    const old = await shop.push('one');
    await shop.succeed('staging');
    await shop.push('rename', { [FILE]: app('site') });
    shop.world.check(old, { name: 'ci', state: 'success' });
    await shop.tick(true);
    expect(await shop.progress(1)).toBe('running: staging succeeded, production waiting app-unknown');
  });

  test.each([
    ['app', app('shop'), app('site'), 'staging'],
    ['environment', place('staging'), place('stage'), 'stage'],
  ] as const)('an %s with a run at work: the new name waits for its end', async (_, before, after, there) => {
    const shop = new Shop({ config: before });
    await shop.push('one');
    await shop.claim(shop.run('staging'));
    await shop.push('rename', { [FILE]: after });
    expect(await titles(shop)).toEqual([expect.stringMatching(/v1 staging$/)]);
    expect((await shop.says('rita', '/status')).detail.places).toContainEqual(
      expect.objectContaining({ app: 'shop', environment: 'staging', left: true }),
    );
    await shop.report(shop.run('staging'));
    expect(await titles(shop)).toEqual([expect.stringMatching(new RegExp(`v[12] ${there}$`))]);
  });

  test('an app with a lock: it holds the new name, until somebody takes it away by its old one', async () => {
    const shop = new Shop({ config: app('shop') });
    await shop.push('one');
    await shop.succeed('staging');
    await shop.says('alice', '/lock production --reason moving');
    const sha = await shop.push('rename', { [FILE]: app('site') });
    shop.world.check(sha, { name: 'ci', state: 'success' });
    // It is at work in no other place, so that only the lock can hold.
    expect(await titles(shop)).toEqual([]);
    const status = await shop.says('rita', '/status');
    expect(status.detail.places).toContainEqual(
      expect.objectContaining({ app: 'shop', environment: 'production', left: true }),
    );
    const held = (await shop.state()).releases['site/1']?.phases[0]?.activities[0]?.attempts.at(-1)?.waiting;
    expect(held).toMatchObject({
      for: 'former-place-held',
      detail: {
        environment: 'staging',
        by: 'alice',
        reason: 'moving',
        former: { app: 'shop', environment: 'production', held: 'locked' },
      },
    });
    expect((await shop.says('alice', '/rollback --app shop')).code).toBe('no-such-app');
    expect((await shop.says('alice', '/unlock production --app shop')).code).toBe('lock-removed');
    expect(await titles(shop)).toEqual(['site@v1 staging']);
    // What nobody holds any more is nobody's business: only the waiting release is left to be seen.
    expect((await shop.says('alice', '/abort shop@v1')).code).toBe('aborted-now');
    const after = await shop.says('rita', '/status');
    expect(after.detail.places?.map((each) => `${each.app} ${each.environment}`)).toEqual([
      'site staging',
      'site production',
    ]);
  });

  test('an environment with a pin: it holds a new one, not those that were there', async () => {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    await shop.says('alice', '/rollback v1 production');
    await shop.succeed('production');
    const both = 'signalbox: 1\nenvironments: { staging: {}, prod: {} }\n';
    await shop.push('rename', { [FILE]: both });
    await shop.succeed('staging');
    expect(await shop.progress(4)).toContain('staging succeeded, prod waiting former-place-held');
    expect((await shop.says('alice', '/unpin')).detail.filled).toEqual(['environment production']);
    expect(await titles(shop)).toEqual(['v4 prod']);
  });
});

test.each([
  ['the file', { [FILE]: null }],
  ['its environment', { [FILE]: 'signalbox: 1\nenvironments: { live: {} }\n' }],
  ['its app', { [FILE]: 'signalbox: 1\napps: { site: {} }\n' }],
])('a dispatch that GitHub did not take goes out once %s is back, and not before', async (_, files) => {
  const config = 'signalbox: 1\nenvironments: { production: {} }\n';
  const shop = new Shop({ config });
  shop.runner.scriptNext({ answer: 'not-now' });
  await shop.push('one');
  await shop.push('away', files);
  shop.pass(MINUTE);
  await shop.tick(true);
  expect(shop.runner.runs.map(({ order }) => order.input.release)).not.toContain(1);
  await shop.push('back', { [FILE]: config });
  shop.pass(15 * MINUTE);
  expect(await titles(shop)).toContainEqual(expect.stringMatching(/^(shop@)?v1 production$/));
});

describe('a config that cannot be read', () => {
  const BROKEN = 'signalbox: 1\nenvironments: [\n';

  async function broken(files: Readonly<Record<string, string | null>> = { [FILE]: BROKEN }): Promise<Shop> {
    const shop = new Shop();
    await shop.ship('one');
    await shop.ship('two');
    await shop.push('three');
    await shop.push('break it', files);
    return shop;
  }

  test.each([
    ['/status', 'status-listed'],
    ['/help', 'help'],
    ['/info v1', 'release-shown'],
    ['/releases', 'releases-listed'],
    ['/lock production --reason look', 'locked-now'],
    ['/pin production', 'pinned-now'],
    ['/unlock production', 'nothing-to-unlock'],
    ['/hold v3', 'held'],
    ['/abort v3', 'aborted-now'],
    ['/rollback v1 production', 'rollback-created'],
    ['/release', 'config-invalid'],
    ['/promote v3', 'config-invalid'],
    ['/retry v3', 'config-invalid'],
  ])('%s is answered %s, and says by what', async (command, code) => {
    const shop = await broken();
    const valid = (await shop.release(3)).spec.policySha;
    const { policy } = (await shop.state()).repository;
    expect(policy?.sha).not.toBe(valid);
    const answer = await shop.says('alice', command);
    expect(answer.code).toBe(code);
    expect(answer.detail.judgedBy?.sha).toBe(policy?.sha);
    expect(answer.detail.judgedBy?.problems[0]).toMatchObject({ file: FILE });
  });

  test('a rollback goes out, is retried, and nothing else is', async () => {
    const shop = await broken();
    await shop.succeed('staging');
    expect(await shop.progress(3)).toContain('staging succeeded, production waiting policy-invalid');
    await shop.says('alice', '/rollback v1 production');
    expect(await titles(shop)).toEqual(['v4 production']);
    await shop.fail('production');
    expect((await shop.says('alice', '/retry v4')).code).toBe('retried');
    expect(await titles(shop)).toEqual(['v4 production']);
    await shop.succeed('production');
    expect((await shop.environment('production')).pointer?.release).toBe(4);
  });

  test('a lock holds a rollback, too', async () => {
    const shop = await broken();
    await shop.says('alice', '/lock production --reason no');
    expect((await shop.says('alice', '/rollback v1 production')).code).toBe('environment-locked');
  });

  test('no rollback by a workflow that would pass the fence', async () => {
    const unfenced = DEPLOY_WORKFLOW.replace('      - uses: OWNER/signalbox@v1\n', '');
    const shop = await broken({ [FILE]: BROKEN, '.github/workflows/deploy.yml': unfenced });
    const answer = await shop.says('alice', '/rollback v1 production');
    expect(answer).toMatchObject({ code: 'workflow-unfit', detail: { name: 'deploy.yml' } });
    const alone = await broken({ '.github/workflows/deploy.yml': unfenced });
    expect((await alone.says('alice', '/rollback v1 production')).code).toBe('workflow-unfit');
  });

  test('roles are those of the last that could be read', async () => {
    const shop = new Shop({ config: 'signalbox: 1\nroles: { operator: maintain }\n' });
    await shop.push('one');
    await shop.push('break it', { [FILE]: 'signalbox: 1\nroles: { operator: read }\nx: 1\n' });
    expect((await shop.says('alice', '/lock production')).code).toBe('not-permitted');
    expect((await shop.says('mona', '/lock production')).code).toBe('locked-now');
  });

  test('it is the same while the config is gone', async () => {
    const shop = await broken({ [FILE]: null });
    const answer = await shop.says('alice', '/lock production');
    expect(answer).toMatchObject({ code: 'locked-now', detail: { judgedBy: { problems: [] } } });
    expect((await shop.says('alice', '/release')).code).toBe('policy-absent');
  });

  test('where nothing was ever the policy there is nothing to judge by', async () => {
    const shop = new Shop({ config: BROKEN });
    expect(await shop.says('alice', '/status')).toMatchObject({ code: 'config-invalid' });
  });
});
