/** Answers that can never change, kept while the process lives; the oldest go when there are too many. */
export class Memo<T> {
  readonly #kept = new Map<string, T>();
  readonly #most: number;

  constructor(most = 500) {
    this.#most = most;
  }

  get(key: string): T | undefined {
    return this.#kept.get(key);
  }

  set(key: string, value: T): void {
    if (this.#kept.size >= this.#most) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(key, value);
  }
}
