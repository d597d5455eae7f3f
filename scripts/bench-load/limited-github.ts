import type { OctokitLike } from '../../src/github/octokit-client.ts';
import { newContentLimit } from '../../src/sandbox/content-limit.ts';
import type { ModelTime } from './model-time.ts';

/** How long GitHub takes for a request; milliseconds. */
const ANSWER_MS = 300;

/** What one request was, as far as it created content. */
export interface Written {
  /** Seconds since the model began. */
  readonly at: number;
  readonly repository: string;
  readonly what: 'commit' | 'dispatch' | 'status' | 'deployment' | 'comment' | 'reaction';
}

interface Options {
  readonly method: string;
  readonly url: string;
  readonly [parameter: string]: unknown;
}

interface Status {
  readonly sha: string;
  readonly context: string;
  readonly state: string;
  readonly description: string;
}

/** Content of one repository that Signalbox wrote. */
interface Content {
  readonly statuses: Status[];
  readonly deployments: {
    readonly id: number;
    readonly statuses: object[];
    readonly [key: string]: unknown;
  }[];
  readonly comments: { readonly id: number; readonly body: string; readonly user: { readonly id: number } }[];
}

/**
 * GitHub, as far as requests are counted that create content: 80 a minute, 500 an hour, for one installation over all its
 * repositories. It keeps what was written, so that it can be looked up, and carries nothing out.
 */
export class LimitedGitHub {
  readonly written: Written[] = [];
  /** Requests that it would not take. */
  refused = 0;
  readonly #time: ModelTime;
  readonly #limit = newContentLimit();
  readonly #contents = new Map<string, Content>();
  #ids = 1000;

  constructor(time: ModelTime) {
    this.#time = time;
  }

  content(repository: string): Content {
    const known = this.#contents.get(repository);
    if (known) return known;
    const made = { statuses: [], deployments: [], comments: [] };
    this.#contents.set(repository, made);
    return made;
  }

  /** @returns what a client of that repository speaks through. */
  octokit(repository: string): OctokitLike {
    const request = async (options: Options): Promise<object> => {
      await this.#time.sleep(ANSWER_MS);
      const data = this.#answer(repository, options);
      const headers = { date: new Date(this.#time.now).toUTCString(), 'x-ratelimit-limit': '5000' };
      return { status: 200, headers, data };
    };
    const endpoint = { DEFAULTS: { baseUrl: 'https://api.github.example' } };
    return { request: Object.assign(request, { endpoint }) } as unknown as OctokitLike;
  }

  #answer(repository: string, options: Options): unknown {
    const content = this.content(repository);
    const what = writes(options);
    if (what === null) return found(content, options);
    this.#count();
    this.written.push({ at: this.#time.elapsed, repository, what });
    this.#ids += 1;
    return write(content, { ...options, what }, this.#ids);
  }

  #count(): void {
    const view = { method: 'POST', path: '', route: '', fields: [], mutation: true, caller: 'app', body: '' };
    const seconds = this.#limit.count(view, new Date(this.#time.now));
    if (seconds === null) return;
    this.refused += 1;
    const message = 'You have exceeded a secondary rate limit and have been temporarily blocked';
    const headers = { 'retry-after': String(seconds), date: new Date(this.#time.now).toUTCString() };
    throw Object.assign(new Error(message), { status: 403, response: { headers } });
  }
}

function writes({ method, url, query }: Options): Written['what'] | null {
  if (url === '/graphql') return String(query).startsWith('mutation') ? 'commit' : null;
  if (method === 'GET') return null;
  if (url.endsWith('/dispatches')) return 'dispatch';
  if (url.endsWith('/reactions')) return 'reaction';
  if (url.includes('/issues/')) return 'comment';
  return url.includes('/deployments') ? 'deployment' : 'status';
}

function write(content: Content, options: Options & { what: Written['what'] }, id: number): unknown {
  const { what, url, deployment_id, sha, context, state, description, body, ...rest } = options;
  if (what === 'commit') return { data: {} };
  if (what === 'status') {
    content.statuses.push({
      sha: text(sha),
      context: text(context),
      state: text(state),
      description: text(description),
    });
  } else if (what === 'comment') {
    content.comments.push({ id, body: text(body), user: { id: 1 } });
  } else if (url.endsWith('/statuses')) {
    content.deployments
      .find((each) => each.id === Number(deployment_id))
      ?.statuses.unshift({ state, description });
  } else if (what === 'deployment') {
    content.deployments.push({ id, ...rest, sha: rest['ref'], statuses: [] });
  }
  return { id };
}

function found(content: Content, { url, ref, sha, deployment_id }: Options): unknown {
  if (url === '/graphql') return { data: { viewer: { databaseId: 1 } } };
  if (url.endsWith('/comments/{comment_id}')) return { created_at: '2026-11-20T12:00:00Z' };
  if (url.endsWith('/comments')) return content.comments;
  if (url.endsWith('/commits/{ref}/statuses')) {
    return content.statuses.filter((each) => each.sha === ref).toReversed();
  }
  if (url.endsWith('/statuses')) {
    return content.deployments.find(({ id }) => id === Number(deployment_id))?.statuses.slice(0, 1) ?? [];
  }
  return content.deployments.filter((each) => each['sha'] === sha).toReversed();
}

function text(value: unknown): string {
  return String(value);
}
