import type { Workplace } from '../intake/workplace.ts';

/** One workplace, opened when somebody first needs it; when that fails, it is tried again by who needs it next. */
export class Opening {
  readonly #open: () => Promise<Workplace>;
  #workplace: Promise<Workplace> | null = null;

  constructor(open: () => Promise<Workplace>) {
    this.#open = open;
  }

  /**
   * @returns the workplace.
   * @throws what kept it from being opened.
   */
  async enter(): Promise<Workplace> {
    const workplace = (this.#workplace ??= this.#open());
    try {
      return await workplace;
    } catch (error) {
      if (this.#workplace === workplace) this.#workplace = null;
      throw error;
    }
  }

  /** @returns the workplace that is open, or being opened; null: nobody has needed it, or it cannot be had. */
  async whenOpen(): Promise<Workplace | null> {
    return (await this.#workplace?.catch(() => null)) ?? null;
  }
}
