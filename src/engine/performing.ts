import type { Performer } from '../domain/policy.ts';
import type { State } from '../domain/state.ts';

/** Who carries things out in a repository, as the last turn of one engine found or left it. */
export class Performing {
  readonly #front: Performer;
  #performer: Performer | null = null;
  #waiting: ((isMine: boolean) => void)[] = [];

  constructor(front: Performer) {
    this.#front = front;
  }

  /** @returns whether this front does; waits until the first turn has read it. */
  isMine(): Promise<boolean> {
    if (this.#performer !== null) return Promise.resolve(this.#performer === this.#front);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  note({ meta }: State): void {
    this.#performer = meta.performer;
    this.#answer(meta.performer === this.#front);
  }

  /** The turn came to nothing. Where nobody knows, whoever heard it speaks: silence would be worse than two voices. */
  giveUp(): void {
    this.#answer(this.#performer === null || this.#performer === this.#front);
  }

  #answer(isMine: boolean): void {
    for (const tell of this.#waiting.splice(0)) tell(isMine);
  }
}
