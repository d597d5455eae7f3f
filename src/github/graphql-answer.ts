import { GitHubLimited, GitHubRefused, GitHubUnavailable, type GraphqlOptions } from './client.ts';
import { isLimit, waitSeconds } from './failure.ts';
import { type Headers, type Incoming, isRecord } from './http-answer.ts';

/** One entry of a GraphQL answer's `errors`. */
interface GraphqlProblem {
  readonly type: string | null;
  readonly message: string;
  /** Alias by alias, to the field that failed. */
  readonly path: readonly (string | number)[];
  /** The request itself was wrong: nothing was run. */
  readonly isRequestError: boolean;
}

/**
 * Checks the answer to a GraphQL request, whose errors come with HTTP 200.
 * @throws {GitHubRefused | GitHubLimited | GitHubUnavailable} when any part of it failed.
 */
export function checkGraphql({ data, headers }: Incoming, options: GraphqlOptions): void {
  if (!isRecord(data)) throw new GitHubUnavailable('GraphQL did not answer with an object');
  const problems = graphqlProblems(data['errors']);
  const failed = problems.filter((problem) => !(options.missingIsNull && isMissing(problem, data['data'])));
  if (failed.length > 0) throw graphqlFailure(failed, headers);
  if (!isRecord(data['data'])) throw new GitHubUnavailable('GraphQL answered neither data nor errors');
}

/** Not the repository itself: without it there is nothing that could be missing. */
function isMissing({ type, path }: GraphqlProblem, data: unknown): boolean {
  if (type !== 'NOT_FOUND' || path.length < 2) return false;
  const found = path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  );
  return found === null;
}

function graphqlFailure(problems: readonly GraphqlProblem[], headers: Headers): Error {
  const message = problems.map((problem) => problem.message).join('; ');
  const limited = problems.some(({ type }) => type === 'RATE_LIMITED' || type === 'RATE_LIMIT');
  if (limited || isLimit(200, headers, message)) return new GitHubLimited(message, waitSeconds(headers));
  if (!problems.every(isClear)) return new GitHubUnavailable(message);
  return new GitHubRefused(message, 200, problems.find(({ type }) => type !== null)?.type ?? null);
}

/** @returns the errors of a GraphQL answer in one shape, whatever is missing. */
function graphqlProblems(errors: unknown): readonly GraphqlProblem[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown) => {
    const { type, message, path, extensions } = isRecord(error) ? error : {};
    return {
      type: typeof type === 'string' ? type : null,
      message: typeof message === 'string' ? message : 'GitHub gave an error without a message',
      path: Array.isArray(path) ? path : [],
      isRequestError: isRecord(extensions) && typeof extensions['code'] === 'string',
    };
  });
}

/** Errors of GitHub's own machinery carry no type, or these: the mutation may have been carried out. */
function isClear({ type, isRequestError }: GraphqlProblem): boolean {
  if (type === null) return isRequestError;
  return !['INTERNAL', 'SERVICE_UNAVAILABLE', 'TIMEOUT'].includes(type);
}
