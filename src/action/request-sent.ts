import { subscribe, unsubscribe } from 'node:diagnostics_channel';

/** Node's `fetch`, and that of GitHub's toolkit, say here that the head of a request has been written. */
const WRITTEN = 'undici:client:sendHeaders';

/** Longer than this nobody waits for a connection; milliseconds. */
const PATIENCE = 150;

/**
 * Resolves when the next request of this process is on its way, or after a moment. To read and run the rest of the bundle
 * keeps Node busy: done while a connection is made, it would put the request off by as long.
 */
export function requestSent(): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      unsubscribe(WRITTEN, done);
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    subscribe(WRITTEN, done);
  });
}
