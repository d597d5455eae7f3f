import { GitHubLimited, GitHubRefused, GitHubUnavailable } from './client.ts';

/**
 * @returns whether the error says something about GitHub. All others are bugs: adapters translate the former into
 * their port's own error and let the latter pass.
 */
export function isGitHubError(error: unknown): error is GitHubRefused | GitHubLimited | GitHubUnavailable {
  return (
    error instanceof GitHubRefused || error instanceof GitHubLimited || error instanceof GitHubUnavailable
  );
}

/**
 * @returns whether it is the credentials that lack a permission. GitHub refuses much else with 403, and says only in
 * these words that it is that (GitHub documentation, "Troubleshooting the REST API": resource not accessible).
 */
export function isForbidden(error: unknown): error is GitHubRefused {
  if (!(error instanceof GitHubRefused)) return false;
  const { status, type, message } = error;
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') return true;
  return status === 403 && /not accessible/i.test(message);
}
