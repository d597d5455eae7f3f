import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A GitHub that takes a request and never answers: all that counts is when it came. */
export interface Listener {
  readonly url: string;
  /** Resolves at the next request. */
  next(): Promise<void>;
  close(): void;
}

export async function listen(): Promise<Listener> {
  let told = (): void => undefined;
  const server = createServer(() => told());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    next: () => new Promise((resolve) => (told = resolve)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * Starts a bundle, and ends it at its first request.
 * @returns milliseconds from the start of the process to that request; null when it ended without any.
 */
export async function timeToFirstRequest(
  main: string,
  env: Readonly<Record<string, string>>,
  listener: Listener,
): Promise<number | null> {
  const asked = listener.next();
  const started = performance.now();
  const child = spawn(process.execPath, [main], { env: { ...env }, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const time = await Promise.race([asked.then(() => performance.now() - started), ended.then(() => null)]);
  child.kill('SIGKILL');
  await ended;
  return time;
}
