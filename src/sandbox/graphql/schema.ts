import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { buildClientSchema, GraphQLScalarType, isObjectType } from 'graphql';

let loading: Promise<GraphQLSchema> | null = null;

/** GitHub's published schema, read once per process when it is first asked for: it is large. */
export function githubSchema(): Promise<GraphQLSchema> {
  loading ??= load();
  return loading;
}

async function load(): Promise<GraphQLSchema> {
  const published = await import('@octokit/graphql-schema');
  // The package publishes the answer of an introspection query.
  const introspection = published.schema.json as IntrospectionQuery;
  const schema = buildClientSchema(introspection, { assumeValid: true });
  widenDatabaseIds(schema);
  return schema;
}

/**
 * `databaseId` is an `Int` in the schema, yet github.com answers with numbers beyond 32 bits (obmarg/cynic#711), which
 * graphql-js would refuse.
 */
function widenDatabaseIds(schema: GraphQLSchema): void {
  const wide = new GraphQLScalarType({ name: 'Int', serialize: (value) => value });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const field = type.getFields()['databaseId'];
    if (field !== undefined) field.type = wide;
  }
}
