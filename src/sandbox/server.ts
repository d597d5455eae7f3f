import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply } from './reply.ts';
import type { World } from './world.ts';

export interface LoopbackServer {
  readonly port: number;
  /** Requests wait for this before they are answered. */
  serve(world: World, handle: Handle): void;
  close(): Promise<void>;
}

/** A request, read to its end. */
export interface Incoming {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** `cut`: the connection is broken off without an answer. */
export type Handle = (world: World, request: Incoming) => Promise<Reply | 'cut'>;

/** Listens on 127.0.0.1; port 0 is any free one. */
export async function listen(port: number): Promise<LoopbackServer> {
  let answer: ((request: Incoming) => Promise<Reply | 'cut'>) | null = null;
  const server = createServer((message, response) => {
    void respond(message, response, async (request) => (answer === null ? 'cut' : answer(request)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: portOf(server.address()),
    serve(world, handle) {
      answer = (request) => handle(world, request);
    },
    close: () => closeServer(server),
  };
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  answer: (request: Incoming) => Promise<Reply | 'cut'>,
): Promise<void> {
  try {
    const reply = await answer(await read(message));
    if (reply === 'cut') {
      message.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { ...reply.headers });
    response.end(reply.body);
  } catch (error) {
    response.writeHead(500, { 'Content-Type': 'text/plain' });
    response.end(`sandbox: ${String(error)}\n`);
  }
}

async function read(message: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk as Uint8Array));
  const headers = Object.entries(message.headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value] as const,
  );
  return {
    method: message.method ?? 'GET',
    path: message.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
