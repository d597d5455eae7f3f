import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { GitHubLimited, GitHubRefused, GitHubUnavailable, type GitHubClient } from './client.ts';
import { createLimiter } from './limiter.ts';
import { createGitHubClient, type GitHubClientOptions } from './octokit-client.ts';

const DATE = 'Fri, 20 Nov 2026 12:00:00 GMT';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it is. */
  readonly body?: unknown;
  /** Do not answer at all. */
  readonly silent?: true;
}

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that gives these answers one after the other, the last one again and again. */
async function serving(
  answers: readonly Answer[],
  options: Partial<GitHubClientOptions> & { path?: string } = {},
): Promise<{ client: GitHubClient; seen: Seen[]; waits: number[]; url: string }> {
  const seen: Seen[] = [];
  const waits: number[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body });
      send(response, answers[Math.min(seen.length, answers.length) - 1] ?? {});
    });
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const wait = (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  const client = createGitHubClient({
    owner: 'acme',
    repo: 'shop',
    auth: { kind: 'token', token: 'secret' },
    baseUrl: `${url}${options.path ?? ''}`,
    limiter: createLimiter({ writeSpacing: 0 }),
    wait,
    random: () => 0.5,
    ...options,
  });
  return { client, seen, waits, url };
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer.silent) return;
  const body = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {});
  response.writeHead(answer.status ?? 200, {
    'content-type': 'application/json',
    date: DATE,
    ...answer.headers,
  });
  response.end(body);
}

const READ = 'GET /repos/{owner}/{repo}/git/ref/{ref}';
const WRITE = 'POST /repos/{owner}/{repo}/statuses/{sha}';

describe('requests', () => {
  test('owner and repository are filled in, the version is pinned, the date is GitHub’s', async () => {
    const { client, seen } = await serving([{ body: { object: { sha: 'abc' } } }]);
    const answer = await client.rest(READ, { ref: 'heads/main' });
    expect(answer).toEqual({ status: 200, data: { object: { sha: 'abc' } }, date: new Date(DATE) });
    expect(seen[0]).toMatchObject({
      method: 'GET',
      url: '/repos/acme/shop/git/ref/heads%2Fmain',
      headers: { 'x-github-api-version': '2022-11-28', authorization: 'token secret' },
    });
  });

  test('a body holds what is meant for it and nothing else', async () => {
    const { client, seen } = await serving([{ status: 201 }]);
    await client.rest(WRITE, { sha: 'abc', state: 'success', repeatable: true });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ state: 'success' });
    await client.rest('GET /user');
    expect(seen[1]?.url).toBe('/user');
  });

  test('ids that no number can hold become text', async () => {
    const { client } = await serving([{ body: '{"id": 99007199254740993, "runs": [{"id": 33000000001}]}' }]);
    const { data } = await client.rest('GET /x');
    expect(data).toEqual({ id: '99007199254740993', runs: [{ id: 33000000001 }] });
  });

  test('all pages of a list, in its envelope or without', async () => {
    const page = (n: number): Answer => ({ body: { total_count: 3, check_runs: [n] } });
    const answers: Answer[] = [page(1), page(2), page(3)];
    const { client, seen, url } = await serving(answers);
    answers[0] = {
      ...page(1),
      headers: { link: `<${url}/p?page=2>; rel="next", <${url}/p?page=3>; rel="last"` },
    };
    answers[1] = {
      ...page(2),
      headers: { link: `<${url}/p?page=1>; rel="prev", <${url}/p?page=3>; rel="next"` },
    };
    expect((await client.restPages('GET /p', { filter: 'latest' })).data).toEqual([1, 2, 3]);
    expect(seen.map((each) => each.url)).toEqual(['/p?per_page=100&filter=latest', '/p?page=2', '/p?page=3']);
  });

  test('a next page on another server is not asked for with our credentials', async () => {
    const { client, seen } = await serving([
      { body: [1], headers: { link: '<http://elsewhere.example/p>; rel="next"' } },
    ]);
    await expect(client.restPages('GET /p')).rejects.toThrow('elsewhere.example');
    expect(seen).toHaveLength(1);
  });

  test('GraphQL goes beside `/api/v3`, with the variables that the query names', async () => {
    const { client, seen } = await serving([{ body: { data: { ok: true } } }], { path: '/api/v3' });
    const query = 'query ($owner: String!, $more: Int) { ok }';
    expect((await client.graphql(query, { more: 1 })).data).toEqual({ ok: true });
    expect(seen[0]?.url).toBe('/api/graphql');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ query, variables: { owner: 'acme', more: 1 } });
  });
});

