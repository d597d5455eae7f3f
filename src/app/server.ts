import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Probot } from 'probot';
import type { EngineLog } from '../engine/engine.ts';

/** Bodies above this are refused before they are read whole; GitHub sends 25 MB at most. */
const BODY_MAX = 25 * 1024 * 1024;
/** A request that takes longer to arrive is no webhook: it holds a connection (milliseconds). */
const ARRIVAL_MAX = 30_000;
/**
 * Idle connections stay open for longer than proxies keep theirs (a minute is usual): one that is closed at the moment it
 * is used again loses a webhook, and GitHub does not deliver it anew (milliseconds).
 */
const IDLE_MAX = 75_000;

export interface WebServer {
  readonly url: string;
  /** Takes no more requests, and waits for those that are being answered. */
  close(): Promise<void>;
}

export interface WebServerOptions {
  readonly host: string;
  readonly port: number;
  /** Where webhooks come in. */
  readonly path: string;
  readonly log: EngineLog;
}

/** Serves webhooks at `path` and `/health`; everything else is not found. */
export async function startServer(probot: Probot, options: WebServerOptions): Promise<WebServer> {
  const { host, port, path, log } = options;
  const middleware = (await probot.getNodeMiddleware({ path })) as Middleware;
  const server = createServer(
    { requestTimeout: ARRIVAL_MAX, keepAliveTimeout: IDLE_MAX },
    (request, response) => {
      if (pathOf(request) === '/health') return health(response);
      receive(middleware, request, response).catch((error: unknown) => {
        log.warn('a request could not be answered', { error: String(error) });
        if (!response.headersSent) refuse(response, 500);
      });
    },
  );
  await listen(server, host, port);
  const { port: found } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${found}`,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

type Middleware = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

async function receive(
  middleware: Middleware,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'POST') {
    const body = await bodyOf(request);
    if (body === null) {
      refuse(response, 413);
      return;
    }
    // Probot's middleware takes a body that was read already.
    Object.assign(request, { body });
  }
  const isHandled = await middleware(request, response);
  if (!isHandled && !response.writableEnded) refuse(response, 404);
}

/** @returns null for one that is too long; what it says of its length is not believed. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const part = chunk as Buffer;
    bytes += part.length;
    if (bytes > BODY_MAX) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '';
}

function health(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}\n');
}

/** Whoever is refused may still be sending; the connection ends with the answer. */
function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
