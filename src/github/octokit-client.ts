import { Octokit } from '@octokit/core';
import {
  type GitHubAnswer,
  type GitHubClient,
  GitHubLimited,
  GitHubUnavailable,
  type GraphqlOptions,
  type RepositoryRead,
  type RestParameters,
} from './client.ts';
import { failureOf } from './failure.ts';
import { checkGraphql } from './graphql-answer.ts';
import { type Incoming, incomingOf, itemsOf, nextPage } from './http-answer.ts';
import { JoinedReads } from './joined-reads.ts';
import { createLimiter, type Limiter, type Urgency } from './limiter.ts';

/** Until GitHub drops it, 24 months after its successor (GitHub documentation, "API Versions"). */
const API_VERSION = '2022-11-28';
const TIMEOUT_MS = 10_000;
/** Beside the first try. */
const REPEATS = 2;
const MOST_PAGES = 100;

/** What we use of an Octokit, so that Probot's and the Action's will do as well. */
export type OctokitLike = Pick<Octokit, 'request'>;

export interface GitHubClientOptions {
  readonly owner: string;
  readonly repo: string;
  readonly auth:
    | { readonly kind: 'token'; readonly token: string }
    /** Comes with its own credentials and `baseUrl`. */
    | { readonly kind: 'octokit'; readonly octokit: OctokitLike };
  /** `https://github.example/api/v3` for a GitHub Enterprise Server. */
  readonly baseUrl?: string;
  readonly userAgent?: string;
  /** Shared by all clients of an installation; without one, this client has its own. */
  readonly limiter?: Limiter;
  readonly timeoutMs?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly random?: () => number;
}

/** @returns a client of one repository over HTTPS. */
export function createGitHubClient(options: GitHubClientOptions): GitHubClient {
  return new OctokitClient(options);
}

interface Outgoing {
  readonly method: string;
  readonly url: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly writes: boolean;
  readonly repeatable: boolean;
}

