import type { Instant } from '../../src/domain/instant.ts';
import { instantOf } from '../../src/domain/instant.ts';

const START = Date.parse('2026-11-20T12:00:00Z');

interface Alarm {
  readonly at: number;
  readonly ring: () => void;
}

/** Time that passes only when told: hours in seconds. Nothing in a model may wait for anything else. */
export class ModelTime {
  #now = START;
  /** Earliest first; of two at the same moment, the one that was set first. */
  readonly #alarms: Alarm[] = [];

  /** Milliseconds. */
  get now(): number {
    return this.#now;
  }

  /** Seconds since the model began. */
  get elapsed(): number {
    return (this.#now - START) / 1000;
  }

  get instant(): Instant {
    return instantOf(new Date(this.#now));
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  after(milliseconds: number, ring: () => void): void {
    const alarm = { at: this.#now + Math.max(0, milliseconds), ring };
    const later = this.#alarms.findLastIndex(({ at }) => at <= alarm.at) + 1;
    this.#alarms.splice(later, 0, alarm);
  }

  /** Lets time pass until something is so, or so many seconds are over. */
  async pass(seconds: number, isOver: () => boolean = () => false): Promise<void> {
    const until = this.#now + seconds * 1000;
    await drained();
    for (let next = this.#alarms[0]; next && next.at <= until && !isOver(); next = this.#alarms[0]) {
      this.#now = next.at;
      this.#alarms.shift();
      next.ring();
      await drained();
    }
    if (!isOver()) this.#now = until;
  }
}

/** The loop of Node comes here only when no promise has anything left to do. */
function drained(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
