import { setImmediate as nextTurn } from 'node:timers/promises';

/** Tells waiters that something in the sandbox changed, so that nobody has to poll. */
export interface Changes {
  notify(): void;
  /**
   * Resolves with the first answer of `look` that is neither null, undefined nor false. It is asked at once and after
   * each change.
   * @throws {WaitedTooLong} after `timeout` milliseconds of real time (default 30 000).
   */
  waitFor<T>(look: () => T | Promise<T>, options?: WaitOptions): Promise<Found<T>>;
  /** Ends all waiting with an error. */
  close(): void;
}

export interface WaitOptions {
  /** Milliseconds of real time. */
  readonly timeout?: number;
  /** What is waited for, as the error names it. */
  readonly what?: string;
}

export type Found<T> = Exclude<T, null | undefined | false>;

export class WaitedTooLong extends Error {
  override readonly name = 'WaitedTooLong';
}

export function startChanges(): Changes {
  const waiters = new Set<Waiter>();
  return {
    notify() {
      for (const waiter of waiters) waiter.look();
    },
    waitFor: (look, options = {}) =>
      new Promise((resolve, reject) => {
        const what = options.what ?? look.toString();
        const end = (): void => {
          clearTimeout(timer);
          waiters.delete(waiter);
        };
        const fail = (cause: Error): void => {
          end();
          reject(cause);
        };
        const timeout = options.timeout ?? 30_000;
        const timer = setTimeout(
          () => fail(new WaitedTooLong(`not within ${String(timeout)} ms: ${what}`)),
          timeout,
        );
        const waiter = newWaiter(
          look,
          (value) => {
            end();
            resolve(value);
          },
          fail,
        );
        waiters.add(waiter);
        waiter.look();
      }),
    close() {
      for (const waiter of [...waiters]) waiter.fail(new WaitedTooLong('the sandbox was closed'));
    },
  };
}

interface Waiter {
  look(): void;
  fail(cause: Error): void;
}

/** Looks one at a time; a change during a slow look makes it look once more. */
function newWaiter<T>(
  ask: () => T | Promise<T>,
  found: (value: Found<T>) => void,
  fail: (cause: Error) => void,
): Waiter {
  let busy = false;
  let again = false;
  const takeAgain = (): boolean => {
    const taken = again;
    again = false;
    return taken;
  };
  const run = async (): Promise<void> => {
    while (takeAgain()) {
      const value = await ask();
      // Others get their turn between two looks, whatever keeps changing.
      await nextTurn();
      if (!isFound(value)) continue;
      found(value);
      return;
    }
    busy = false;
  };
  return {
    look() {
      again = true;
      if (busy) return;
      busy = true;
      run().catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
    },
    fail,
  };
}

function isFound<T>(value: T): value is Found<T> {
  return value !== null && value !== undefined && value !== false;
}
