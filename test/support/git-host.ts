import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSchema, graphql, GraphQLError, type GraphQLSchema } from 'graphql';

/** A commit on the one branch that this host serves. */
export interface HostCommit {
  readonly oid: string;
  readonly parents: readonly string[];
  readonly files: ReadonlyMap<string, string>;
  readonly message: string;
  readonly author: string;
}

/** What happens to a request instead of, or after, what it asks for. */
export type Trouble = 'fail' | 'act-then-fail' | 'act-then-cut' | 'show-previous-head' | 'limit';

/**
 * Just enough of GitHub for the state branch, for the tests of one adapter: GraphQL runs over GitHub's published
 * schema, so a query that GitHub would refuse is refused here, too.
 */
export interface GitHost {
  readonly url: string;
  /** Oldest first; empty: the branch does not exist. */
  readonly commits: HostCommit[];
  /** `POST /graphql` with the field, or the REST route, of every request. */
  readonly requests: string[];
  /** For the next requests, in order; null: none. */
  readonly troubles: (Trouble | null)[];
  isEmpty: boolean;
  append(change: Partial<HostCommit>): void;
  close(): void;
}

export async function startGitHost(): Promise<GitHost> {
  const server = createServer((request, response) => void handle(host, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host: GitHost = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    commits: [],
    requests: [],
    troubles: [],
    isEmpty: false,
    append: (change) => {
      const head = host.commits.at(-1);
      const content = {
        parents: head ? [head.oid] : [],
        files: head?.files ?? new Map(),
        message: '',
        author: 'signalbox[bot]',
        ...change,
      };
      host.commits.push({ ...content, oid: oidOf(content.files, content) });
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return host;
}

async function handle(host: GitHost, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body: Record<string, never> = JSON.parse((await text(request)) || '{}');
  const route = (request.url ?? '').replace('/repos/acme/shop', '');
  const trouble = host.troubles.shift() ?? null;
  const isGraphql = route === '/graphql';
  host.requests.push(
    isGraphql
      ? (/createCommitOnBranch|history|object\(oid|ref\(/.exec(body['query'] ?? '')?.[0] ?? '?')
      : route,
  );
  if (trouble === 'fail') return send(response, 502, 'Bad Gateway');
  if (trouble === 'limit')
    return send(response, 403, { message: 'You have exceeded a secondary rate limit.' });
  const shown = trouble === 'show-previous-head' ? host.commits.slice(0, -1) : host.commits;
  const [status, answer] = isGraphql ? [200, await runGraphql(host, shown, body)] : rest(host, route, body);
  if (trouble === 'act-then-cut') return void response.destroy();
  if (trouble === 'act-then-fail') return send(response, 502, 'Bad Gateway');
  send(response, status, answer);
}

function send(response: ServerResponse, status: number, answer: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', date: new Date().toUTCString() });
  response.end(JSON.stringify(answer));
}

/** Blobs, trees and commits that no branch leads to yet. */
const objects = new Map<string, unknown>();

function rest(host: GitHost, route: string, body: Record<string, unknown>): [number, unknown] {
  if (host.isEmpty) return [409, { message: 'Git Repository is empty.' }];
  if (route.startsWith('/git/blobs/')) {
    const content = String(objects.get(route.slice('/git/blobs/'.length)));
    return [
      200,
      {
        encoding: 'base64',
        content: Buffer.from(content)
          .toString('base64')
          .replace(/(.{60})/g, '$1\n'),
      },
    ];
  }
  if (route === '/git/refs') return createRef(host, body);
  const sha = oidOf(new Map(), body);
  objects.set(sha, body);
  return [201, { sha }];
}

function createRef(host: GitHost, body: Record<string, unknown>): [number, unknown] {
  if (host.commits.length > 0) return [422, { message: 'Reference already exists' }];
  const commit = objects.get(String(body['sha'])) as { tree: string; message: string };
  const tree = objects.get(commit.tree) as { tree: { path: string; content: string }[] };
  const files = new Map(tree.tree.map(({ path, content }) => [path, content]));
  host.commits.push({
    oid: String(body['sha']),
    parents: [],
    files,
    message: commit.message,
    author: 'signalbox[bot]',
  });
  return [201, { ref: body['ref'], object: { sha: body['sha'] } }];
}

async function runGraphql(
  host: GitHost,
  shown: readonly HostCommit[],
  body: Record<string, never>,
): Promise<unknown> {
  const result = await graphql({
    schema: schema(),
    source: body['query'] ?? '',
    variableValues: body['variables'] ?? {},
    rootValue: {
      repository: () => ({
        ref: () => (shown.length === 0 ? null : { target: commitNode(shown.at(-1), shown) }),
        object: ({ oid }: { oid: string }) => {
          const found = host.commits.find((commit) => commit.oid === oid);
          return found ? commitNode(found, host.commits) : null;
        },
      }),
      createCommitOnBranch: ({ input }: { input: CommitInput }) => commitOnBranch(host, input),
    },
  });
  const errors = result.errors?.map((error) => ({
    ...error.toJSON(),
    ...error.originalError,
    message: error.message,
  }));
  return { data: result.data ?? null, ...(errors ? { errors } : {}) };
}

interface CommitInput {
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body: string | null };
  readonly fileChanges: {
    readonly additions: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions: readonly { readonly path: string }[];
  };
}

function commitOnBranch(host: GitHost, input: CommitInput): unknown {
  const head = host.commits.at(-1);
  if (head?.oid !== input.expectedHeadOid) {
    throw typed(
      'STALE_DATA',
      `Expected branch to point to "${head?.oid}" but it did not. Pull and try again.`,
    );
  }
  const files = new Map(head.files);
  for (const { path } of input.fileChanges.deletions) {
    if (!files.delete(path))
      throw typed('UNPROCESSABLE', `A path was requested for deletion which does not exist: ${path}`);
  }
  for (const { path, contents } of input.fileChanges.additions) {
    files.set(path, Buffer.from(contents, 'base64').toString());
  }
  const { headline, body } = input.message;
  host.append({ files, message: body ? `${headline}\n\n${body}` : headline });
  return { commit: { oid: host.commits.at(-1)?.oid } };
}

function commitNode(commit: HostCommit | undefined, shown: readonly HostCommit[]): object | null {
  if (commit === undefined) return null;
  const history = [...shown].reverse();
  return {
    __typename: 'Commit',
    oid: commit.oid,
    message: commit.message,
    committedDate: '2026-11-20T12:00:00Z',
    parents: { totalCount: commit.parents.length },
    author: { name: commit.author, user: null },
    file: ({ path }: { path: string }) => {
      const object = objectAt(commit.files, path);
      if (object === null) throw typed('NOT_FOUND', `Could not resolve file for path '${path}'.`);
      return { name: path, object };
    },
    history: ({ first, after }: { first: number; after: string | null }) => {
      const start = after === null ? 0 : Number(after);
      const end = start + first;
      return {
        nodes: history.slice(start, end).map((each) => commitNode(each, [])),
        pageInfo: { hasNextPage: end < history.length, endCursor: String(end) },
      };
    },
  };
}

/** GitHub cuts the text of a blob at 512,000 bytes. */
function objectAt(files: HostCommit['files'], path: string): object | null {
  const content = files.get(path);
  if (content !== undefined) {
    const oid = oidOf(new Map([[path, content]]), {});
    objects.set(oid, content);
    const isTruncated = content.length > 512_000;
    return {
      __typename: 'Blob',
      oid,
      text: content.slice(0, 512_000),
      isTruncated,
      isBinary: false,
      byteSize: 1,
    };
  }
  const inside = [...files.keys()].filter((each) => each.startsWith(`${path}/`));
  const names = [...new Set(inside.map((each) => each.slice(path.length + 1).split('/')[0] ?? ''))];
  if (names.length === 0) return null;
  const entries = names.map((name) => {
    const object = objectAt(files, `${path}/${name}`);
    return { name, type: files.has(`${path}/${name}`) ? 'blob' : 'tree', object };
  });
  return { __typename: 'Tree', entries };
}

function typed(type: string, message: string): GraphQLError {
  return Object.assign(new GraphQLError(message), { type });
}

function oidOf(files: ReadonlyMap<string, string>, content: object): string {
  return createHash('sha1')
    .update(JSON.stringify([[...files], content]))
    .digest('hex');
}

let known: GraphQLSchema | undefined;
function schema(): GraphQLSchema {
  const path = createRequire(import.meta.url).resolve('@octokit/graphql-schema/schema.graphql');
  known ??= buildSchema(readFileSync(path, 'utf8'), { assumeValid: true, assumeValidSDL: true });
  return known;
}
