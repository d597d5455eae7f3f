import type { GitHubClient } from '../github/client.ts';
import { isForbidden } from '../github/github-error.ts';

/** What a path of GitHub's API is guarded by (GitHub documentation, "Permissions required for GitHub Apps"). */
const GUARDS: readonly (readonly [path: RegExp, permission: string])[] = [
  [/\/(check-runs|check-suites)\b/, 'checks: read'],
  [/\/deployments\b/, 'deployments: write'],
  [/\/status(es)?\b/, 'statuses: write'],
  [/\/actions\//, 'actions: write'],
  [/\/pulls\b/, 'pull-requests: write'],
  [/\/issues\b/, 'issues: write'],
  [/^[A-Z]+ \/repos\/\{owner\}\/\{repo\}\/(git|contents|commits|compare|branches)\b/, 'contents: write'],
];

/** @returns the line that a workflow's `permissions:` lacks when GitHub refuses this request; null: no such line. */
export function permissionFor(request: string): string | null {
  if (!/^[A-Z]+ \//.test(request)) return graphqlPermission(request);
  return GUARDS.find(([path]) => path.test(request))?.[1] ?? null;
}

/** Tells of each permission that GitHub says the token lacks; the error goes on to whoever asked. */
export function watchPermissions(client: GitHubClient, lacks: (permission: string) => void): GitHubClient {
  const watched = async <T>(request: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const permission = isForbidden(error) ? permissionFor(request) : null;
      if (permission !== null) lacks(permission);
      throw error;
    }
  };
  return {
    owner: client.owner,
    repo: client.repo,
    rest: (route, parameters) => watched(route, client.rest(route, parameters)),
    restPages: (route, parameters) => watched(route, client.restPages(route, parameters)),
    readRepository: (read) => watched(read.fields, client.readRepository(read)),
    graphql: (query, variables, options) => watched(query, client.graphql(query, variables, options)),
  };
}

function graphqlPermission(query: string): string | null {
  if (/\bstatusCheckRollup\b|\bcheckSuites\b/.test(query)) return 'checks: read';
  if (/\bassociatedPullRequests\b|\bpullRequests?\b/.test(query)) return 'pull-requests: write';
  return 'contents: write';
}
