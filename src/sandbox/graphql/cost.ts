import type { DocumentNode, FieldNode, FragmentDefinitionNode, SelectionSetNode } from 'graphql';
import { Kind, parse } from 'graphql';
import type { JsonObject } from '../actions/host.ts';

/**
 * Points of a document: the requests that it takes to fill each connection, were all of them full, divided by 100 and
 * rounded, but at least 1.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api#predicting-the-point-value-of-a-query
 */
export function documentCost(document: DocumentNode, variables: JsonObject): number {
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const requests = document.definitions.reduce(
    (sum, each) =>
      each.kind === Kind.OPERATION_DEFINITION
        ? sum + countIn(each.selectionSet, 1, { fragments, variables })
        : sum,
    0,
  );
  return Math.max(1, Math.round(requests / 100));
}

/** The same of a text; 1 when it cannot be parsed. */
export function queryCost(query: string, variables: JsonObject): number {
  try {
    return documentCost(parse(query), variables);
  } catch {
    return 1;
  }
}

interface Known {
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: JsonObject;
}

/** Requests below a selection of which there are so many. */
function countIn(selections: SelectionSetNode | undefined, many: number, known: Known): number {
  return (selections?.selections ?? []).reduce((sum, each) => {
    if (each.kind === Kind.INLINE_FRAGMENT) return sum + countIn(each.selectionSet, many, known);
    if (each.kind === Kind.FRAGMENT_SPREAD) {
      return sum + countIn(known.fragments.get(each.name.value)?.selectionSet, many, known);
    }
    const size = pageSize(each, known.variables);
    const own = size === null ? 0 : many;
    return sum + own + countIn(each.selectionSet, many * (size ?? 1), known);
  }, 0);
}

/** `first` or `last` of a connection; null: the field is none. */
function pageSize(field: FieldNode, variables: JsonObject): number | null {
  const given = field.arguments?.find((each) => ['first', 'last'].includes(each.name.value))?.value;
  if (given?.kind === Kind.INT) return Number(given.value);
  return given?.kind === Kind.VARIABLE ? Number(variables[given.name.value] ?? 0) : null;
}
