import type { VirtualTime } from './virtual-time.ts';

/**
 * What one job does one thing after the other. The Action loads parts of itself when it needs them, and that takes as
 * long as the machine pleases: so time stands still while the job does anything but wait for the world outside of it.
 */
export class Strand {
  readonly #time: VirtualTime;
  #away = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** Does the job's work. */
  async run(work: () => Promise<void>): Promise<void> {
    this.#time.hold();
    try {
      await work();
    } finally {
      this.#time.release();
    }
  }

  /** Waits for something outside, for which time must pass. */
  async away<T>(wait: () => T): Promise<Awaited<T>> {
    this.#away += 1;
    if (this.#away === 1) this.#time.release();
    try {
      return await wait();
    } finally {
      this.#away -= 1;
      if (this.#away === 0) this.#time.hold();
    }
  }

  /** @returns the same thing, whose every answer is waited for outside. */
  outside<T extends object>(thing: T): T {
    return new Proxy(thing, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (isMethod(value)) return this.#asked(target, value);
        return isThing(value) && name === 'onlooking' ? this.outside(value) : value;
      },
    });
  }

  #asked(target: object, method: Method): Method {
    return (...given) => {
      const answer = method.apply(target, given);
      return answer instanceof Promise ? this.away(() => answer) : answer;
    };
  }
}

type Method = (...given: unknown[]) => unknown;

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}

function isThing(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
