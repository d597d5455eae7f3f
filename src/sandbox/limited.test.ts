import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StartedWorld } from './start-world.ts';
import { startWorld } from './start-world.ts';
import { createRepository } from './create-repository.ts';
import type { Repository } from './model/repository.ts';

let started: StartedWorld;
let token: string;
let other: string;

beforeAll(async () => {
  started = await startWorld({ jobTokenRequestsPerHour: 3 });
  token = jobToken(await repository('web'), 31);
  other = jobToken(await repository('shop'), 32);
});

afterAll(() => started.close());

test('the fourth request of an hour is refused, and a new hour begins', async () => {
  expect(await ask(token)).toMatchObject({ status: 200, remaining: '2', used: '1', limit: '3' });
  const etag = (await ask(token)).etag;
  expect(await ask(token, { 'If-None-Match': etag })).toMatchObject({ status: 304, remaining: '1' });
  expect(await ask(token)).toMatchObject({ status: 200, remaining: '0', used: '3' });
  const refused = await ask(token);
  expect(refused).toMatchObject({ status: 403, remaining: '0', resource: 'core' });
  expect(refused.body).toContain('API rate limit exceeded');
  const left = Number(refused.reset) - started.world.clock.now().getTime() / 1000;
  expect(left).toBeGreaterThan(3500);
  expect(left).toBeLessThanOrEqual(3601);
  expect(await ask(other)).toMatchObject({ status: 200, remaining: '2' });
  started.world.clock.advance(3601);
  expect(await ask(token)).toMatchObject({ status: 200, remaining: '2' });
});

test('GraphQL has points of its own, and says so in its answer', async () => {
  const query = '{ repository(owner: "alice", name: "web") { id } rateLimit { remaining cost } }';
  const costly = query.replace(
    '{ id }',
    '{ pullRequests(first: 100) { nodes { commits(first: 100) { totalCount } } } }',
  );
  const send = (text: string) => ask(token, {}, JSON.stringify({ query: text }));
  expect((await send(query)).body).toContain('"rateLimit":{"remaining":2,"cost":1}');
  expect(await send(costly)).toMatchObject({ remaining: '1', resource: 'graphql' });
  await send(query);
  const refused = await send(query);
  expect(refused).toMatchObject({ status: 200, remaining: '0', resource: 'graphql' });
  expect(JSON.parse(refused.body)).toMatchObject({ errors: [{ type: 'RATE_LIMITED' }] });
  const { body } = await ask(token, {}, null, '/rate_limit');
  expect(JSON.parse(body)).toMatchObject({
    resources: { graphql: { limit: 3, remaining: 0 } },
    rate: { limit: 3 },
  });
});

async function repository(name: string): Promise<Repository> {
  const { world } = started;
  const owner = [...world.accounts.values()].find((account) => account.login === 'alice') ?? {
    ...{ id: world.nextId('account'), login: 'alice', createdAt: '2026-01-01T00:00:00Z' },
    kind: 'User' as const,
  };
  world.accounts.set(owner.id, owner);
  const files = { 'README.md': 'x' };
  return createRepository(world, { owner, name, private: false, defaultBranch: 'main', files });
}

function jobToken({ id: repositoryId }: Repository, runId: number): string {
  const { credentials, actionsApp: app } = started.world;
  const permissions = { contents: 'read', pull_requests: 'read' } as const;
  return credentials.issue('ghs', {
    kind: 'workflow',
    account: app.bot,
    app,
    permissions,
    repositoryId,
    runId,
  });
}

async function ask(
  credential: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | null = null,
  path = '/repos/alice/web',
) {
  const { urls } = started.world;
  const answer = await fetch(body === null ? `${urls.api}${path}` : urls.graphql, {
    method: body === null ? 'GET' : 'POST',
    headers: { Authorization: `Bearer ${credential}`, ...headers },
    body,
  });
  const header = (name: string): string => answer.headers.get(name) ?? '';
  return {
    status: answer.status,
    body: await answer.text(),
    etag: header('etag'),
    limit: header('x-ratelimit-limit'),
    remaining: header('x-ratelimit-remaining'),
    used: header('x-ratelimit-used'),
    resource: header('x-ratelimit-resource'),
    reset: header('x-ratelimit-reset'),
  };
}
