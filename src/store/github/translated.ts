import { GitHubLimited, GitHubRefused } from '../../github/client.ts';
import { isGitHubError } from '../../github/github-error.ts';
import { StoreRefused, StoreUnavailable } from '../store.ts';

/** Says in the port's words what went wrong at GitHub; bugs pass as they are. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isForbidden(error)) throw new StoreRefused('missing-permission', error.message, { cause: error });
    if (isFinalRefusal(error)) {
      throw new StoreRefused('state-branch-refused', saidBy(error), { cause: error });
    }
    if (isGitHubError(error)) {
      const retryAfter = error instanceof GitHubLimited ? error.retryAfterSeconds : 0;
      throw new StoreUnavailable(wordsOf(error), { cause: error, retryAfter });
    }
    throw error;
  }
}

/** REST says it by its status, GraphQL by its type (GitHub documentation, "Resource not accessible by integration"). */
function isForbidden(error: unknown): error is GitHubRefused {
  if (!(error instanceof GitHubRefused)) return false;
  const { status, type } = error;
  return status === 401 || status === 403 || ['FORBIDDEN', 'INSUFFICIENT_SCOPES'].includes(type ?? '');
}

/** What was there may be gone, and what is there not be seen yet: GitHub's answers lag. */
const MAY_PASS = [404, 409];

/** A ref that moved, or a commit that another of GitHub's servers does not know yet. */
const PASSING_WORDS =
  /reference already exists|object does not exist|but expected|expected branch to point to|not a fast forward|cannot be updated/i;

/**
 * @returns whether GitHub means it: a rule, a branch in the way, a request that it will not take. That it is no race is
 * told by status and type; only where these are the same, for 422, by words.
 */
export function isFinalRefusal(error: unknown): error is GitHubRefused {
  if (!(error instanceof GitHubRefused) || isForbidden(error)) return false;
  const { status, type, message } = error;
  if (MAY_PASS.includes(status) || type === 'NOT_FOUND' || type === 'STALE_DATA') return false;
  return !PASSING_WORDS.test(message);
}

/** @returns GitHub's words on one line, without the address of a manual that its client puts behind them. */
export function saidBy(error: Error): string {
  return error.message
    .replace(/ - https:\/\/docs\.github\.com\S*$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function wordsOf(error: Error): string {
  if (!/git repository is empty/i.test(error.message)) return error.message;
  return 'the repository has no commit yet: push a first one, then say it again';
}
