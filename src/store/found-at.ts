import type { Instant } from '../domain/instant.ts';
import { StateUnreadable } from './store.ts';

/**
 * Without a state there is no clock (invariant 1), yet whoever looks for a way out has to know what is recent: what is
 * wrong with the branch says when it was read.
 * @param now as GitHub said it with the branch.
 */
export async function foundAt<T>(now: Instant, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StateUnreadable) error.foundAt ??= now;
    throw error;
  }
}
