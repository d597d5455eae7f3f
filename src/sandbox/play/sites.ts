import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** Web servers on loopback, one per environment: each shows the folder that its deploys write to. */
export interface Sites {
  /** Environment → its address, with a slash at the end. */
  readonly urls: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** @param root folder with one folder per environment; they need not exist yet. */
export async function openSites(root: string, environments: readonly string[]): Promise<Sites> {
  const opened = await Promise.all(environments.map((name) => openSite(join(root, name), name)));
  return {
    urls: Object.fromEntries(opened.map(({ name, url }) => [name, url])),
    close: async () => {
      await Promise.all(opened.map((each) => each.close()));
    },
  };
}

interface Site {
  readonly name: string;
  readonly url: string;
  close(): Promise<void>;
}

async function openSite(folder: string, name: string): Promise<Site> {
  const server = createServer((request, response) => {
    void serve(response, { folder, name, path: request.url ?? '/' });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    name,
    url: `http://127.0.0.1:${String(address.port)}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Seconds after which a browser looks again, so that a deploy is seen without a hand on the mouse. */
const LOOK_AGAIN = '2';

async function serve(
  response: ServerResponse,
  at: { readonly folder: string; readonly name: string; readonly path: string },
): Promise<void> {
  const path = within(at.path);
  const content = await readFile(join(at.folder, path)).catch(() => null);
  const headers = { 'Cache-Control': 'no-store', Refresh: LOOK_AGAIN };
  if (content !== null) {
    response.writeHead(200, {
      ...headers,
      'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream',
    });
    response.end(content);
    return;
  }
  response.writeHead(404, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(
    path === 'index.html' ? `Nothing is deployed to ${at.name} yet.\n` : 'There is no such page.\n',
  );
}

/** A path that cannot leave its folder. */
function within(url: string): string {
  const path = new URL(url.replace(/^\/+/, '/'), 'http://site').pathname;
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // It names no file then.
  }
  const inside = normalize(`/${decoded.replaceAll('\0', '')}`).slice(1);
  return inside === '' || inside.endsWith('/') ? `${inside}index.html` : inside;
}
