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

/**
 * @returns the lines of a workflow's `permissions:` that GitHub may have missed when it refuses this request. It does not
 * say which: a query that needs several names them all.
 */
export function permissionsFor(request: string): readonly string[] {
  if (!/^[A-Z]+ \//.test(request)) return graphqlPermissions(request);
  const guard = GUARDS.find(([path]) => path.test(request));
  return guard ? [guard[1]] : [];
}

/** Tells of each permission that GitHub says the token lacks; the error goes on to whoever asked. */
export function watchPermissions(client: GitHubClient, lacks: (permission: string) => void): GitHubClient {
  const watched = async <T>(request: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (isForbidden(error)) permissionsFor(request).forEach(lacks);
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

/** What a field shows is guarded by itself: a commit's checks are statuses, check runs, and the workflow runs of these. */
function graphqlPermissions(query: string): readonly string[] {
  if (/\bstatusCheckRollup\b|\bcheckSuites\b/.test(query)) {
    return ['actions: write', 'checks: read', 'statuses: write'];
  }
  if (/\bassociatedPullRequests\b|\bpullRequests?\b/.test(query)) return ['pull-requests: write'];
  return ['contents: write'];
}
