import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Hands each webhook on to several Apps at the same moment, as GitHub would to an App that is hosted twice. */
export interface Relay {
  readonly url: string;
}

/** Starts a relay; it answers when all have answered, with the worst status, and ends with the test. */
export async function startRelay(targets: readonly string[]): Promise<Relay> {
  const server = createServer((request, response) => {
    void handOn(request, targets).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

async function handOn(request: IncomingMessage, targets: readonly string[]): Promise<number> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Buffer));
  const body = Buffer.concat(chunks);
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' && (name.startsWith('x-') || name === 'content-type') ? [[name, value]] : [],
  );
  const statuses = await Promise.all(
    targets.map(async (target) => {
      const answer = await fetch(target, { method: 'POST', body, headers }).catch(() => null);
      return answer?.status ?? 502;
    }),
  );
  return Math.max(...statuses);
}
