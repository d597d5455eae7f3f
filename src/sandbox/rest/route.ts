import type { JsonObject, JsonValue } from '../actions/host.ts';
import type { Role } from '../model/account.ts';
import type { Actor, Caller } from '../model/app.ts';
import { isActor } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import type { Access, Grant } from '../permissions.ts';
import { judge } from '../permissions.ts';
import type { World } from '../world.ts';
import { findRepository } from '../world.ts';
import type { Answer } from './answer.ts';
import { HttpError, notFound } from './answer.ts';

export interface RestRequest {
  readonly world: World;
  readonly caller: Caller;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** Address that was asked for, without the query; for links to other pages. */
  readonly url: string;
}

export interface RepoRequest extends RestRequest {
  readonly repository: Repository;
}

/** A request that writes: it has somebody who acts. */
export interface ActorRequest extends RepoRequest {
  readonly caller: Actor;
}

export interface Route {
  /** GitHub's spelling, like `GET /repos/{owner}/{repo}`. */
  readonly name: string;
  /** What it takes at the least; null outside repositories, where the handler looks itself. */
  readonly access: Access | null;
  /** Throws what GitHub answers to who may not; comes before the request is checked. */
  admit(request: RestRequest): void;
  handle(request: RestRequest): Promise<Answer> | Answer;
}

type Handler<R> = (request: R) => Promise<Answer> | Answer;

/** A route outside repositories; it looks at the caller itself. */
export function route(name: string, handle: Handler<RestRequest>): Route {
  return { name, access: null, admit: () => undefined, handle };
}

/** A read of a repository: any of the permissions, or a role (default: whoever may see it). */
export function repoRead(
  name: string,
  grants: readonly Grant[],
  handle: Handler<RepoRequest>,
  role: Role = 'read',
): Route {
  const access = { grants, role };
  return {
    name,
    access,
    admit: (request) => void enter(request, access),
    handle: (request) => handle({ ...request, repository: enter(request, access) }),
  };
}

/** A write to a repository: any of the permissions, or a role. */
export function repoWrite(name: string, access: Access, handle: Handler<ActorRequest>): Route {
  const enterAsActor = (request: RestRequest): ActorRequest => {
    const { caller } = request;
    if (caller.kind === 'anonymous') throw new HttpError(401, 'Requires authentication');
    const repository = enter(request, access);
    if (!isActor(caller)) throw refusal(caller, access);
    return { ...request, caller, repository };
  };
  return {
    name,
    access,
    admit: (request) => void enterAsActor(request),
    handle: (request) => handle(enterAsActor(request)),
  };
}

/** For handlers that learn only later which permission it takes. */
export function demand(request: RepoRequest, access: Access): void {
  const verdict = judge(request.world, request.caller, request.repository, access);
  if (verdict !== 'allowed') throw refusal(request.caller, access);
}

/** The login that a caller acts under; null without one. */
export function loginOf(caller: Caller): string | null {
  if (isActor(caller)) return caller.account.login;
  return caller.kind === 'app' ? caller.app.bot.login : null;
}

export function param(request: RestRequest, name: string): string {
  return request.params[name] ?? '';
}

export function numberParam(request: RestRequest, name: string): number {
  const value = Number(param(request, name));
  if (!Number.isSafeInteger(value)) throw notFound();
  return value;
}

/** One page of a list, with GitHub's `Link` header. */
export function page<T>(
  request: RestRequest,
  items: readonly T[],
): { readonly items: readonly T[]; readonly headers: Readonly<Record<string, string>> } {
  const size = Math.min(100, Math.max(1, Number(request.query['per_page'] ?? 30)));
  const at = Math.max(1, Number(request.query['page'] ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const link = (to: number, rel: string): string => {
    const query = new URLSearchParams({ ...request.query, page: String(to) });
    return `<${request.url}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(at > 1 ? [link(at - 1, 'prev')] : []),
    ...(at < last ? [link(at + 1, 'next'), link(last, 'last')] : []),
    ...(at > 1 ? [link(1, 'first')] : []),
  ];
  const headers = links.length === 0 ? {} : { Link: links.join(', ') };
  return { items: items.slice((at - 1) * size, at * size), headers };
}

/** A list as an array. */
export function pageAnswer<T>(
  request: RestRequest,
  items: readonly T[],
  shape: (item: T) => JsonValue,
): Answer {
  const one = page(request, items);
  return { status: 200, body: one.items.map(shape), headers: one.headers };
}

/** A list as `{ total_count, <name>: [...] }`. */
export function countedAnswer<T>(
  request: RestRequest,
  list: { readonly name: string; readonly items: readonly T[]; readonly more?: JsonObject },
  shape: (item: T) => JsonValue,
): Answer {
  const one = page(request, list.items);
  const body = { total_count: list.items.length, ...list.more, [list.name]: one.items.map(shape) };
  return { status: 200, body, headers: one.headers };
}

function enter(request: RestRequest, access: Access): Repository {
  const repository = findRepository(request.world, param(request, 'owner'), param(request, 'repo'));
  if (repository === null) throw notFound();
  const verdict = judge(request.world, request.caller, repository, access);
  if (verdict === 'hidden') throw notFound();
  if (verdict === 'refused') throw refusal(request.caller, access);
  return repository;
}

function refusal(caller: Caller, access: Access): HttpError {
  if (caller.kind === 'user') {
    return new HttpError(403, `Must have ${access.role} access to Repository.`);
  }
  const needed = access.grants.map((grant) => grant.replace(':', '=')).join('; ');
  return new HttpError(
    403,
    'Resource not accessible by integration',
    {},
    { 'X-Accepted-GitHub-Permissions': needed },
  );
}
