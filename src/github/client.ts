/**
 * One repository on GitHub, as one set of credentials may see it. Everything that talks to GitHub goes through this
 * interface, so that limits, retries, dates and errors have one home.
 */
export interface GitHubClient {
  readonly owner: string;
  readonly repo: string;

  /**
   * One REST request, like `rest('GET /repos/{owner}/{repo}/git/ref/{ref}', { ref })`; owner and repo are filled in.
   * Reads are repeated on 5xx; writes only when `repeatable` says that doing it twice is doing it once. A
   * dispatch never is.
   * @throws {GitHubRefused | GitHubUnavailable | GitHubLimited}
   */
  rest<T>(route: string, parameters?: RestParameters): Promise<GitHubAnswer<T>>;

  /** All pages of a REST list, in order. */
  restPages<T>(route: string, parameters?: RestParameters): Promise<GitHubAnswer<readonly T[]>>;

  /**
   * One GraphQL request; `owner` and `repo` are among the variables when the query names them. Queries are repeated
   * like reads, mutations never.
   * @throws {GitHubRefused | GitHubUnavailable | GitHubLimited} also when only a part of the answer failed.
   */
  graphql<T>(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: GraphqlOptions,
  ): Promise<GitHubAnswer<T>>;

  /**
   * Reads fields of the repository object by GraphQL; what several ask in the same breath goes out as one request.
   * What is not found in the repository is null, and so is the whole answer when there is no such repository.
   * @throws {GitHubRefused | GitHubUnavailable | GitHubLimited} also when only a part of the answer failed.
   */
  readRepository<T>(read: RepositoryRead): Promise<GitHubAnswer<T | null>>;

  /** How many writes that only show something may be begun now; without it, nobody counts. */
  room?(): number;
  /** So many of them are about to come. */
  expectWrites?(writes: number): void;
}

/** A part of a GraphQL query. */
export interface RepositoryRead {
  /** Selection on `Repository`. */
  readonly fields: string;
  /** By name as `fields` has it, without the `$`. */
  readonly variables?: Readonly<Record<string, { readonly type: string; readonly value: unknown }>>;
  /** Whole fragments; of the same name only if they are the same. */
  readonly fragments?: readonly string[];
}

export interface GraphqlOptions {
  /**
   * Take the null that stands where something was not found, instead of failing: `Commit.file(path)` reports every
   * path that is not there as an error of type `NOT_FOUND` beside the answer.
   */
  readonly missingIsNull?: boolean;
}

export interface RestParameters {
  readonly [name: string]: unknown;
  readonly repeatable?: boolean;
}

export interface GitHubAnswer<T> {
  readonly status: number;
  readonly data: T;
  /** `Date` header: GitHub's clock. */
  readonly date: Date;
}

/** GitHub said no, and meant it: nothing happened (4xx, or a GraphQL error with its type). */
export class GitHubRefused extends Error {
  override readonly name = 'GitHubRefused';
  readonly status: number;
  /** GraphQL error type like `STALE_DATA`; null for REST. */
  readonly type: string | null;

  constructor(message: string, status: number, type: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
    this.type = type;
  }
}

/** No clear answer: timeout, broken connection, 5xx. The effect may have happened. */
export class GitHubUnavailable extends Error {
  override readonly name = 'GitHubUnavailable';
}

/** A rate limit: nothing happened; try again after `retryAfterSeconds`. */
export class GitHubLimited extends Error {
  override readonly name = 'GitHubLimited';
  readonly retryAfterSeconds: number;

  /** @param message GitHub's words; null: it was not asked, so that what is more urgent finds room. */
  constructor(message: string | null, retryAfterSeconds: number, options?: ErrorOptions) {
    const words =
      message === null
        ? `kept back for ${retryAfterSeconds} seconds: what is more urgent comes first within GitHub's limits`
        : `${message} (GitHub asks for ${retryAfterSeconds} seconds without requests)`;
    super(words, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
