import { GitHubLimited, GitHubRefused, GitHubUnavailable } from './client.ts';
import { isGitHubError } from './github-error.ts';
import type { Headers } from './http-answer.ts';

/** Seconds to wait where GitHub names a limit but no time (GitHub documentation, "Rate limits for the REST API"). */
const DEFAULT_WAIT = 60;

/**
 * Says what a failed request means for whoever made it: nothing happened (refused, limited) or nobody knows
 * (unavailable). What is no answer of GitHub's at all, a bug or a wrong key, is handed back as it is.
 */
export function failureOf(error: unknown): unknown {
  if (isGitHubError(error) || !isHttpError(error)) return error;
  const { status, response } = error;
  if (response === undefined || status >= 500 || status === 408) {
    return new GitHubUnavailable(error.message, { cause: error });
  }
  if (isLimit(status, response.headers, error.message)) {
    return new GitHubLimited(error.message, waitSeconds(response.headers), { cause: error });
  }
  return new GitHubRefused(error.message, status, null, { cause: error });
}

/** @returns whether this is a limit: primary ones say so in headers, secondary ones sometimes only in words. */
export function isLimit(status: number, headers: Headers, message: string): boolean {
  if (status === 429) return true;
  if (status !== 403 && status !== 200) return false;
  const isSpent = String(headers['x-ratelimit-remaining']) === '0' && status === 403;
  return isSpent || 'retry-after' in headers || /secondary rate limit|rate limit exceeded/i.test(message);
}

/** @returns how long GitHub asks to be left alone. */
export function waitSeconds(headers: Headers): number {
  const after = Number(headers['retry-after']);
  if (Number.isFinite(after) && after > 0) return after;
  const reset = Number(headers['x-ratelimit-reset']);
  const now = Date.parse(String(headers['date'])) / 1000;
  const isSpent = String(headers['x-ratelimit-remaining']) === '0';
  return isSpent && reset > now ? Math.ceil(reset - now) : DEFAULT_WAIT;
}

interface HttpError extends Error {
  readonly status: number;
  readonly response?: { readonly headers: Headers };
}

/** Octokit's errors are known by their status: several copies of its error class may be installed. */
function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && 'status' in error && typeof error.status === 'number';
}
