import type { Instant } from '../../src/domain/instant.ts';
import { instantOf } from '../../src/domain/instant.ts';

/** Longer than anything takes to load; milliseconds. */
const STUCK = 60_000;

const START = Date.parse('2026-11-20T12:00:00Z');

interface Alarm {
  readonly at: number;
  /** Of two alarms at the same moment the one that was set first rings first. */
  readonly order: number;
  readonly ring: () => void;
}

/**
 * Time that passes only when told, so that a month takes seconds and the same seed always goes the same way. Nothing
 * in a simulation may wait for anything else: between two alarms all that was begun comes to its next wait.
 */
export class VirtualTime {
  #now = START;
  #orders = 0;
  #holds = 0;
  /** A heap, earliest first. */
  readonly #alarms: Alarm[] = [];

  /** Milliseconds. */
  get now(): number {
    return this.#now;
  }

  get instant(): Instant {
    return instantOf(new Date(this.#now));
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  after(milliseconds: number, ring: () => void): void {
    this.#orders += 1;
    this.#push({ at: this.#now + Math.max(0, milliseconds), order: this.#orders, ring });
  }

  /** Time stands still until `release`: somebody waits for something that is not of this world, as code to be loaded. */
  hold(): void {
    this.#holds += 1;
  }

  release(): void {
    this.#holds -= 1;
  }

  /** Lets time pass; whatever is due on the way happens in its order. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await this.#drained();
    for (let next = this.#alarms[0]; next !== undefined && next.at <= until; next = this.#alarms[0]) {
      this.#now = next.at;
      this.#pop();
      next.ring();
      await this.#drained();
    }
    this.#now = until;
  }

  /** The loop of Node comes here only when no promise has anything left to do. */
  async #drained(): Promise<void> {
    await looped();
    if (this.#holds === 0) return;
    for (const since = performance.now(); this.#holds > 0;) {
      await looped();
      if (performance.now() - since > STUCK) throw new Error('time was held and never released');
    }
    await looped();
  }

  #push(alarm: Alarm): void {
    const heap = this.#alarms;
    let at = heap.length;
    heap.push(alarm);
    for (let up = (at - 1) >> 1; at > 0; up = (at - 1) >> 1) {
      const parent = heap[up];
      if (parent === undefined || !isBefore(alarm, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = alarm;
  }

  #pop(): void {
    const heap = this.#alarms;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const isRight = left !== undefined && right !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, last)) break;
      heap[at] = child;
      at = 2 * at + (isRight ? 2 : 1);
    }
    heap[at] = last;
  }
}

function isBefore(one: Alarm, other: Alarm): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function looped(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
