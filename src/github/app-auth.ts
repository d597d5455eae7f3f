import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import type { GitHubClient } from './client.ts';
import { failureOf } from './failure.ts';
import { createLimiter, type Limiter, type LimiterOptions } from './limiter.ts';
import { createGitHubClient } from './octokit-client.ts';

const PAGE = 100;
const TIMEOUT_MS = 10_000;

export interface AppCredentials {
  readonly appId: number | string;
  /** PEM text. */
  readonly privateKey: string;
  /** `https://github.example/api/v3` for a GitHub Enterprise Server. */
  readonly baseUrl?: string;
  readonly userAgent?: string;
  readonly limits?: LimiterOptions;
}

/** Speaks as a GitHub App, and as each of its installations. */
export interface GitHubApp {
  /**
   * @returns the login under which the App's commits and comments appear, like `signalbox[bot]`.
   * @throws {GitHubRefused | GitHubUnavailable | GitHubLimited}
   */
  login(): Promise<string>;
  /**
   * @returns a client with the installation's credentials; all clients of an installation share one limiter, as they
   * share GitHub's limits. Tokens are fetched, kept and renewed by themselves.
   */
  client(place: RepositoryPlace): Promise<GitHubClient>;
  /**
   * @returns every repository of every installation, for what has to be looked at without being told.
   * @throws {GitHubRefused | GitHubUnavailable | GitHubLimited}
   */
  repositories(): Promise<readonly Required<RepositoryPlace>[]>;
}

export interface RepositoryPlace {
  readonly owner: string;
  readonly repo: string;
  /** As webhooks name it; without it GitHub is asked. */
  readonly installationId?: number;
}

/** @returns the App with these credentials; nothing is sent until something is asked. */
export function createGitHubApp(credentials: AppCredentials): GitHubApp {
  const { appId, privateKey, baseUrl, userAgent = 'signalbox', limits } = credentials;
  const limiters = new Map<number, Limiter>();
  const octokits = new Map<number, Octokit>();
  const common = {
    ...(baseUrl === undefined ? {} : { baseUrl }),
    userAgent,
    authStrategy: createAppAuth,
    request: { fetch: timelyFetch },
  };
  const app = new Octokit({ ...common, auth: { appId, privateKey } });

  const limiterOf = (installation: number): Limiter =>
    kept(limiters, installation, () => createLimiter(limits));
  const octokitOf = (installationId: number): Octokit =>
    kept(
      octokits,
      installationId,
      () => new Octokit({ ...common, auth: { appId, privateKey, installationId } }),
    );

  return {
    login: async () => `${(await asApp<{ slug: string }>(app, 'GET /app')).slug}[bot]`,
    client: async ({ owner, repo, installationId }) => {
      const id = installationId ?? (await installationOf(app, owner, repo));
      const octokit = octokitOf(id);
      return createGitHubClient({ owner, repo, auth: { kind: 'octokit', octokit }, limiter: limiterOf(id) });
    },
    repositories: async () => {
      const installations = await pages<{ id: number }>(app, 'GET /app/installations', (data) => data);
      const found = await Promise.all(installations.map(({ id }) => repositoriesOf(octokitOf(id), id)));
      return found.flat();
    },
  };
}

async function repositoriesOf(
  octokit: Octokit,
  installationId: number,
): Promise<Required<RepositoryPlace>[]> {
  const repositories = await pages<{ name: string; owner: { login: string } }>(
    octokit,
    'GET /installation/repositories',
    (data) => (data as { repositories: unknown }).repositories,
  );
  return repositories.map(({ name, owner }) => ({ owner: owner.login, repo: name, installationId }));
}

/** All pages of a list that belongs to no single repository. */
async function pages<T>(octokit: Octokit, route: string, list: (data: unknown) => unknown): Promise<T[]> {
  const items: T[] = [];
  for (let page = 1; ; page += 1) {
    const found = list(await asApp<unknown>(octokit, route, { per_page: PAGE, page })) as T[];
    items.push(...found);
    if (found.length < PAGE) return items;
  }
}

async function installationOf(app: Octokit, owner: string, repo: string): Promise<number> {
  return (await asApp<{ id: number }>(app, 'GET /repos/{owner}/{repo}/installation', { owner, repo })).id;
}

async function asApp<T>(app: Octokit, route: string, parameters: object = {}): Promise<T> {
  try {
    return (await app.request(route, { ...parameters })).data as T;
  } catch (error) {
    throw failureOf(error);
  }
}

function kept<T>(map: Map<number, T>, key: number, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Tokens are fetched behind our back; they, too, must not be waited for without end. */
function timelyFetch(url: string, options: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...options, signal: options.signal ?? AbortSignal.timeout(TIMEOUT_MS) });
}
