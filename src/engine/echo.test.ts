import { expect, test } from 'vitest';
import { FaultyStore } from '../../test/support/faulty-store.ts';
import { Shop } from '../../test/support/shop.ts';
import type { Input } from '../domain/input.ts';
import { isEcho } from './echo.ts';

function runInput({ state }: ReturnType<Shop['run']>): Input {
  const run = { ...state, status: 'completed' as const, conclusion: 'success' };
  return { kind: 'run', id: `run:${run.id}:1`, run };
}

test('the end of a run is awaited until its attempt has ended', async () => {
  const shop = new Shop();
  await shop.push();
  const run = shop.run('staging');
  expect(isEcho(runInput(run), await shop.state())).toBe(false);
  await shop.succeed('staging');
  expect(isEcho(runInput(run), await shop.state())).toBe(true);
});

test('checks are awaited on a commit whose release waits, and on no other', async () => {
  const shop = new Shop();
  const sha = await shop.push();
  const checks: Input = { kind: 'checks', id: 'check:1', sha };
  expect(isEcho(checks, await shop.state())).toBe(true);
  await shop.says('alice', '/hold v1');
  await shop.succeed('staging');
  expect(isEcho(checks, await shop.state())).toBe(false);
  expect(isEcho({ ...checks, sha: 'f'.repeat(40) }, await shop.state())).toBe(true);
});

test('people, jobs and pushes never wait', async () => {
  const shop = new Shop();
  const sha = await shop.push();
  const push: Input = {
    kind: 'push',
    id: 'push',
    ref: 'refs/heads/main',
    sha,
    before: sha,
    actor: shop.actor('alice'),
  };
  expect(isEcho(push, await shop.state())).toBe(false);
  expect(isEcho({ kind: 'tick', id: 'tick', sweep: false }, await shop.state())).toBe(false);
});

test('an echo goes along with whatever comes, in one read; our own commits need none', async () => {
  const shop = new Shop();
  const store = new FaultyStore(shop);
  const never = new Promise<void>(() => undefined);
  const wait = (milliseconds: number) => (milliseconds === 5000 ? never : Promise.resolve());
  const engine = shop.newEngine('app', { store, wait, lingerFor: 5000 });
  const sha = shop.world.commit();
  const push = { ref: 'refs/heads/main', sha, before: '0'.repeat(40), actor: shop.actor('alice') };
  await engine.submit({ kind: 'push', id: `push:${sha}`, ...push });
  await engine.settled();
  store.loads = [];
  await engine.submit({ kind: 'tick', id: `state:${shop.branch.head?.oid ?? ''}`, sweep: false });
  expect(store.loads).toEqual([]);
  const echo = engine.submit({ kind: 'checks', id: 'check:1', sha });
  expect(store.loads).toEqual([]);
  await engine.submit({ kind: 'tick', id: 'tick', sweep: false });
  await echo;
  expect(store.loads).toHaveLength(1);
});
