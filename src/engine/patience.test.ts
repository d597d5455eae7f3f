import { expect, test } from 'vitest';
import { FactsRefused, FactsUnavailable } from '../facts/facts.ts';
import { StoreUnavailable } from '../store/store.ts';
import { Outrun, Patience } from './patience.ts';

function patience(limit: number): Patience {
  return new Patience({ limit, random: () => 0.5 });
}

test('pauses grow, and all of them together stay within the limit', () => {
  const one = patience(10_000);
  const pauses: number[] = [];
  for (let next = one.next(new Error('502')); next !== null; next = one.next(new Error('502'))) {
    pauses.push(next);
  }
  expect(pauses).toEqual([100, 200, 400, 800, 1600, 3200]);
});

test.each<[string, Error, number | null]>([
  ['a wait that GitHub names is kept', new StoreUnavailable('limit', { retryAfter: 60 }), 60_000],
  ['one that is longer than what is left ends it', new StoreUnavailable('limit', { retryAfter: 1800 }), null],
  ['the same of a fact', new FactsUnavailable('limit', { retryAfter: 1800 }), null],
  ['what is refused is not asked again', new FactsRefused('403', { isForbidden: true }), null],
])('%s', (_, error, pause) => {
  expect(patience(600_000).next(error)).toBe(pause);
});

test('what was waited counts against the next wait', () => {
  const one = patience(100_000);
  expect(one.next(new StoreUnavailable('limit', { retryAfter: 60 }))).toBe(60_000);
  expect(one.next(new StoreUnavailable('limit', { retryAfter: 60 }))).toBeNull();
});

test('who was outrun makes room at first, and hardly any more when it has waited for half a minute', () => {
  const one = patience(600_000);
  const pauses: number[] = [];
  for (let tries = 0; tries < 20; tries += 1) pauses.push(Math.round(one.next(new Outrun()) ?? NaN));
  expect(pauses.slice(0, 4)).toEqual([100, 299, 888, 2584]);
  expect(Math.max(...pauses)).toBeLessThan(10_000);
  expect(pauses.at(-1)).toBe(500);
  expect(one.next(new StoreUnavailable('502'))).toBe(5_000);
});
