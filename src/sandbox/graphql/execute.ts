import type { DocumentNode, ExecutionResult, GraphQLFieldResolver, GraphQLTypeResolver } from 'graphql';
import { execute, GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import type { JsonObject } from '../actions/host.ts';
import type { Caller } from '../model/app.ts';
import { isActor } from '../model/app.ts';
import { HttpError } from '../rest/answer.ts';
import type { World } from '../world.ts';
import { actorNode } from './actor.ts';
import { createCommitOnBranch } from './commit-on-branch.ts';
import { documentCost } from './cost.ts';
import type { Args, GraphContext, GraphNode } from './node.ts';
import { graphError, objectArg, textArg } from './node.ts';
import { organizationNode } from './organization.ts';
import { repositoryByName, repositoryNode } from './repository.ts';
import { githubSchema } from './schema.ts';
import { updateRefsMutation } from './update-refs.ts';

export interface GraphCall {
  readonly caller: Caller;
  readonly query: string;
  readonly variables: JsonObject;
  readonly operationName: string | null;
}

/** Executes a document over GitHub's schema. Errors are part of the answer, which is HTTP 200 with them too. */
export async function answerGraphql(world: World, call: GraphCall): Promise<ExecutionResult> {
  const schema = await githubSchema();
  let document: DocumentNode;
  try {
    document = parse(call.query);
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError(String(error))] };
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { errors: invalid };
  return execute({
    schema,
    document,
    rootValue: rootNode({ world, caller: call.caller }, documentCost(document, call.variables)),
    contextValue: world,
    variableValues: call.variables,
    operationName: call.operationName,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
}

/** An answer as GitHub writes it: `type` stands beside the message. */
export function graphqlBody(result: ExecutionResult): JsonObject {
  const errors = result.errors?.map((error) => {
    const refused = error.originalError instanceof HttpError && error.originalError.status === 403;
    const type = refused ? 'FORBIDDEN' : error.extensions['type'];
    return {
      ...(typeof type === 'string' ? { type } : {}),
      ...(error.path === undefined ? {} : { path: [...error.path] }),
      locations: (error.locations ?? []).map(({ line, column }) => ({ line, column })),
      message: error.message,
    };
  });
  // Everything that leaves the executor is serialized; this makes it plain JSON.
  const data =
    result.data === undefined ? {} : { data: JSON.parse(JSON.stringify(result.data)) as JsonObject };
  return { ...data, ...(errors === undefined ? {} : { errors }) };
}

/** Names of the fields at the root of a document, and whether it writes; nothing when it cannot be parsed. */
export function rootSelection(query: string): {
  readonly fields: readonly string[];
  readonly mutation: boolean;
} {
  try {
    const operations = parse(query).definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    const selections = operations.flatMap((each) => each.selectionSet.selections);
    return {
      fields: selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : [])),
      mutation: operations.some((each) => each.operation === OperationTypeNode.MUTATION),
    };
  } catch {
    return { fields: [], mutation: false };
  }
}

function rootNode(context: GraphContext, cost: number): GraphNode {
  return {
    __typename: 'Query',
    repository: (args: Args) => {
      const name = `${textArg(args, 'owner') ?? ''}/${textArg(args, 'name') ?? ''}`;
      return repositoryNode({ ...context, repository: repositoryByName(context, name) });
    },
    organization: (args: Args) => organizationNode(context, textArg(args, 'login') ?? ''),
    viewer: () => {
      if (isActor(context.caller)) {
        return { ...actorNode(context, context.caller.account), __typename: 'User' };
      }
      throw graphError('FORBIDDEN', 'Resource not accessible by integration');
    },
    rateLimit: () => rateLimitNode(context, cost),
    createCommitOnBranch: (args: Args) => createCommitOnBranch(context, objectArg(args, 'input') ?? {}),
    updateRefs: (args: Args) => updateRefsMutation(context, objectArg(args, 'input') ?? {}),
  };
}

function rateLimitNode({ world, caller }: GraphContext, cost: number): GraphNode {
  const far = { limit: 5000, remaining: 4999, used: 1, reset: world.clock.now() };
  const { reset, ...counts } =
    caller.kind === 'workflow' ? world.jobTokenLimit.standing(caller, 'graphql') : far;
  return { __typename: 'RateLimit', cost, nodeCount: 1, ...counts, resetAt: reset.toISOString() };
}

/** A field that no node has is an error, not a silent null: the sandbox would misread GitHub otherwise. */
const resolveField: GraphQLFieldResolver<unknown, World> = (source, args: Args, world, info) => {
  const value: unknown = isNode(source) ? source[info.fieldName] : undefined;
  if (value === undefined) {
    const message = `sandbox: ${info.parentType.name}.${info.fieldName} is not built`;
    world.problems.push(message);
    throw new GraphQLError(message);
  }
  return isResolver(value) ? value(args) : value;
};

const resolveType: GraphQLTypeResolver<unknown, World> = (value) =>
  isNode(value) ? value.__typename : undefined;

function isNode(value: unknown): value is GraphNode {
  return typeof value === 'object' && value !== null && '__typename' in value;
}

function isResolver(value: unknown): value is (args: Args) => unknown {
  return typeof value === 'function';
}
