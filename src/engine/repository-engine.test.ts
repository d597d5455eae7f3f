import { describe, expect, test, vi } from 'vitest';
import { FaultyStore } from '../../test/support/faulty-store.ts';
import { Shop } from '../../test/support/shop.ts';
import type { Command } from '../domain/command.ts';
import type { PushInput } from '../domain/input.ts';
import { MINUTE } from '../domain/instant.ts';
import { LEASE } from '../domain/turn.ts';
import { EngineUnavailable } from './engine.ts';

function pushOf(shop: Shop, sha = shop.world.commit()): PushInput {
  const ref = 'refs/heads/main';
  return { kind: 'push', id: `push:${sha}`, ref, sha, before: '0'.repeat(40), actor: shop.actor('alice') };
}

describe('the story', () => {
  test('a push becomes v1 and walks through its environments', async () => {
    const shop = new Shop({ build: true });
    const sha = await shop.push('Add a cart');
    expect(await shop.progress(1)).toBe('running: build running, staging pending, production pending');
    await shop.succeed('build', { tag: 'shop:1' });
    await shop.succeed('staging');
    expect(await shop.progress(1)).toBe('running: build succeeded, staging succeeded, production running');
    await shop.succeed('production');
    expect(await shop.progress(1)).toBe(
      'succeeded: build succeeded, staging succeeded, production succeeded',
    );
    expect(await shop.environment('production')).toMatchObject({ pointer: { release: 1, sha } });
    expect((await shop.state()).repository.owed).toEqual([]);
    expect(shop.complaints).toEqual([]);
  });

  test('each commit says what happened, for people and for machines', async () => {
    const shop = new Shop();
    await shop.push('one');
    await shop.says('alice', '/hold v1');
    await shop.says('rita', '/resume v1');
    const messages = shop.branch.commits.map((each) => each.message.split('\n'));
    expect(messages.map(([headline]) => headline)).toEqual(
      expect.arrayContaining([
        'v1 created; v1: staging running',
        'alice: hold; v1 on-hold',
        'rita: resume refused (not-permitted)',
      ]),
    );
    const hold = messages.find(([headline]) => headline?.startsWith('alice: hold'))?.join('\n');
    expect(hold).toMatch(/^Release: shop@v1$/m);
    expect(hold).toMatch(/^Actor: alice \(\d+\)$/m);
    expect(hold).toMatch(/^Cause: comment 1$/m);
    expect(hold).toMatch(/^Turn: \d+$/m);
  });
});

