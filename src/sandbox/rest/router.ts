import type { JsonObject, JsonValue } from '../actions/host.ts';
import type { LimitedResource } from '../job-token-limit.ts';
import type { Caller } from '../model/app.ts';
import { publishedApi } from '../openapi.ts';
import type { World } from '../world.ts';
import { actionRoutes } from './actions.ts';
import type { Answer } from './answer.ts';
import { errorAnswer, HttpError, ok } from './answer.ts';
import { appRoutes } from './apps.ts';
import { checkRoutes } from './checks.ts';
import { commentRoutes } from './comments.ts';
import { commitRoutes } from './commits.ts';
import { contentRoutes } from './contents.ts';
import { deliveryRoutes } from './deliveries.ts';
import { deploymentRoutes } from './deployments.ts';
import { gitObjectRoutes } from './git-objects.ts';
import { gitRefRoutes } from './git-refs.ts';
import { isObject } from './fields.ts';
import { issueRoutes } from './issues.ts';
import { peopleRoutes } from './people.ts';
import { pullRoutes } from './pulls.ts';
import { reactionRoutes } from './reactions.ts';
import { repositoryRoutes } from './repositories.ts';
import { repositoryDispatchRoutes } from './repository-dispatch.ts';
import type { RestRequest, Route } from './route.ts';
import { route } from './route.ts';
import { statusRoutes } from './statuses.ts';

/** One request to the REST API, wherever it came from. */
export interface RestCall {
  readonly method: string;
  /** Below the API's prefix, with the query. */
  readonly path: string;
  readonly caller: Caller;
  /** Parsed JSON; undefined without a body. */
  readonly body: JsonValue | undefined;
}

const ALL: readonly Route[] = [
  route('GET /rate_limit', (request) => ok(rateLimits(request))),
  ...actionRoutes,
  ...appRoutes,
  ...checkRoutes,
  ...commentRoutes,
  ...commitRoutes,
  ...contentRoutes,
  ...deliveryRoutes,
  ...deploymentRoutes,
  ...gitObjectRoutes,
  ...gitRefRoutes,
  ...issueRoutes,
  ...peopleRoutes,
  ...pullRoutes,
  ...reactionRoutes,
  ...repositoryDispatchRoutes,
  ...repositoryRoutes,
  ...statusRoutes,
];

interface Pattern {
  readonly route: Route;
  readonly method: string;
  readonly expression: RegExp;
  readonly names: readonly string[];
  readonly literals: number;
}

/** Parameters that may contain slashes. */
const GREEDY = ['ref', 'path', 'basehead', 'branch'];

/** The more of a route is literal, the earlier it is tried. */
const PATTERNS: readonly Pattern[] = ALL.map(toPattern).sort((a, b) => b.literals - a.literals);

/** All routes that are served. */
export const servedRoutes: readonly Route[] = ALL;

/** The route of a call in GitHub's spelling; null when it is not served. */
export function routeName(method: string, path: string): string | null {
  return findRoute(method, path)?.pattern.route.name ?? null;
}

/** Handles a call; everything that goes wrong is an answer as well. */
export async function answerRest(world: World, call: RestCall): Promise<Answer> {
  try {
    return await handle(world, call);
  } catch (error) {
    if (error instanceof HttpError) return errorAnswer(error);
    world.problems.push(`${call.method} ${call.path}: ${error instanceof Error ? (error.stack ?? '') : ''}`);
    return errorAnswer(new HttpError(500, `sandbox: ${String(error)}`));
  }
}

async function handle(world: World, call: RestCall): Promise<Answer> {
  const match = findRoute(call.method, call.path);
  if (match === null) {
    throw new HttpError(501, `sandbox: ${call.method} ${call.path} is not built`);
  }
  const { name } = match.pattern.route;
  const [, search = ''] = call.path.split('?');
  const query = Object.fromEntries(new URLSearchParams(search));
  const body = call.body === undefined ? {} : call.body;
  const request = {
    world,
    caller: call.caller,
    params: match.params,
    query,
    body: isObject(body) ? body : {},
    url: `${world.urls.api}${call.path.split('?')[0] ?? ''}`,
  };
  match.pattern.route.admit(request);
  const problem = publishedApi().requestProblem(name, query, body);
  if (problem !== null) throw new HttpError(422, `Invalid request.\n\n${problem}`);
  const answer = await match.pattern.route.handle(request);
  if (answer.text === undefined && answer.status !== 204) {
    const wrong = publishedApi().answerProblem(name, answer.status, answer.body);
    if (wrong !== null) world.problems.push(`answer of ${name}: ${wrong}`);
  }
  return answer;
}

interface Match {
  readonly pattern: Pattern;
  readonly params: Record<string, string>;
}

function findRoute(method: string, path: string): Match | null {
  const [plain = ''] = path.split('?');
  for (const pattern of PATTERNS) {
    if (pattern.method !== method) continue;
    const match = pattern.expression.exec(plain);
    if (match === null) continue;
    const params = pattern.names.map((name, at) => [name, decode(match[at + 1] ?? '')] as const);
    return { pattern, params: Object.fromEntries(params) };
  }
  return null;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toPattern(each: Route): Pattern {
  const [method = '', path = ''] = each.name.split(' ');
  const parts = path.split('/');
  const names = parts.filter((part) => part.startsWith('{')).map((part) => part.slice(1, -1));
  const expression = parts.map((part) => {
    if (!part.startsWith('{')) return part;
    return GREEDY.includes(part.slice(1, -1)) ? '(.*)' : '([^/]+)';
  });
  const literals = parts.length - names.length;
  return { route: each, method, expression: new RegExp(`^${expression.join('/')}$`), names, literals };
}

function rateLimits({ world, caller }: RestRequest): JsonObject {
  const far = { limit: 5000, remaining: 4999, reset: 4_102_444_800, used: 1 };
  const of = (resource: LimitedResource): JsonObject => {
    if (caller.kind !== 'workflow') return far;
    const { reset, ...counts } = world.jobTokenLimit.standing(caller, resource);
    return { ...counts, reset: Math.ceil(reset.getTime() / 1000) };
  };
  return { resources: { core: of('core'), search: far, graphql: of('graphql') }, rate: of('core') };
}
