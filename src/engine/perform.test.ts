import { describe, expect, test } from 'vitest';
import { DEPLOY_WORKFLOW, Shop } from '../../test/support/shop.ts';
import type { CommandInput, PushInput } from '../domain/input.ts';
import { MINUTE } from '../domain/instant.ts';
import { LEASE } from '../domain/turn.ts';

function pushOf(shop: Shop, sha = shop.world.commit()): PushInput {
  const ref = 'refs/heads/main';
  return { kind: 'push', id: `push:${sha}`, ref, sha, before: '0'.repeat(40), actor: shop.actor('alice') };
}

describe('who carries effects out', () => {
  test('the front that is not the performer only records, and the performer takes over at its next turn', async () => {
    const shop = new Shop();
    await shop.ship('one');
    const other = shop.newEngine('action');
    await other.submit(pushOf(shop));
    await other.settled();
    expect((await shop.state()).repository.owed.every((each) => each.leaseUntil === null)).toBe(true);
    expect((await shop.release(2)).status).toBe('queued');
    expect(shop.runner.runs).toHaveLength(2);
    await shop.tick();
    expect(await shop.progress(2)).toMatch(/^running: staging running/);
    expect(shop.runner.runs).toHaveLength(3);
    shop.pass(MINUTE);
    await shop.tick();
    expect((await shop.state()).repository.owed).toEqual([]);
  });

  test('the config says who performs; its change is obeyed by both', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.push('action performs', {
      '.github/signalbox.yml':
        'signalbox: 1\nperformer: action\nenvironments: { staging: {}, production: {} }\n',
    });
    expect((await shop.state()).meta.performer).toBe('action');
    const runs = shop.runner.runs.length;
    await shop.says('alice', '/abort v1 --force');
    expect(shop.runner.runs).toHaveLength(runs);
    const action = shop.newEngine('action');
    await action.submit({ kind: 'tick', id: 'tick', sweep: false });
    await action.settled();
    expect(await shop.progress(2)).toMatch(/^running: staging running/);
    expect(shop.runner.runs).toHaveLength(runs + 1);
    shop.pass(MINUTE);
    await action.submit({ kind: 'tick', id: 'tick', sweep: false });
    await action.settled();
    expect((await shop.state()).repository.owed).toEqual([]);
  });
});

describe('who is the performer', () => {
  const NAMED = (performer: string): string =>
    `signalbox: 1\nperformer: ${performer}\nenvironments: { staging: {}, production: {} }\n`;

  test.each(['app', 'action'] as const)(
    'without a word in the config: whoever wrote first, the %s',
    async (first) => {
      const shop = new Shop();
      const second = first === 'app' ? ('action' as const) : ('app' as const);
      for (const front of [first, second] as const) {
        const engine = shop.newEngine(front);
        await engine.submit(pushOf(shop));
        await engine.settled();
        expect((await shop.state()).meta.performer).toBe(first);
      }
      expect(shop.runner.runs).toHaveLength(1);
      expect((await shop.release(2)).status).toBe('queued');
    },
  );

  test('a config that begins to name another moves it at the next sweep, of either front', async () => {
    const shop = new Shop();
    await shop.ship();
    shop.world.commit({ message: 'move', files: { '.github/signalbox.yml': NAMED('action') } });
    const action = shop.newEngine('action');
    await action.submit({ kind: 'tick', id: 'sweep', sweep: true });
    await action.settled();
    expect((await shop.state()).meta.performer).toBe('action');
  });

  test('a config that says nothing any more leaves it where it is', async () => {
    const shop = new Shop({ config: NAMED('action') });
    await shop.push();
    expect((await shop.state()).meta.performer).toBe('action');
    await shop.push('no word of it', {
      '.github/signalbox.yml': NAMED('action').replace('performer: action\n', ''),
    });
    expect((await shop.state()).meta.performer).toBe('action');
  });

  test('a name alone begins no state branch', async () => {
    const shop = new Shop({ config: NAMED('app') });
    const action = shop.newEngine('action');
    await action.submit({ kind: 'tick', id: 'tick', sweep: false });
    expect(shop.branch.head).toBeNull();
  });

  test('a command that the other front hears is recorded, and answered by the performer', async () => {
    const shop = new Shop();
    await shop.ship();
    const before = shop.reporter.comments.length;
    const action = shop.newEngine('action');
    const said = (id: string, command: CommandInput['command']): CommandInput => ({
      kind: 'command',
      id: `comment:${id}`,
      command,
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: { id, issue: 1, pull: false, explicit: false },
    });
    const lock = said('71', { name: 'lock', environment: 'staging', reason: 'audit' });
    expect(await action.submit(lock)).toMatchObject({ code: 'locked-now' });
    expect(await action.submit(said('72', { name: 'status' }))).toMatchObject({ code: 'status-listed' });
    await action.settled();
    expect(shop.reporter.comments).toHaveLength(before);
    expect((await shop.state()).repository.owed.map(({ effect }) => effect.kind)).toEqual(['reply']);
    await shop.tick();
    expect(shop.reporter.comments).toHaveLength(before + 1);
    expect((await shop.state()).repository.owed).toEqual([]);
  });
});

