interface Waiter {
  readonly isThere: () => boolean;
  readonly resolve: () => void;
}

/** Those who wait for a condition that others bring about, and say when they did something. */
export class Waiters {
  #all: Waiter[] = [];

  /** Resolves when it is true: now, or when `look` finds it so. */
  until(isThere: () => boolean): Promise<void> {
    if (isThere()) return Promise.resolve();
    return new Promise((resolve) => this.#all.push({ isThere, resolve }));
  }

  /** Something was done. */
  look(): void {
    const there = this.#all.filter(({ isThere }) => isThere());
    this.#all = this.#all.filter((each) => !there.includes(each));
    for (const { resolve } of there) resolve();
  }
}
