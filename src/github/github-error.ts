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