describe('an engine dies', () => {
  /** Waits until something was started, then nothing of this engine is heard of again. */
  function dying(shop: Shop, at: 'before-dispatch' | 'after-dispatch') {
    const never = new Promise<never>(() => undefined);
    return shop.newEngine('app', {
      runner: {
        start: async (order) => {
          if (at === 'after-dispatch') await shop.runner.start(order);
          return never;
        },
        find: (order) => shop.runner.find(order),
        cancel: (id) => shop.runner.cancel(id),
      },
      reporter: { show: () => never, acknowledge: () => never },
    });
  }

  test('between commit and dispatch: another looks first, then sends it', async () => {
    const shop = new Shop();
    await dying(shop, 'before-dispatch').submit(pushOf(shop));
    const heir = shop.newEngine();
    await heir.submit({ kind: 'tick', id: 'early', sweep: false });
    await heir.settled();
    expect(shop.runner.runs).toEqual([]);
    for (let minutes = 0; minutes < 6; minutes += 1) {
      shop.pass(MINUTE);
      await heir.submit({ kind: 'tick', id: `tick:${minutes}`, sweep: false });
      await heir.settled();
    }
    expect(shop.runner.orders).toHaveLength(1);
    expect(await shop.progress(1)).toMatch(/^running: staging running/);
    expect((await shop.state()).repository.owed).toEqual([]);
    await shop.succeed('staging');
    await shop.succeed('production');
    expect((await shop.release(1)).status).toBe('succeeded');
  });

  test('between dispatch and its answer: another finds the run and sends nothing', async () => {
    const shop = new Shop();
    await dying(shop, 'after-dispatch').submit(pushOf(shop));
    shop.pass(LEASE);
    await shop.tick();
    expect(shop.runner.orders).toHaveLength(1);
    await shop.succeed('staging');
    await shop.succeed('production');
    expect((await shop.release(1)).status).toBe('succeeded');
    expect((await shop.state()).repository.owed).toEqual([]);
  });

  test('a dispatch that nobody knows of is looked for five minutes, then sent again, and one run is admitted', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'ambiguous', happens: true, listed: false });
    await shop.push();
    for (let minutes = 0; minutes < 4; minutes += 1) {
      shop.pass(MINUTE);
      await shop.tick();
      expect(shop.runner.orders).toHaveLength(1);
    }
    for (let minutes = 0; minutes < 2; minutes += 1) {
      shop.pass(MINUTE);
      await shop.tick();
    }
    expect(shop.runner.orders).toHaveLength(2);
    const [lost, again] = shop.runner.runs;
    if (!lost || !again) throw new Error('two runs were started');
    expect(await shop.claim(lost)).toMatchObject({ code: 'claim-taken' });
    expect(await shop.claim(again)).toMatchObject({ code: 'claimed' });
  });

  test('a new engine knows the policy before it sends anything', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'not-now' });
    await shop.push();
    const heir = shop.newEngine();
    shop.pass(MINUTE);
    await heir.submit({ kind: 'tick', id: 'tick', sweep: false });
    await heir.settled();
    expect(shop.runner.runs).toHaveLength(1);
  });

  test('without a valid policy nothing is sent', async () => {
    const shop = new Shop();
    shop.runner.scriptNext({ answer: 'not-now' });
    await shop.push();
    shop.pass(MINUTE);
    await shop.push('broken', { '.github/signalbox.yml': 'signalbox: one\n' });
    expect(shop.runner.runs).toEqual([]);
    shop.pass(MINUTE);
    await shop.push('mended', {
      '.github/signalbox.yml': 'signalbox: 1\nenvironments: { staging: {}, production: {} }\n',
      '.github/workflows/deploy.yml': `${DEPLOY_WORKFLOW}# mended\n`,
    });
    shop.pass(5 * MINUTE);
    await shop.tick();
    expect(shop.runner.runs).toHaveLength(1);
  });
});
