import { GraphQLError } from 'graphql';
import type { Caller } from '../model/app.ts';
import type { Repository } from '../model/repository.ts';
import type { Access } from '../permissions.ts';
import { judge } from '../permissions.ts';
import type { World } from '../world.ts';

/** An object of the graph: values, or functions of the field's arguments. A field that is missing is not built. */
export interface GraphNode {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

export type Args = Readonly<Record<string, unknown>>;

/** Who asks, and in which world. */
export interface GraphContext {
  readonly world: World;
  readonly caller: Caller;
}

export interface RepoContext extends GraphContext {
  readonly repository: Repository;
}

/** An error with GitHub's `type`, which stands beside the message in the answer. */
export function graphError(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

export function forbidden(): GraphQLError {
  return graphError('FORBIDDEN', 'Resource not accessible by integration');
}

/** Throws when the caller may not; the field becomes null and the rest of the answer stands. */
export function demandAccess(context: RepoContext, access: Access): void {
  if (judge(context.world, context.caller, context.repository, access) !== 'allowed') throw forbidden();
}

export function textArg(args: Args, name: string): string | undefined {
  const value = args[name];
  return typeof value === 'string' ? value : undefined;
}

export function objectArg(args: Args, name: string): Args | undefined {
  const value = args[name];
  return typeof value === 'object' && value !== null ? { ...value } : undefined;
}

export function listArg(args: Args, name: string): readonly Args[] {
  const value = args[name];
  return Array.isArray(value) ? value.map((each: object) => ({ ...each })) : [];
}

/** A page of a list, as GitHub's connections show it. */
export function connection<T>(
  type: string,
  items: readonly T[],
  args: Args,
  node: (item: T) => GraphNode,
): GraphNode {
  const first = numberArg(args, 'first');
  const last = numberArg(args, 'last');
  const size = first ?? last;
  if (size === undefined) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${type}\` connection.`;
    throw graphError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  if (size < 0 || size > 100) {
    const message = `Requesting ${String(size)} records on the \`${type}\` connection exceeds the limit of 100 records.`;
    throw graphError('EXCESSIVE_PAGINATION', message);
  }
  const after = cursorIndex(textArg(args, 'after')) ?? -1;
  const before = cursorIndex(textArg(args, 'before')) ?? items.length;
  const start = first === undefined ? Math.max(after + 1, before - size) : after + 1;
  const end = Math.min(before, start + size);
  const shown = items.slice(start, end);
  const nodes = shown.map(node);
  return {
    __typename: type,
    totalCount: items.length,
    nodes,
    edges: nodes.map((each, at) => ({
      __typename: type.replace(/Connection$/, 'Edge'),
      node: each,
      cursor: cursor(start + at),
    })),
    pageInfo: {
      __typename: 'PageInfo',
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length === 0 ? null : cursor(start),
      endCursor: shown.length === 0 ? null : cursor(end - 1),
    },
  };
}

function numberArg(args: Args, name: string): number | undefined {
  const value = args[name];
  return typeof value === 'number' ? value : undefined;
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${String(index)}`).toString('base64');
}

function cursorIndex(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return Number(Buffer.from(text, 'base64').toString().replace('cursor:', ''));
}
