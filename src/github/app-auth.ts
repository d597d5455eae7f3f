import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import type { GitHubClient } from './client.ts';
import { GitHubRefused } from './client.ts';
import { failureOf } from './failure.ts';
import { isGitHubError } from './github-error.ts';
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
   * @returns every repository of every installation, for what has to be looked at without being told. One
   * installation that cannot be asked does not hide the others; suspended ones are left out.
   * @throws {GitHubRefused | GitHubUnavailable | GitHubLimited} when the installations cannot be listed.
   */
  repositories(): Promise<FoundRepositories>;
}

export interface FoundRepositories {
  readonly places: readonly Required<RepositoryPlace>[];
  /** Installations that gave no answer this time. */
  readonly unasked: readonly number[];
}

export interface RepositoryPlace {
  readonly owner: string;
  readonly repo: string;
  /** GitHub's number of the repository: the client is only made when the name still belongs to it (attack A12). */
  readonly id?: number;
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
    client: async ({ owner, repo, id, installationId }) => {
      const installation = installationId ?? (await installationOf(app, owner, repo));
      const octokit = octokitOf(installation);
      if (id !== undefined) await checkIdentity(octokit, { owner, repo, id });
      const limiter = limiterOf(installation);
      return createGitHubClient({ owner, repo, auth: { kind: 'octokit', octokit }, limiter });
    },
    repositories: async () => {
      const all = await pages<InstallationJson>(app, 'GET /app/installations', (data) => data);
      const active = all.filter(({ suspended_at: since }) => since === null || since === undefined);
      const found = await Promise.all(
        active.map(async ({ id }) => (await repositoriesOf(octokitOf(id), id).catch(noneNow)) ?? id),
      );
      return {
        places: found.flatMap((each) => (typeof each === 'number' ? [] : each)),
        unasked: found.filter((each) => typeof each === 'number'),
      };
    },
  };
}

interface InstallationJson {
  readonly id: number;
  readonly suspended_at?: string | null;
}

/** GitHub's trouble with one installation is told as such; bugs pass. */
function noneNow(error: unknown): null {
  if (isGitHubError(error)) return null;
  throw error;
}

/** A name that was given up may belong to another repository by now; webhooks are delivered, and redelivered, late. */
async function checkIdentity(
  octokit: Octokit,
  { owner, repo, id }: { readonly owner: string; readonly repo: string; readonly id: number },
): Promise<void> {
  const found = await asApp<{ id: number }>(octokit, 'GET /repos/{owner}/{repo}', { owner, repo });
  if (found.id !== id) throw new GitHubRefused(`${owner}/${repo} is another repository now`, 404);
}

async function repositoriesOf(
  octokit: Octokit,
  installationId: number,
): Promise<Required<RepositoryPlace>[]> {
  const repositories = await pages<{ id: number; name: string; owner: { login: string } }>(
    octokit,
    'GET /installation/repositories',
    (data) => (data as { repositories: unknown }).repositories,
  );
  return repositories.map(({ id, name, owner }) => ({ id, owner: owner.login, repo: name, installationId }));
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