describe('turns', () => {
  test('news of effects that met a tick on its way is not lost', async () => {
    const shop = new Shop();
    const never = new Promise<never>(() => undefined);
    const reporter = { show: () => never, acknowledge: () => never };
    const runner = { start: () => never, find: () => never, cancel: () => never };
    const engine = shop.newEngine('app', { reporter, runner });
    await engine.submit(pushOf(shop));
    const shown = (await shop.state()).repository.owed.filter(({ effect }) => effect.kind !== 'dispatch');
    expect(shown).not.toEqual([]);
    const completions = shown.map(({ effect, turn }) => ({ kind: 'done' as const, id: effect.id, turn }));
    await Promise.all([
      engine.submit({ kind: 'tick', id: '1', sweep: false }),
      // These two come while that one is being decided, so they share a turn.
      engine.submit({ kind: 'performed', id: 'performed', completions }),
      engine.submit({ kind: 'tick', id: '2', sweep: false }),
    ]);
    await vi.waitFor(async () => {
      const kinds = (await shop.state()).repository.owed.map(({ effect }) => effect.kind);
      expect(kinds).toEqual(['dispatch']);
    }, 30_000);
  });

  test('twenty commands at once are all answered, in few commits', async () => {
    const shop = new Shop();
    await shop.push();
    const before = shop.branch.commits.length;
    const said = Array.from({ length: 20 }, (_, index) =>
      shop.submitSaying('alice', index % 2 === 0 ? '/hold v1' : '/resume v1'),
    );
    const answers = await Promise.all(said);
    expect(answers.filter((each) => each?.code === 'held')).toHaveLength(10);
    expect(answers.filter((each) => each?.code === 'resumed')).toHaveLength(10);
    await shop.engine.settled();
    expect(shop.branch.commits.length - before).toBeLessThanOrEqual(4);
    expect((await shop.state()).outcomes).toHaveLength(20);
    expect(shop.reporter.comments).toHaveLength(20);
  });

  test('two engines over one branch: both inputs apply, and the numbers have no gap', async () => {
    const shop = new Shop({
      config:
        'signalbox: 1\napps: { shop: { release-on: { tag: ["v*"] } } }\nenvironments: { production: {} }\n',
    });
    const engines = [shop.engine, shop.newEngine(), shop.newEngine()];
    await Promise.all(
      Array.from({ length: 9 }, (_, index) => {
        const sha = shop.world.commit();
        const tag = `v${index}`;
        const input = { kind: 'tag', id: `tag:${tag}:${sha}`, tag, sha, actor: shop.actor('alice') } as const;
        const engine = engines[index % 3] ?? shop.engine;
        return engine.submit(input);
      }),
    );
    await Promise.all(engines.map((each) => each.settled()));
    const releases = Object.values((await shop.state()).releases);
    expect(releases.map((each) => each.number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const runs = shop.runner.live.map((each) => each.order.input.release);
    expect(runs).toHaveLength(1);
  });

  test('what another writer did meanwhile is decided upon anew, never merged', async () => {
    const shop = new Shop();
    await shop.push();
    const store = new FaultyStore(shop);
    const engine = shop.newEngine('app', { store });
    await engine.submit({ kind: 'tick', id: 'warm', sweep: true });
    await shop.says('mona', '/lock production --reason audit');
    const answer = await engine.submit({
      kind: 'command',
      id: 'cli:1',
      command: { name: 'lock', environment: 'production' },
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: null,
    });
    expect(answer).toMatchObject({ kind: 'refused', code: 'environment-locked', detail: { by: 'mona' } });
  });

  test('a cached head is good for news of effects, never for what somebody waits for', async () => {
    const shop = new Shop();
    const store = new FaultyStore(shop);
    const engine = shop.newEngine('app', { store });
    await engine.submit(pushOf(shop));
    await engine.settled();
    expect(store.loads.at(-1)).toEqual({ cached: true });
    const say = (id: string, login: string, name: 'hold' | 'resume') =>
      engine.submit({
        kind: 'command',
        id,
        command: { name, release: { number: 1 } },
        actor: shop.actor(login),
        writtenAt: shop.now,
        comment: null,
      });
    store.loads = [];
    // The policy has to be asked for anyway, and with it the head comes in the same request.
    await say('cli:1', 'alice', 'hold');
    expect(store.loads).toEqual([{ cached: false }]);
    store.loads = [];
    await engine.submit({ kind: 'performed', id: 'performed', completions: [] });
    expect(store.loads.at(-1)).toEqual({ cached: false });
  });

  test('final releases are read when somebody means them, and only then', async () => {
    const shop = new Shop();
    for (const message of ['one', 'two']) await shop.ship(message);
    await shop.push('three');
    await shop.fail('staging');
    const engine = shop.newEngine();
    const say = (id: string, command: Command) =>
      engine.submit({
        kind: 'command',
        id,
        command,
        actor: shop.actor('alice'),
        writtenAt: shop.now,
        comment: null,
      });
    expect(await say('cli:1', { name: 'info', release: { number: 1 } })).toMatchObject({
      code: 'release-shown',
    });
    expect(await say('cli:2', { name: 'info', release: { number: 99 } })).toMatchObject({
      code: 'no-such-release',
    });
    expect(await say('cli:3', { name: 'retry', release: { number: 3 }, set: {} })).toMatchObject({
      code: 'retried',
    });
    expect(await say('cli:4', { name: 'rollback', release: { number: 1 }, cancel: false })).toMatchObject({
      code: 'rollback-created',
    });
    await engine.settled();
    expect(shop.branch.head?.files.has('apps/shop/open/3.json')).toBe(true);
    expect(shop.branch.head?.files.has('apps/shop/releases/0/3.json')).toBe(false);
    expect(shop.branch.head?.files.has('apps/shop/releases/0/1.json')).toBe(true);
  });

  test('a poisonous input is set aside, answered, and the others of its batch go on', async () => {
    const shop = new Shop();
    await shop.push();
    const first = shop.engine.submit({ kind: 'tick', id: 'tick', sweep: false });
    const command: Command = JSON.parse('{ "name": "no-such-command" }');
    const poison = shop.engine.submit({
      kind: 'command',
      id: 'cli:poison',
      command,
      actor: shop.actor('alice'),
      writtenAt: shop.now,
      comment: null,
    });
    const good = shop.submitSaying('alice', '/hold v1');
    await first;
    expect(await poison).toMatchObject({ kind: 'refused', code: 'internal-error' });
    expect(await good).toMatchObject({ code: 'held' });
    expect((await shop.state()).outcomes.map((each) => each.input)).toContain('cli:poison');
    expect(shop.complaints[0]).toContain('cli:poison');
  });
});

describe('when the world is away', () => {
  test('facts: nothing is decided, nothing is committed, and saying it again is safe', async () => {
    const shop = new Shop();
    await shop.push();
    const { head } = shop.branch;
    shop.facts.goAway('access');
    await expect(shop.submitSaying('alice', '/hold v1', { id: 'comment:1' })).rejects.toThrow(
      EngineUnavailable,
    );
    expect(shop.branch.head).toEqual(head);
    shop.facts.recover();
    expect(await shop.says('alice', '/hold v1', { id: 'comment:1' })).toMatchObject({ code: 'held' });
  });

  test('facts of one input: the others of its batch are answered', async () => {
    const shop = new Shop();
    await shop.push();
    shop.facts.goAway('ref');
    const bad = shop.submitSaying('alice', '/release somewhere');
    const good = shop.submitSaying('alice', '/hold v1');
    await expect(bad).rejects.toThrow(EngineUnavailable);
    expect(await good).toMatchObject({ code: 'held' });
  });

  test.each(['before', 'after', 'conflict'] as const)(
    'a commit that goes wrong (%s) is decided anew',
    async (fault) => {
      const shop = new Shop();
      const store = new FaultyStore(shop);
      const engine = shop.newEngine('app', { store });
      store.faults.push(fault);
      await engine.submit(pushOf(shop));
      await engine.settled();
      expect(Object.keys((await shop.state()).releases)).toEqual(['shop/1']);
      const command = { name: 'hold', release: { number: 1 } } as const;
      const input = {
        kind: 'command',
        id: 'cli:1',
        command,
        actor: shop.actor('alice'),
        comment: null,
      } as const;
      store.faults.push(fault);
      expect(await engine.submit({ ...input, writtenAt: shop.now })).toMatchObject({ code: 'held' });
      await engine.settled();
    },
  );

  test('a branch that cannot be had rejects everybody at once, when patience ends', async () => {
    const shop = new Shop();
    const store = new FaultyStore(shop);
    const engine = shop.newEngine('app', { store, patience: 1_000 });
    store.faults.push(...Array.from({ length: 100 }, () => 'before' as const));
    const waiting = [pushOf(shop), pushOf(shop), pushOf(shop)].map((each) => engine.submit(each));
    const settled = await Promise.allSettled(waiting);
    expect(settled.map((each) => each.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(store.faults.length).toBeGreaterThan(85);
    await engine.settled();
  });

  test('a branch that cannot be understood is no input’s fault', async () => {
    const shop = new Shop();
    const store = new FaultyStore(shop);
    const engine = shop.newEngine('app', { store });
    store.faults.push('unreadable', 'unreadable');
    const waiting = [pushOf(shop), pushOf(shop), pushOf(shop)].map((each) => engine.submit(each));
    const settled = await Promise.allSettled(waiting);
    expect(settled.map((each) => each.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(store.loads).toHaveLength(2);
  });

  test('what was carried out and cannot be recorded holds nobody up, and is looked up later', async () => {
    const shop = new Shop();
    const store = new FaultyStore(shop);
    const engine = shop.newEngine('app', { store, patience: 500 });
    const pushed = engine.submit(pushOf(shop));
    await pushed;
    store.faults.push(...Array.from({ length: 30 }, () => 'before' as const));
    await engine.settled();
    expect((await shop.state()).repository.owed).not.toEqual([]);
    shop.pass(LEASE);
    await shop.tick();
    // What is found to have begun meanwhile is told a little later.
    shop.pass(MINUTE);
    await shop.tick();
    expect((await shop.state()).repository.owed).toEqual([]);
    expect(shop.runner.runs).toHaveLength(1);
  });
});

test('ages in the answer to a question are told as of now, however old the last turn is', async () => {
  const shop = new Shop();
  await shop.ship();
  shop.pass(3 * 24 * 60 * 60);
  await shop.submitSaying('alice', '/status');
  await shop.engine.settled();
  const reply = shop.reporter.comments.at(-1)?.bodies.at(-1) ?? '';
  expect(reply).toContain('3 d ago');
});