class OctokitClient implements GitHubClient {
  readonly owner: string;
  readonly repo: string;
  readonly #octokit: OctokitLike;
  readonly #limiter: Limiter;
  readonly #timeoutMs: number;
  readonly #wait: (milliseconds: number) => Promise<void>;
  readonly #random: () => number;
  readonly #reads = new JoinedReads((query, variables) =>
    this.graphql(query, variables, { missingIsNull: true }),
  );

  constructor(options: GitHubClientOptions) {
    this.owner = options.owner;
    this.repo = options.repo;
    this.#octokit = octokitOf(options);
    this.#limiter = options.limiter ?? createLimiter();
    this.#timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
    this.#wait = options.wait ?? ((milliseconds) => new Promise((done) => setTimeout(done, milliseconds)));
    this.#random = options.random ?? Math.random;
  }

  async rest<T>(route: string, parameters: RestParameters = {}): Promise<GitHubAnswer<T>> {
    const { status, data, date } = await this.#send(this.#outgoing(route, parameters));
    return { status, data: data as T, date };
  }

  async restPages<T>(route: string, parameters: RestParameters = {}): Promise<GitHubAnswer<readonly T[]>> {
    const items: T[] = [];
    let next = this.#outgoing(route, { per_page: 100, ...parameters });
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await this.#send(next);
      items.push(...(itemsOf(answer.data, route) as T[]));
      const url = nextPage(answer.headers);
      if (url === null) return { status: answer.status, data: items, date: answer.date };
      next = { ...next, url: this.#ownUrl(url), parameters: {} };
    }
    throw new GitHubUnavailable(`${route} goes on after ${MOST_PAGES} pages`);
  }

  async graphql<T>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    options: GraphqlOptions = {},
  ): Promise<GitHubAnswer<T>> {
    const isRead = /^\s*(query\b|\{)/.test(query);
    const { status, data, date } = await this.#send(
      {
        method: 'POST',
        url: graphqlUrl(this.#baseUrl),
        parameters: { query, variables: { ...this.#named(query, '$'), ...variables } },
        writes: !isRead,
        repeatable: isRead,
      },
      (answer) => checkGraphql(answer, options),
    );
    return { status, data: (data as { data: T }).data, date };
  }

  async readRepository<T>(read: RepositoryRead): Promise<GitHubAnswer<T | null>> {
    const { status, data, date } = await this.#reads.ask(read);
    return { status, data: data as T | null, date };
  }

  room(): number {
    return this.#limiter.room();
  }

  expectWrites(writes: number): void {
    this.#limiter.expect(writes);
  }

  get #baseUrl(): string {
    return this.#octokit.request.endpoint.DEFAULTS.baseUrl;
  }

  #outgoing(route: string, { repeatable, ...parameters }: RestParameters): Outgoing {
    const [method = 'GET', url = route] = route.split(' ');
    const writes = !['GET', 'HEAD'].includes(method.toUpperCase());
    return {
      method,
      url,
      parameters: { ...this.#named(route, '{'), ...parameters },
      writes,
      repeatable: !writes || repeatable === true,
    };
  }

  /** Owner and repository, as far as the text asks for them. */
  #named(text: string, sign: '{' | '$'): Readonly<Record<string, string>> {
    const all = Object.entries({ owner: this.owner, repo: this.repo });
    return Object.fromEntries(
      all.filter(([name]) => new RegExp(`${sign === '{' ? '\\{' : '\\$'}${name}\\b`).test(text)),
    );
  }

  /** A link is followed only to where our credentials belong. */
  #ownUrl(url: string): string {
    if (new URL(url).origin === new URL(this.#baseUrl).origin) return url;
    throw new GitHubUnavailable(`GitHub's next page is on another server: ${new URL(url).origin}`);
  }

  async #send(outgoing: Outgoing, check: (answer: Incoming) => void = () => undefined): Promise<Incoming> {
    for (let repeats = 0; ; repeats += 1) {
      try {
        return await this.#limiter.run({
          urgency: urgencyOf(outgoing),
          writes: outgoing.writes,
          send: () => this.#sendOnce(outgoing, check),
        });
      } catch (error) {
        const again = error instanceof GitHubUnavailable && outgoing.repeatable && repeats < REPEATS;
        if (!again) throw error;
        await this.#wait((repeats + 1) * (200 + 400 * this.#random()));
      }
    }
  }

  async #sendOnce(outgoing: Outgoing, check: (answer: Incoming) => void): Promise<Incoming> {
    try {
      const answer = await this.#octokit.request({
        method: outgoing.method,
        url: outgoing.url,
        ...outgoing.parameters,
        headers: { 'x-github-api-version': API_VERSION },
        // No plugin of a foreign Octokit may repeat anything: only we know what may be done twice.
        request: { signal: AbortSignal.timeout(this.#timeoutMs), retries: 0 },
      });
      const incoming = incomingOf(answer);
      if ('x-ratelimit-limit' in incoming.headers) this.#limiter.count();
      check(incoming);
      return incoming;
    } catch (error) {
      const failure = failureOf(error);
      if (failure instanceof GitHubLimited) {
        this.#limiter.pause(failure.retryAfterSeconds);
        if (outgoing.writes) this.#limiter.refused();
      }
      throw failure;
    }
  }
}

function octokitOf({ auth, baseUrl, userAgent }: GitHubClientOptions): OctokitLike {
  if (auth.kind === 'octokit') return auth.octokit;
  return new Octokit({
    auth: auth.token,
    ...(baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, '') }),
    userAgent: userAgent ?? 'signalbox',
  });
}

/** GitHub Enterprise Server has REST below `/api/v3` and GraphQL beside it. */
function graphqlUrl(baseUrl: string): string {
  return /\/api\/v3\/?$/.test(baseUrl) ? baseUrl.replace(/\/api\/v3\/?$/, '/api/graphql') : '/graphql';
}

/** What moves releases goes before what shows them; a person waits for a comment. */
function urgencyOf({ url, writes }: Outgoing): Urgency {
  if (!writes) return 'read';
  if (/graphql$|\/git\/|\/dispatches$|\/cancel$|\/force-cancel$/.test(url)) return 'work';
  return /\/(comments|reactions)$/.test(url) ? 'answer' : 'projection';
}
