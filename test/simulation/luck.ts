/** Numbers that look random and are the same for the same seed. */
export class Luck {
  #state: number;

  constructor(seed: number) {
    this.#state = mixed(seed >>> 0);
  }

  /** @returns a number from 0 up to, not including, 1. */
  next(): number {
    // Mulberry32: small, fast, and good enough to choose by.
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    return mixed(this.#state) / 2 ** 32;
  }

  /** @returns a whole number below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** @returns true once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  of<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  }

  /** @returns one of the choices, each as likely as its weight says. */
  weighed<T>(choices: readonly (readonly [weight: number, choice: T])[]): T {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, choice] of choices) {
      left -= weight;
      if (left < 0) return choice;
    }
    return this.of(choices)[1];
  }
}

/**
 * A number from 0 up to, not including, 1 that depends on what is asked about and on nothing that happened before: taking
 * a step out of a history leaves it as it is.
 */
export function luckOf(seed: number, ...about: readonly (string | number)[]): number {
  let hash = seed >>> 0;
  for (const part of about) {
    for (const letter of `${part} `) hash = mixed((hash ^ letter.charCodeAt(0)) + 0x9e3779b9);
  }
  return mixed(hash) / 2 ** 32;
}

function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 15), hash | 1);
  hash ^= hash + Math.imul(hash ^ (hash >>> 7), hash | 61);
  return (hash ^ (hash >>> 14)) >>> 0;
}
