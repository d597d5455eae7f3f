import type { JsonValue } from './actions/host.ts';
import type { RequestView } from './faults.ts';
import { queryCost } from './graphql/cost.ts';
import type { LimitedResource } from './job-token-limit.ts';
import type { Caller, WorkflowCaller } from './model/app.ts';
import type { Reply } from './reply.ts';
import { apiReply } from './reply.ts';
import type { Answer } from './rest/answer.ts';
import { errorAnswer, HttpError } from './rest/answer.ts';
import { isObject, object, text } from './rest/fields.ts';
import type { Incoming } from './server.ts';
import type { World } from './world.ts';

interface Asked {
  readonly view: RequestView;
  readonly incoming: Incoming;
  readonly caller: Caller | null;
}

/** Answers a request of a job within its repository's hour, with headers that say what is left; others as they are. */
export async function limited(
  world: World,
  asked: Asked,
  act: () => Promise<Reply | 'cut'>,
): Promise<Reply | 'cut'> {
  const { view, caller } = asked;
  const resource = resourceOf(view);
  if (caller?.kind !== 'workflow' || resource === null) return act();
  if (!world.jobTokenLimit.take(caller, resource, costOf(asked, resource))) {
    const refused = apiReply(world, exceeded(resource), { method: '', etag: undefined });
    return withStanding(world, caller, { reply: refused, resource, remaining: 0 });
  }
  const reply = await act();
  if (reply === 'cut') return reply;
  if (reply.status === 304) world.jobTokenLimit.giveBack(caller, resource);
  return withStanding(world, caller, { reply, resource });
}

/** Null: the request is not counted. */
function resourceOf(view: RequestView): LimitedResource | null {
  if (view.route === 'git' || view.route === 'GET /rate_limit') return null;
  return view.route === 'POST /graphql' ? 'graphql' : 'core';
}

function costOf({ incoming }: Asked, resource: LimitedResource): number {
  if (resource === 'core') return 1;
  const body = parse(incoming.body);
  return isObject(body) ? queryCost(text(body, 'query') ?? '', object(body, 'variables') ?? {}) : 1;
}

function parse(body: Buffer): JsonValue {
  try {
    return JSON.parse(body.toString('utf8')) as JsonValue;
  } catch {
    return null;
  }
}

/** REST says 403; GraphQL says it in the answer. */
function exceeded(resource: LimitedResource): Answer {
  const message = 'API rate limit exceeded for installation.';
  if (resource === 'core') return errorAnswer(new HttpError(403, message));
  return { status: 200, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
}

function withStanding(
  world: World,
  caller: WorkflowCaller,
  answered: { readonly reply: Reply; readonly resource: LimitedResource; readonly remaining?: number },
): Reply {
  const { reply, resource } = answered;
  const standing = world.jobTokenLimit.standing(caller, resource);
  const headers = {
    'X-RateLimit-Limit': String(standing.limit),
    'X-RateLimit-Remaining': String(answered.remaining ?? standing.remaining),
    'X-RateLimit-Used': String(standing.used),
    'X-RateLimit-Resource': resource,
    'X-RateLimit-Reset': String(Math.ceil(standing.reset.getTime() / 1000)),
  };
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
