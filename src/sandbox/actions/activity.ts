/** Counts the work that goes on by itself, so that a test can wait until nothing moves any more. */
export class Activity {
  #busy = 0;
  #waiters: (() => void)[] = [];

  /** Counts until the work has ended. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  /** Does not count while this waits for somebody outside: a test, a clock, another run. */
  async except<T>(wait: Promise<T>): Promise<T> {
    this.#leave();
    try {
      return await wait;
    } finally {
      this.#busy += 1;
    }
  }

  idle(): Promise<void> {
    const waiting = new Promise<void>((resolve) => this.#waiters.push(resolve));
    this.#look();
    return waiting;
  }

  #leave(): void {
    this.#busy -= 1;
    this.#look();
  }

  /** Looks after the promises that are ready have run, as one of them may start new work. */
  #look(): void {
    setImmediate(() => {
      if (this.#busy > 0) return;
      const waiters = this.#waiters;
      this.#waiters = [];
      waiters.forEach((resolve) => resolve());
    });
  }
}
