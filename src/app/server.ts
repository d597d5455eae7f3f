import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Probot } from 'probot';

/** Bodies above this are refused before they are read whole; GitHub sends 25 MB at most. */
const BODY_MAX = 25 * 1024 * 1024;

export interface WebServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves webhooks at `path` and `/health`; everything else is not found. */
export async function startServer(
  probot: Probot,
  where: { readonly host: string; readonly port: number; readonly path: string },
): Promise<WebServer> {
  const middleware = await probot.getNodeMiddleware({ path: where.path });
  const server = createServer((request, response) => {
    if (request.url === '/health') return health(response);
    if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) return refuse(response, 413);
    void handle(middleware, request, response);
  });
  await listen(server, where);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${where.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Middleware = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

async function handle(
  middleware: Awaited<ReturnType<Probot['getNodeMiddleware']>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const handled = await (middleware as Middleware)(request, response);
  if (!handled && !response.writableEnded) refuse(response, 404);
}

function health(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}\n');
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
