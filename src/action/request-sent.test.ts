import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { requestSent } from './request-sent.ts';

test('a request is known to be on its way before it is answered', async () => {
  const server = createServer(() => undefined);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const arrived = new Promise((resolve) => server.once('request', resolve));
  const events: string[] = [];
  const sent = requestSent().then(() => events.push('sent'));
  expect(events).toEqual([]);
  const answered = fetch(`http://127.0.0.1:${port}`).catch(() => events.push('cut off'));
  await sent;
  expect(events).toEqual(['sent']);
  await arrived;
  server.closeAllConnections();
  server.close();
  await answered;
});

test('nobody waits long for a request that does not go out', async () => {
  const began = performance.now();
  await requestSent();
  expect(performance.now() - began).toBeGreaterThan(100);
});
