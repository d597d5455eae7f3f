import type { GitHubAnswer, GitHubClient, RepositoryRead, RestParameters } from '../../src/github/client.ts';
import { joinedQuery } from '../../src/github/joined-reads.ts';

/** One request as it was made. */
export interface Asked {
  /** Route, or the text of the GraphQL query. */
  readonly what: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** @returns the body of GitHub's answer, at once or later; what it throws is what the client would throw. */
export type Answering = (asked: Asked) => unknown;

/**
 * A GitHub client that answers from a function and keeps what it was asked: for rules about single answers. How
 * GitHub behaves as a whole is for the contract suites on the sandbox.
 */
export function answeringClient(answering: Answering): GitHubClient & { readonly asked: readonly Asked[] } {
  const asked: Asked[] = [];
  async function answer<T>(what: string, parameters: RestParameters = {}): Promise<GitHubAnswer<T>> {
    asked.push({ what, parameters });
    await Promise.resolve();
    // The caller says what shape it expects, as with the real client.
    const data = (await answering({ what, parameters })) as T;
    return { status: 200, data, date: new Date('2026-11-20T12:00:00Z') };
  }
  return {
    owner: 'acme',
    repo: 'shop',
    asked,
    rest: answer,
    restPages: answer,
    graphql: answer,
    readRepository: async <T>(read: RepositoryRead) => {
      const { query, variables } = joinedQuery([read]);
      const { data, ...rest } = await answer<{ repository: T | null }>(query, variables);
      return { ...rest, data: data.repository };
    },
  };
}
