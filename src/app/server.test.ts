import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { Probot } from 'probot';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from './log.ts';
import type { WebServer } from './server.ts';
import { startServer } from './server.ts';
import { startProblem } from './start-problem.ts';

const SECRET = 'a secret';
const PATH = '/api/github/webhooks';
const quiet = (): void => undefined;
const LOG = { debug: quiet, info: quiet, warn: quiet, error: quiet };

interface Scene {
  readonly server: WebServer;
  readonly lines: string[];
}

/** The server as `main` makes it, with what the App does with a `push` in the test's hand. */
async function serve(onPush: () => Promise<void> = () => Promise.resolve()): Promise<Scene> {
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const probot = new Probot({ githubToken: 'token', secret: SECRET, log });
  await probot.load((app) => app.on('push', onPush));
  const server = await startServer(probot, { host: '127.0.0.1', port: 0, path: PATH, log: LOG });
  onTestFinished(() => server.close());
  return { server, lines };
}

function hook(body: string, change: Readonly<Record<string, string>> = {}): RequestInit {
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': 'd-1',
      'x-hub-signature-256': `sha256=${signature}`,
      connection: 'close',
      ...change,
    },
  };
}

test('a signed webhook is taken, an unsigned or wrongly signed one is not (A11)', async () => {
  let pushes = 0;
  const { server } = await serve(() => Promise.resolve(void (pushes += 1)));
  const send = async (init: RequestInit): Promise<number> =>
    (await fetch(`${server.url}${PATH}`, init)).status;
  expect(await send(hook('{"text":"Grüße 🚦"}'))).toBe(200);
  expect(await send(hook('{}', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }))).toBe(400);
  expect(await send(hook('{}', { 'x-hub-signature-256': '' }))).toBe(400);
  expect(pushes).toBe(1);
});

test('what the App cannot handle is a failure on GitHub, and the log does not repeat what people wrote', async () => {
  const { server, lines } = await serve(() => Promise.reject(new Error('the branch cannot be read')));
  const answer = await fetch(`${server.url}${PATH}`, hook('{"comment":"private words"}'));
  expect(answer.status).toBe(500);
  expect(lines.join('')).toContain('the branch cannot be read');
  expect(lines.join('')).not.toContain('private words');
});

test('a body without a length is refused when it gets too long, and the server goes on', async () => {
  const { server } = await serve();
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${server.url}${PATH}`, { method: 'POST' }, (answer) => {
      resolve(answer.statusCode);
      sent.destroy();
    });
    sent.on('error', reject);
    const chunk = Buffer.alloc(1024 * 1024, 'a');
    for (let megabytes = 0; megabytes < 26; megabytes += 1) sent.write(chunk);
  });
  expect(status).toBe(413);
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('a connection outlives the idle minute that proxies keep theirs', async () => {
  const { server } = await serve();
  const answer = await fetch(`${server.url}/health`);
  expect(Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
});

test('a sender that goes away in the middle does no harm', async () => {
  const { server } = await serve();
  await new Promise<void>((resolve) => {
    const sent = request(`${server.url}${PATH}`, { method: 'POST', headers: { 'content-length': '100' } });
    sent.on('error', () => resolve());
    sent.write('{', () => sent.destroy(new Error('gone')));
  });
  expect((await fetch(`${server.url}/health?deep=1`)).status).toBe(200);
  expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
});

test('closing waits for the webhook that is being handled', async () => {
  const ended: string[] = [];
  let finish = (): void => undefined;
  let arrive = (): void => undefined;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const { server } = await serve(() => {
    arrive();
    return new Promise((resolve) => (finish = resolve));
  });
  const answer = fetch(`${server.url}${PATH}`, hook('{}')).then(({ status }) =>
    ended.push(`answer ${status}`),
  );
  await arrived;
  const closed = server.close().then(() => ended.push('server'));
  await new Promise(setImmediate);
  expect(ended).toEqual([]);
  finish();
  await Promise.all([answer, closed]);
  expect(ended.toSorted()).toEqual(['answer 200', 'server']);
});

test('a port that is taken is told in words', async () => {
  const { server } = await serve();
  const { port } = new URL(server.url);
  const probot = new Probot({ githubToken: 'token', secret: SECRET, log: createLogger('silent') });
  const second = startServer(probot, { host: '127.0.0.1', port: Number(port), path: PATH, log: LOG });
  const problem = await second.then(() => '', startProblem);
  expect(problem).toBe(
    'Signalbox cannot start: another program listens there already. Set PORT to a free one.',
  );
});
