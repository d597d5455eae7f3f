import type { VirtualTime } from './virtual-time.ts';

export interface RhythmOptions {
  readonly time: VirtualTime;
  /** Milliseconds between two beats while something happens. */
  readonly every: number;
  /** When anything happened last. */
  readonly stirredAt: () => number;
  readonly beat: () => void;
}

/**
 * Something that is done regularly. When nothing has happened for long it is done less often, so that a month does not
 * take all day; as soon as something happens it is done as often as before.
 */
export class Rhythm {
  readonly #options: RhythmOptions;
  #next = 0;
  #isOver = false;

  constructor(options: RhythmOptions) {
    this.#options = options;
    this.#wait();
  }

  /** Something happened. */
  stir(): void {
    const { time, every } = this.#options;
    if (this.#next > time.now + every) this.#beatAt(time.now + every);
  }

  end(): void {
    this.#isOver = true;
  }

  #wait(): void {
    const { time, every, stirredAt } = this.#options;
    this.#beatAt(time.now + Math.max(every, (time.now - stirredAt()) / 3));
  }

  #beatAt(at: number): void {
    const { time, beat } = this.#options;
    this.#next = at;
    time.after(at - time.now, () => {
      if (this.#isOver || this.#next !== at) return;
      beat();
      this.#wait();
    });
  }
}
