/** What has to be done at the end, the last first. */
export class Closing {
  readonly #acts: (() => Promise<void>)[] = [];

  add(act: () => Promise<void>): void {
    this.#acts.push(act);
  }

  /**
   * Does all of it, also when some of it fails.
   * @throws what failed first.
   */
  async close(): Promise<void> {
    const errors: unknown[] = [];
    for (const act of this.#acts.splice(0).reverse()) {
      await act().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  }
}

/**
 * Sets something up of which each part says how it is closed.
 * @throws what fails, once all that was there before is closed again.
 */
export async function opened<T extends object>(
  setUp: (closing: Closing) => Promise<T>,
): Promise<T & { readonly close: () => Promise<void> }> {
  const closing = new Closing();
  try {
    return { ...(await setUp(closing)), close: () => closing.close() };
  } catch (error) {
    // Why it failed says more than what failed in its wake.
    await closing.close().catch(() => undefined);
    throw error;
  }
}
