import { GitHubLimited, GitHubRefused } from '../../github/client.ts';
import { isGitHubError } from '../../github/github-error.ts';
import { StoreRefused, StoreUnavailable } from '../store.ts';

/** Says in the port's words what went wrong at GitHub; bugs pass as they are. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isForbidden(error)) throw new StoreRefused(error.message, { cause: error });
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

function wordsOf(error: Error): string {
  if (!/git repository is empty/i.test(error.message)) return error.message;
  return 'the repository has no commit yet: push a first one, then say it again';
}
