import { App, Octokit } from 'octokit';
import type { GitHubClient } from './client.ts';
import { GitHubRefused, GitHubUnavailable } from './client.ts';
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
  const limiters = new Map<number, Limiter>();
  const app = octokitApp(credentials);

  const limiterOf = (installation: number): Limiter =>
    kept(limiters, installation, () => createLimiter(credentials.limits));

  return {
    login: async () => {
      const { data } = await told(app.octokit.request('GET /app'));
      if (!data?.slug) throw new GitHubUnavailable('GitHub does not say the name of the App');
      return `${data.slug}[bot]`;
    },
    client: async ({ owner, repo, id, installationId }) => {
      const installation = installationId ?? (await installationOf(app, owner, repo));
      const octokit = await app.getInstallationOctokit(installation);
      const limiter = limiterOf(installation);
      const client = createGitHubClient({ owner, repo, auth: { kind: 'octokit', octokit }, limiter });
      if (id !== undefined) await checkIdentity(client, id);
      return client;
    },
    repositories: async () => {
      const all = await told(app.octokit.paginate('GET /app/installations', { per_page: PAGE }));
      const active = all.filter(({ suspended_at: since }) => !since);
      const found = await Promise.all(
        active.map(async ({ id }) => (await repositoriesOf(app, id).catch(noneNow)) ?? id),
      );
      return {
        places: found.flatMap((each) => (typeof each === 'number' ? [] : each)),
        unasked: found.filter((each) => typeof each === 'number'),
      };
    },
  };
}

type OctokitApp = InstanceType<typeof App>;

/**
 * It signs as the App, and fetches, keeps and renews the tokens of installations. Its own throttle and retry are off: we
 * have one limiter per installation, and only we know what may be sent twice (docs/decisions/0007-libraries.md).
 */
function octokitApp({ appId, privateKey, baseUrl, userAgent = 'signalbox' }: AppCredentials): OctokitApp {
  const common = Octokit.defaults({
    ...(baseUrl === undefined ? {} : { baseUrl }),
    userAgent,
    request: { fetch: ownFetch(baseUrl ?? 'https://api.github.com') },
    throttle: { enabled: false },
    retry: { enabled: false },
  });
  return new App({ appId, privateKey, Octokit: common });
}

/** GitHub's trouble with one installation is told as such; bugs pass. */
function noneNow(error: unknown): null {
  if (isGitHubError(error)) return null;
  throw error;
}

/** A name that was given up may belong to another repository by now; webhooks are delivered, and redelivered, late. */
async function checkIdentity(client: GitHubClient, id: number): Promise<void> {
  const { data } = await client.rest<{ readonly id: number }>('GET /repos/{owner}/{repo}');
  if (data.id === id) return;
  throw new GitHubRefused(`${client.owner}/${client.repo} is another repository now`, 404);
}

async function repositoriesOf(app: OctokitApp, installationId: number): Promise<Required<RepositoryPlace>[]> {
  const octokit = await app.getInstallationOctokit(installationId);
  const all = await told(octokit.paginate('GET /installation/repositories', { per_page: PAGE }));
  return all.map(({ id, name, owner }) => ({ id, owner: owner.login, repo: name, installationId }));
}

async function installationOf(app: OctokitApp, owner: string, repo: string): Promise<number> {
  const { data } = await told(app.octokit.request('GET /repos/{owner}/{repo}/installation', { owner, repo }));
  return data.id;
}

/** What octokit throws, said in our words. */
async function told<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
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

/**
 * Tokens and further pages are fetched behind our back: they, too, must not be waited for without end, and a link is
 * followed only to where our credentials belong.
 */
function ownFetch(baseUrl: string): typeof fetch {
  const { origin } = new URL(baseUrl);
  return async (url, options = {}) => {
    const to = new URL(url instanceof Request ? url.url : url).origin;
    if (to !== origin) throw new GitHubUnavailable(`GitHub sends us to another server: ${to}`);
    return fetch(url, { ...options, signal: options.signal ?? AbortSignal.timeout(TIMEOUT_MS) });
  };
}
