import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Workplace } from '../intake/workplace.ts';
import type { Place } from './repositories.ts';
import { Repositories } from './repositories.ts';
import type { Discovered, Timer } from './timer.ts';
import { startTimer } from './timer.ts';
import { Shop } from '../../test/support/shop.ts';
import type { Engine } from '../engine/engine.ts';
import { memoryStore } from '../store/memory/memory-store.ts';

const SHOP: Place = { id: 1, owner: 'acme', repo: 'shop', installationId: 5 };
const OTHER: Place = { id: 2, owner: 'acme', repo: 'other', installationId: 6 };

/** Repositories whose engines note what they are asked, and take as long as a test says. */
async function scene(places: readonly Place[]) {
  const shop = new Shop();
  await shop.push();
  const asked: string[] = [];
  const holds = new Map<number, Promise<void>>();
  const engineOf = ({ id, repo }: Place): Engine => ({
    settled: () => Promise.resolve(),
    knows: () => false,
    performs: () => Promise.resolve(true),
    isPolicyGone: () => false,
    submit: async (input) => {
      asked.push(`${repo} ${input.id}`);
      await holds.get(id);
      return null;
    },
  });
  const open = (place: Place): Promise<Workplace> =>
    Promise.resolve({
      engine: engineOf(place),
      store: memoryStore(shop.branch, () => shop.now),
      facts: shop.facts,
      reporter: shop.reporter,
    });
  const warnings: string[] = [];
  const quiet = (): void => undefined;
  const log = { debug: quiet, info: quiet, error: quiet, warn: (text: string) => void warnings.push(text) };
  let found: Discovered | Error | Promise<Discovered> = { places, unasked: [] };
  const repositories = new Repositories(open, log);
  const timer: Timer = startTimer({
    repositories,
    discover: () => (found instanceof Error ? Promise.reject(found) : Promise.resolve(found)),
    tickSeconds: 10,
    sweepSeconds: 60,
    log,
  });
  await vi.advanceTimersByTimeAsync(0);
  return {
    repositories,
    timer,
    asked,
    warnings,
    holds,
    discovers: (next: Discovered | Error | Promise<Discovered>) => {
      found = next;
    },
  };
}

beforeEach(() =>
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] }),
);
afterEach(() => vi.useRealTimers());

test('a sweep at the start, ticks after it, and a sweep again', async () => {
  const { asked, timer } = await scene([SHOP]);
  expect(asked).toEqual(['shop sweep']);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toEqual(['shop sweep', 'shop tick', 'shop tick']);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(asked.filter((each) => each === 'shop sweep')).toHaveLength(2);
  await timer.stop();
});

test('a slow repository gets no second look before the first has ended, and delays no other', async () => {
  const { asked, holds, timer } = await scene([SHOP, OTHER]);
  let release = (): void => undefined;
  holds.set(
    SHOP.id,
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  asked.length = 0;
  await vi.advanceTimersByTimeAsync(50_000);
  expect(asked.filter((each) => each === 'shop tick')).toHaveLength(1);
  expect(asked.filter((each) => each === 'other tick')).toHaveLength(5);
  release();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.filter((each) => each === 'shop tick')).toHaveLength(1);
  await timer.stop();
});

test('stopping waits for the look that is under way', async () => {
  const { holds, timer } = await scene([SHOP]);
  let release = (): void => undefined;
  holds.set(
    SHOP.id,
    new Promise((resolve) => {
      release = resolve;
    }),
  );
  await vi.advanceTimersByTimeAsync(10_000);
  let isStopped = false;
  const stopped = timer.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(isStopped).toBe(false);
  release();
  await stopped;
  expect(isStopped).toBe(true);
});

test('what GitHub does not list any more is forgotten, unless its installation could not be asked', async () => {
  const { repositories, discovers, timer } = await scene([SHOP, OTHER]);
  discovers({ places: [], unasked: [OTHER.installationId] });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(repositories.places).toEqual([OTHER]);
  await timer.stop();
});

test('what was met while GitHub made its list is not forgotten for not being on it', async () => {
  const { repositories, discovers, timer } = await scene([SHOP]);
  let list = (_: Discovered): void => undefined;
  discovers(
    new Promise<Discovered>((resolve) => {
      list = resolve;
    }),
  );
  await vi.advanceTimersByTimeAsync(60_000);
  await repositories.submit(OTHER, { kind: 'tick', id: 'push', sweep: false });
  list({ places: [SHOP], unasked: [] });
  await vi.advanceTimersByTimeAsync(0);
  expect(repositories.places).toEqual([SHOP, OTHER]);
  await timer.stop();
});

test('when the installations cannot be listed, those that are known are swept', async () => {
  const { asked, warnings, discovers, timer } = await scene([SHOP]);
  discovers(new Error('away'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.filter((each) => each === 'shop sweep')).toHaveLength(2);
  expect(warnings).toHaveLength(1);
  await timer.stop();
});
