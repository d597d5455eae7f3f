import { createHash, randomBytes } from 'node:crypto';
import type { Answer } from './rest/answer.ts';
import type { World } from './world.ts';

/** What goes out over HTTP. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

/** An answer of the API with the headers that GitHub sends; a GET that asks with the right ETag gets 304. */
export function apiReply(
  world: World,
  answer: Answer,
  request: { readonly method: string; readonly etag: string | undefined },
): Reply {
  const text = answer.text ?? (answer.body === null ? '' : JSON.stringify(answer.body));
  const type = answer.text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8';
  const headers = {
    ...commonHeaders(world),
    ...(text === '' ? {} : { 'Content-Type': type }),
    ...answer.headers,
  };
  if (request.method !== 'GET' || answer.status !== 200) {
    return { status: answer.status, headers, body: text };
  }
  const etag = `W/"${createHash('sha256').update(text).digest('hex')}"`;
  const fresh = request.etag === etag;
  return { status: fresh ? 304 : 200, headers: { ...headers, ETag: etag }, body: fresh ? '' : text };
}

/** Limits as they look to somebody far from them; a test sets them with a fault. */
export function commonHeaders(world: World): Record<string, string> {
  const reset = Math.floor(world.clock.now().getTime() / 1000) + 3600;
  return {
    Date: world.clock.now().toUTCString(),
    'X-GitHub-Request-Id': randomBytes(8).toString('hex').toUpperCase(),
    'X-GitHub-Media-Type': 'github.v3; format=json',
    ...(world.tellsLimits ? limitHeaders(reset) : {}),
  };
}

function limitHeaders(reset: number): Record<string, string> {
  return {
    'X-RateLimit-Limit': '5000',
    'X-RateLimit-Remaining': '4999',
    'X-RateLimit-Used': '1',
    'X-RateLimit-Resource': 'core',
    'X-RateLimit-Reset': String(reset),
  };
}
