import { expect, test } from 'vitest';
import { answeringClient } from '../../test/support/answering-client.ts';
import { GitHubRefused } from '../github/client.ts';
import { permissionsFor, watchPermissions } from './permissions.ts';

// GitHub documentation, "Permissions required for GitHub Apps", which hold for GITHUB_TOKEN as well.
test.each<[string, string]>([
  ['POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', 'actions: write'],
  ['GET /repos/{owner}/{repo}/actions/runs/{run_id}', 'actions: write'],
  ['POST /repos/{owner}/{repo}/statuses/{sha}', 'statuses: write'],
  ['GET /repos/{owner}/{repo}/commits/{ref}/statuses', 'statuses: write'],
  ['GET /repos/{owner}/{repo}/commits/{ref}/check-runs', 'checks: read'],
  ['POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', 'deployments: write'],
  ['POST /repos/{owner}/{repo}/issues/{issue_number}/comments', 'issues: write'],
  ['GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls', 'pull-requests: write'],
  ['GET /repos/{owner}/{repo}/git/ref/{ref}', 'contents: write'],
  ['GET /repos/{owner}/{repo}/compare/{basehead}', 'contents: write'],
  [
    'mutation ($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }',
    'contents: write',
  ],
  [
    'query { repository { object { ... on Commit { associatedPullRequests { nodes { number } } } } } }',
    'pull-requests: write',
  ],
  ['GET /repos/{owner}/{repo}/collaborators/{username}/permission', ''],
  ['GET /orgs/{org}/teams/{team_slug}/memberships/{username}', ''],
  [
    'query { repository { object { ... on Commit { statusCheckRollup { contexts { nodes { name } } } } } } }',
    'actions: write, checks: read, statuses: write',
  ],
])('%s needs %s', (request, permissions) => {
  expect(permissionsFor(request).join(', ')).toBe(permissions);
});

test.each<[string, Error, string[]]>([
  [
    'the token lacks it',
    new GitHubRefused('Resource not accessible by integration', 403),
    ['statuses: write'],
  ],
  ['another 403', new GitHubRefused('Repository was archived so is read-only.', 403), []],
  ['not there', new GitHubRefused('Not Found', 404), []],
  ['a bug', new Error('Resource not accessible'), []],
])('%s', async (_, error, expected) => {
  const lacking: string[] = [];
  const answering = answeringClient(() => {
    throw error;
  });
  const client = watchPermissions(answering, (permission) => lacking.push(permission));
  await expect(client.rest('POST /repos/{owner}/{repo}/statuses/{sha}', { sha: 'a' })).rejects.toBe(error);
  expect(lacking).toEqual(expected);
});

test('in GraphQL the type of the error says it, and what is answered goes through', async () => {
  const lacking: string[] = [];
  let isOpen = false;
  const answering = answeringClient(() => {
    if (!isOpen) throw new GitHubRefused('Resource not accessible by integration', 200, 'FORBIDDEN');
    return { ok: true };
  });
  const client = watchPermissions(answering, (permission) => lacking.push(permission));
  const mutation = 'mutation { createCommitOnBranch(input: {}) { clientMutationId } }';
  await expect(client.graphql(mutation)).rejects.toThrow();
  expect(lacking).toEqual(['contents: write']);
  isOpen = true;
  expect((await client.graphql(mutation)).data).toEqual({ ok: true });
});
