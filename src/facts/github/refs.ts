import type { FactAnswers } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import { watchedRefs } from '../../domain/watched-refs.ts';
import { type GitHubClient, GitHubUnavailable } from '../../github/client.ts';

interface RefsPage {
  readonly refs: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly { readonly name: string; readonly target: TargetJson | null }[];
  } | null;
}

/** A tag points at a tag object, which may point at another, which points at a commit. */
interface TargetJson {
  readonly __typename: string;
  readonly oid: string;
  readonly target?: TargetJson;
}

const REFS = `
    refs(refPrefix: $prefix, first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes {
        name
        target { __typename oid ... on Tag { target { __typename oid ... on Tag { target { __typename oid } } } } }
      }
    }`;

/**
 * Lists all branches, or tags, whose short names match a glob; a kind without globs is not asked for.
 * @returns full names with the commits they point at, annotated tags peeled.
 */
export async function matchingRefs(
  client: GitHubClient,
  watched: FactAnswers['refs']['question'],
): Promise<FactAnswers['refs']['answer']> {
  const prefixes = [
    ...(watched.push.length === 0 ? [] : ['refs/heads/']),
    ...(watched.tag.length === 0 ? [] : ['refs/tags/']),
  ];
  const found = await Promise.all(prefixes.map((prefix) => allRefs(client, prefix)));
  return watchedRefs(watched, found.flat());
}

/** A list without its end is none: a ref that was left out would look new the next time, and be released. */
async function allRefs(client: GitHubClient, prefix: string): Promise<{ ref: string; sha: Sha }[]> {
  const found: { ref: string; sha: Sha }[] = [];
  const cursors = new Set<string>();
  for (let after: string | null = null; ;) {
    const answer: { data: RefsPage | null } = await client.readRepository<RefsPage>({
      fields: REFS,
      variables: { prefix: { type: 'String!', value: prefix }, after: { type: 'String', value: after } },
    });
    const page = answer.data?.refs ?? null;
    if (page === null) throw new GitHubUnavailable(`GitHub does not show ${prefix}`);
    for (const { name, target } of page.nodes) {
      const sha = peeled(target);
      if (sha !== null) found.push({ ref: `${prefix}${name}`, sha });
    }
    if (!page.pageInfo.hasNextPage) return found;
    after = page.pageInfo.endCursor;
    if (after === null || cursors.has(after)) {
      throw new GitHubUnavailable(`the list of ${prefix} does not end`);
    }
    cursors.add(after);
  }
}

/** @returns the commit; null for a tag of a file or folder, which git allows and nobody can release. */
function peeled(target: TargetJson | null | undefined): Sha | null {
  if (target === null || target === undefined) return null;
  return target.__typename === 'Commit' ? target.oid : peeled(target.target);
}