describe('what a failure means', () => {
  const limited = { 'retry-after': '7' };
  const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Date.parse(DATE) / 1000 + 90) };
  const cases: readonly (readonly [string, Answer, new (...args: never[]) => Error, object])[] = [
    ['404', { status: 404, body: { message: 'Not Found' } }, GitHubRefused, { status: 404, type: null }],
    ['409', { status: 409, body: { message: 'Git Repository is empty.' } }, GitHubRefused, { status: 409 }],
    ['422', { status: 422, body: { message: 'Reference already exists' } }, GitHubRefused, { status: 422 }],
    ['401', { status: 401, body: { message: 'Bad credentials' } }, GitHubRefused, { status: 401 }],
    ['403 without a limit', { status: 403, body: { message: 'Resource not accessible' } }, GitHubRefused, {}],
    ['403 with Retry-After', { status: 403, headers: limited }, GitHubLimited, { retryAfterSeconds: 7 }],
    ['403 with nothing left', { status: 403, headers: spent }, GitHubLimited, { retryAfterSeconds: 90 }],
    [
      '403 in words',
      { status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      GitHubLimited,
      { retryAfterSeconds: 60 },
    ],
    ['429', { status: 429, headers: limited }, GitHubLimited, { retryAfterSeconds: 7 }],
    ['502', { status: 502, body: 'oops' }, GitHubUnavailable, {}],
    ['no date', { headers: { date: '' } }, GitHubUnavailable, {}],
  ];
  test.each(cases)('REST %s', async (_, answer, kind, shape) => {
    const { client } = await serving([answer]);
    const asking = client.rest('GET /x');
    await expect(asking).rejects.toThrow(kind);
    await expect(asking).rejects.toMatchObject(shape);
  });

  const errors = (...list: object[]): Answer => ({ body: { data: { x: null }, errors: list } });
  const stale = {
    type: 'STALE_DATA',
    path: ['x'],
    message: 'Expected branch to point to "a" but it did not.',
  };
  const graphql: readonly (readonly [string, Answer, new (...args: never[]) => Error, object])[] = [
    ['a typed error', errors(stale), GitHubRefused, { status: 200, type: 'STALE_DATA' }],
    [
      'an error in the request',
      errors({ message: 'no field', extensions: { code: 'undefinedField' } }),
      GitHubRefused,
      { type: null },
    ],
    [
      'an error of its own',
      errors({ message: 'Something went wrong while executing your query.' }),
      GitHubUnavailable,
      {},
    ],
    [
      'a limit, HTTP 200',
      { ...errors({ type: 'RATE_LIMITED', message: 'slow down' }), headers: limited },
      GitHubLimited,
      { retryAfterSeconds: 7 },
    ],
    [
      'a secondary limit, HTTP 200',
      errors({ message: 'You have exceeded a secondary rate limit.' }),
      GitHubLimited,
      {},
    ],
    [
      'a clear and an unclear one',
      errors(stale, { message: 'Something went wrong.' }),
      GitHubUnavailable,
      {},
    ],
    ['no answer', { body: {} }, GitHubUnavailable, {}],
  ];
  test.each(graphql)('GraphQL %s', async (_, answer, kind, shape) => {
    const { client } = await serving([answer]);
    const asking = client.graphql('mutation { x }');
    await expect(asking).rejects.toThrow(kind);
    await expect(asking).rejects.toMatchObject(shape);
  });

  test('what is not there may be taken for null, but not the repository', async () => {
    const missing = (...path: string[]): object => ({
      type: 'NOT_FOUND',
      path,
      message: 'Could not resolve',
    });
    const { client } = await serving([
      { body: { data: { repository: { a: null, b: 1 } }, errors: [missing('repository', 'a')] } },
      { body: { data: { repository: { a: null, b: 1 } }, errors: [missing('repository', 'a')] } },
      { body: { data: { repository: null }, errors: [missing('repository')] } },
    ]);
    const { data } = await client.graphql('{ q }', {}, { missingIsNull: true });
    expect(data).toEqual({ repository: { a: null, b: 1 } });
    await expect(client.graphql('{ q }')).rejects.toThrow(GitHubRefused);
    await expect(client.graphql('{ q }', {}, { missingIsNull: true })).rejects.toThrow(GitHubRefused);
  });

  test('a limit silences the limiter', async () => {
    const { client, seen } = await serving([{ status: 429, headers: { 'retry-after': '600' } }]);
    await expect(client.rest('GET /x')).rejects.toThrow(GitHubLimited);
    await expect(client.rest('GET /y')).rejects.toThrow(GitHubLimited);
    expect(seen).toHaveLength(1);
  });
});

describe('repeats', () => {
  const oops: Answer = { status: 502, body: 'oops' };

  test('a read twice at most, with growing jitter', async () => {
    const { client, seen, waits } = await serving([oops]);
    await expect(client.rest('GET /x')).rejects.toThrow(GitHubUnavailable);
    expect(seen).toHaveLength(3);
    expect(waits).toEqual([400, 800]);
  });

  test.each([
    ['a read', (client: GitHubClient) => client.rest('GET /x'), 2],
    ['a query', (client: GitHubClient) => client.graphql('query Q { x }'), 2],
    ['a write that says so', (client: GitHubClient) => client.rest(WRITE, { sha: 'a', repeatable: true }), 2],
    ['a write', (client: GitHubClient) => client.rest(WRITE, { sha: 'a' }), 1],
    ['a mutation', (client: GitHubClient) => client.graphql('mutation M { x }'), 1],
  ])('%s', async (_, ask, requests) => {
    const { client, seen } = await serving([oops, { body: { data: {} } }]);
    await ask(client).catch(() => undefined);
    expect(seen).toHaveLength(requests);
  });

  test('a refusal is not repeated', async () => {
    const { client, seen } = await serving([{ status: 404 }]);
    await expect(client.rest('GET /x')).rejects.toThrow(GitHubRefused);
    expect(seen).toHaveLength(1);
  });

  test('silence is no answer', async () => {
    const { client } = await serving([{ silent: true }], { timeoutMs: 30 });
    await expect(client.rest(WRITE, { sha: 'a' })).rejects.toThrow(GitHubUnavailable);
  });

  test('a broken connection is no answer', async () => {
    const { client } = await serving([{}], { baseUrl: 'http://127.0.0.1:1' });
    await expect(client.rest('GET /x')).rejects.toThrow(GitHubUnavailable);
  });
});
