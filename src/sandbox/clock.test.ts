import { afterEach, expect, test, vi } from 'vitest';
import { startClock, timestamp } from './clock.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('it runs with real time, from where it was started, and can be moved forward only', () => {
  vi.useFakeTimers();
  const clock = startClock(new Date('2026-01-01T00:00:00Z'));
  vi.advanceTimersByTime(2000);
  clock.advance(60);
  expect(timestamp(clock.now())).toBe('2026-01-01T00:01:02Z');
  expect(() => {
    clock.advance(-1);
  }).toThrow(RangeError);
});

test('an alarm rings once, whether time passes or is moved', () => {
  vi.useFakeTimers();
  const clock = startClock(new Date('2026-01-01T00:00:00Z'));
  const rung: string[] = [];
  clock.at(new Date('2026-01-01T00:00:10Z'), () => rung.push('by time'));
  clock.at(new Date('2026-03-01T00:00:00Z'), () => rung.push('by moving'));
  const takeBack = clock.at(new Date('2026-01-01T00:00:10Z'), () => rung.push('never'));
  takeBack();
  vi.advanceTimersByTime(10_000);
  expect(rung).toEqual(['by time']);
  clock.advance(60 * 24 * 3600);
  vi.advanceTimersByTime(1);
  expect(rung).toEqual(['by time', 'by moving']);
});
