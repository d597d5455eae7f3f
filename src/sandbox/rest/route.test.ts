import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerGraphql } from '../graphql/execute.ts';
import { createRepository } from '../create-repository.ts';
import { nodeId } from '../ids.ts';
import type { Permissions, WorkflowCaller } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import type { StartedWorld } from '../start-world.ts';
import { startWorld } from '../start-world.ts';
import { nowText } from '../world.ts';
import { answerRest, servedRoutes } from './router.ts';

/** Scopes that a workflow can write under `permissions:` and that something here takes. */
const SCOPES = ['actions', 'checks', 'contents', 'deployments', 'issues', 'pull_requests', 'statuses'];

let started: StartedWorld;
let repository: Repository;
let head: string;

beforeAll(async () => {
  started = await startWorld({});
  const { world } = started;
  const createdAt = nowText(world);
  const owner = { id: world.nextId('account'), login: 'alice', kind: 'User' as const, createdAt };
  world.accounts.set(owner.id, owner);
  const files = { 'README.md': 'x' };
  repository = await createRepository(world, {
    owner,
    name: 'web',
    private: false,
    defaultBranch: 'main',
    files,
  });
  head = (await repository.objects.read('refs/heads/main'))?.oid ?? '';
});

afterAll(() => started.close());

function job(permissions: Permissions): WorkflowCaller {
  const { actionsApp: app } = started.world;
  return { kind: 'workflow', account: app.bot, app, permissions, repositoryId: repository.id, runId: 1 };
}

/** Everything but some scopes. */
function allBut(scopes: readonly string[]): Permissions {
  return Object.fromEntries(
    SCOPES.filter((scope) => !scopes.includes(scope)).map((scope) => [scope, 'write' as const]),
  );
}

const GUARDED = servedRoutes.flatMap((route) => {
  const grants = route.access?.grants ?? [];
  return grants.length === 0 || grants.includes('metadata:read') ? [] : [{ name: route.name, grants }];
});

describe('a job without the one scope is refused', () => {
  test.each(GUARDED)('$name without $grants', async ({ name, grants }) => {
    const [method = '', path = ''] = name.split(' ');
    const filled = path
      .replace('{owner}', 'alice')
      .replace('{repo}', 'web')
      .replaceAll(/\{\w+\}/g, '1');
    const lacking = job(allBut(grants.map((grant) => grant.split(':')[0] ?? '')));
    const answer = await answerRest(started.world, { method, path: filled, caller: lacking, body: {} });
    expect(answer).toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
      headers: { 'X-Accepted-GitHub-Permissions': grants.map((grant) => grant.replace(':', '=')).join('; ') },
    });
    const reading = grants.every((grant) => grant.endsWith(':read'));
    if (reading) return;
    const readOnly = job(Object.fromEntries(SCOPES.map((scope) => [scope, 'read' as const])));
    const refused = await answerRest(started.world, { method, path: filled, caller: readOnly, body: {} });
    expect(refused.status).toBe(403);
  });
});

test.each([
  ['actions/workflows/1/dispatches', 'actions=write'],
  ['dispatches', 'contents=write'],
  ['git/refs', 'contents=write'],
  ['statuses/1', 'statuses=write'],
  ['check-runs', 'checks=write'],
  ['deployments', 'deployments=write'],
  ['issues', 'issues=write'],
  ['issues/1/comments', 'issues=write; pull_requests=write'],
  ['issues/comments/1/reactions', 'issues=write; pull_requests=write'],
  ['pulls', 'pull_requests=write'],
])('POST %s takes %s', async (path, needed) => {
  const call = {
    method: 'POST',
    path: `/repos/alice/web/${path}`,
    caller: job({ contents: 'read' }),
    body: {},
  };
  const answer = await answerRest(started.world, call);
  expect([answer.status, answer.headers?.['X-Accepted-GitHub-Permissions']]).toEqual([403, needed]);
});

test.each([
  ['ref(qualifiedName: "main") { name }', ['contents']],
  ['refs(refPrefix: "refs/heads/", first: 1) { totalCount }', ['contents']],
  ['object(expression: "main") { oid }', ['contents']],
  ['defaultBranchRef { name }', ['contents']],
  ['pullRequests(first: 1) { totalCount }', ['pull_requests']],
  ['pullRequest(number: 1) { id }', ['pull_requests']],
  ['object(expression: "main") { ... on Commit { statusCheckRollup { state } } }', ['checks', 'statuses']],
] as const)('GraphQL: %s takes %j', async (field, scopes) => {
  const query = `{ repository(owner: "alice", name: "web") { ${field} } }`;
  for (const scope of scopes) {
    const call = { query, variables: {}, operationName: null, caller: job(allBut([scope])) };
    const types = (await answerGraphql(started.world, call)).errors?.map((error) => error.extensions['type']);
    expect(types).toEqual(['FORBIDDEN']);
  }
});

test.each(['createCommitOnBranch', 'updateRefs'] as const)(
  'GraphQL: %s takes contents: write',
  async (name) => {
    const inputs = {
      createCommitOnBranch: `branch: { repositoryNameWithOwner: "alice/web", branchName: "main" }, expectedHeadOid: "${head}", message: { headline: "x" }`,
      updateRefs: `repositoryId: "${nodeId('R', repository.id)}", refUpdates: []`,
    };
    const query = `mutation { ${name}(input: { ${inputs[name]} }) { clientMutationId } }`;
    for (const permissions of [allBut(['contents']), { contents: 'read' }] as const) {
      const call = { query, variables: {}, operationName: null, caller: job(permissions) };
      const types = (await answerGraphql(started.world, call)).errors?.map(
        (error) => error.extensions['type'],
      );
      expect(types).toEqual(['FORBIDDEN']);
    }
  },
);
