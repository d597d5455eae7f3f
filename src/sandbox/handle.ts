import type { JsonValue } from './actions/host.ts';
import type { ContentLimit } from './content-limit.ts';
import type { RequestFault, RequestView } from './faults.ts';
import { answerGit, isGitPath } from './git-http.ts';
import { answerGraphql, graphqlBody, rootSelection } from './graphql/execute.ts';
import { limited } from './limited.ts';
import type { Caller } from './model/app.ts';
import type { Reply } from './reply.ts';
import { apiReply, commonHeaders } from './reply.ts';
import type { RequestLog } from './request-log.ts';
import type { Answer } from './rest/answer.ts';
import { errorAnswer, HttpError } from './rest/answer.ts';
import { isObject, object, text } from './rest/fields.ts';
import { answerRest, routeName } from './rest/router.ts';
import { loginOf } from './rest/route.ts';
import type { Handle, Incoming } from './server.ts';
import { answerPage } from './web/page.ts';
import type { World } from './world.ts';

/** Addresses as on a GitHub Enterprise Server, which Probot and Actions can be pointed at. */
const REST = '/api/v3';
const GRAPHQL = '/api/graphql';

/** Answers every request: faults first, then git, GraphQL, REST, or a page for people. */
export function newHandler(log: RequestLog, limit: ContentLimit | null): Handle {
  return async (world, incoming) => {
    const caller = world.credentials.identify(incoming.headers['authorization']);
    const view = viewOf(incoming, caller);
    const done = log.add(view, caller, world.clock.now());
    world.changes.notify();
    const wait = limit?.count(view, world.clock.now()) ?? null;
    const reply =
      wait === null
        ? await limited(world, { view, incoming, caller }, () =>
            withFaults(world, view, () => answer(world, incoming, caller)),
          )
        : faultReply(world, { kind: 'secondary-limit', retryAfterSeconds: wait });
    if (reply !== 'cut') done(reply.status, Buffer.byteLength(reply.body));
    world.changes.notify();
    return reply;
  };
}

async function withFaults(
  world: World,
  view: RequestView,
  act: () => Promise<Reply>,
): Promise<Reply | 'cut'> {
  const faults = world.faults.takeRequest(view);
  for (const fault of faults) {
    if (fault.kind === 'interpose') await fault.act();
    if (fault.kind === 'hold') await fault.until;
    if (fault.kind === 'answer' || fault.kind === 'secondary-limit') return faultReply(world, fault);
    if (fault.kind === 'cut' && !fault.acted) return 'cut';
  }
  const reply = await act();
  for (const fault of faults) {
    if (fault.kind === 'act-then-answer') return faultReply(world, fault);
    if (fault.kind === 'cut') return 'cut';
  }
  return reply;
}

function faultReply(
  world: World,
  fault: Extract<RequestFault, { readonly kind: 'answer' | 'act-then-answer' | 'secondary-limit' }>,
): Reply {
  const limited = fault.kind === 'secondary-limit';
  const error = limited
    ? new HttpError(
        403,
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
        {},
        { 'Retry-After': String(fault.retryAfterSeconds) },
      )
    : new HttpError(fault.status, fault.message ?? 'Server Error');
  return apiReply(world, errorAnswer(error), { method: '', etag: undefined });
}

async function answer(world: World, incoming: Incoming, caller: Caller | null): Promise<Reply> {
  const { method, path } = incoming;
  if (caller === null) return reply(world, incoming, errorAnswer(new HttpError(401, 'Bad credentials')));
  if (isGitPath(path)) {
    const git = await answerGit(world, { ...incoming, caller });
    return { ...git, headers: { ...commonHeaders(world), ...git.headers } };
  }
  const body = parseBody(incoming.body);
  if (body instanceof HttpError) return reply(world, incoming, errorAnswer(body));
  if (path.startsWith(`${REST}/`)) {
    const call = { method, path: path.slice(REST.length), caller, body };
    return reply(world, incoming, await answerRest(world, call));
  }
  if (path === GRAPHQL) return reply(world, incoming, await graphql(world, caller, body));
  const isPage = method === 'GET' && !path.startsWith('/api');
  return isPage
    ? answerPage(world, { path, caller })
    : reply(world, incoming, errorAnswer(new HttpError(404, 'Not Found')));
}

async function graphql(world: World, caller: Caller, body: JsonValue | undefined): Promise<Answer> {
  if (caller.kind === 'anonymous') {
    return errorAnswer(new HttpError(401, 'This endpoint requires you to be authenticated.'));
  }
  if (body === undefined || !isObject(body)) {
    return errorAnswer(new HttpError(400, 'A query attribute must be specified.'));
  }
  const result = await answerGraphql(world, {
    caller,
    query: text(body, 'query') ?? '',
    variables: object(body, 'variables') ?? {},
    operationName: text(body, 'operationName') ?? null,
  });
  return { status: 200, body: graphqlBody(result) };
}

function reply(world: World, incoming: Incoming, answered: Answer): Reply {
  return apiReply(world, answered, { method: incoming.method, etag: incoming.headers['if-none-match'] });
}

function parseBody(body: Buffer): JsonValue | undefined | HttpError {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as JsonValue;
  } catch {
    return new HttpError(400, 'Problems parsing JSON');
  }
}

function viewOf(incoming: Incoming, caller: Caller | null): RequestView {
  const { method, path } = incoming;
  const login = caller === null ? null : loginOf(caller);
  const seen = { method, caller: login, fields: [], mutation: false };
  if (isGitPath(path)) return { ...seen, path, route: 'git', body: '' };
  const body = incoming.body.toString('utf8');
  if (path === GRAPHQL) {
    return {
      ...seen,
      path: '/graphql',
      route: 'POST /graphql',
      ...rootSelection(queryOf(incoming.body)),
      body,
    };
  }
  const below = path.startsWith(REST) ? path.slice(REST.length) : path;
  return { ...seen, path: below, route: routeName(method, below) ?? `${method} ${below}`, body };
}

function queryOf(body: Buffer): string {
  const parsed = parseBody(body);
  if (parsed === undefined || parsed instanceof HttpError || !isObject(parsed)) return '';
  return text(parsed, 'query') ?? '';
}
