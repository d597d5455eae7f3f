import type { Ancestry, CommitFact, FactAnswers } from '../../domain/fact.ts';
import type { GitHubClient } from '../../github/client.ts';
import { GitHubLimited, GitHubRefused } from '../../github/client.ts';
import { isForbidden, isGitHubError } from '../../github/github-error.ts';
import { findWorkflowRun, readWorkflowRun } from '../../github/workflow-runs.ts';
import type { FactSource, PushNews, SourceFactKind } from '../facts.ts';
import { FactsRefused, FactsUnavailable } from '../facts.ts';
import { readAccess } from './access.ts';
import { ancestryIn } from './ancestry.ts';
import { AssociatedPulls } from './associated-pulls.ts';
import { Comparisons } from './comparisons.ts';
import { readChecks } from './checks.ts';
import { readCommentsSince } from './comments.ts';
import { readCommit, readParent } from './commit.ts';
import { refsContaining } from './containing.ts';
import { changedFiles } from './files.ts';
import { Memo } from './memo.ts';
import { PolicyReader } from './policy-source.ts';
import { mergedPulls } from './pulls.ts';
import { resolveRef } from './ref.ts';
import { readTraces } from './traces.ts';
import { matchingRefs } from './refs.ts';

export interface GitHubFactsOptions {
  /** Credentials that may read teams, where the repository's own may not. */
  readonly teamClient?: GitHubClient;
}

/** One way to answer per kind of question. */
type Answerers = {
  readonly [K in SourceFactKind]: (question: FactAnswers[K]['question']) => Promise<FactAnswers[K]['answer']>;
};

/**
 * What GitHub says of one repository. Only what can never change is remembered: commits, how two of them stand to
 * each other, and the policy files of a commit.
 * @returns a source whose only errors are `FactsUnavailable` and `FactsRefused`, with GitHub's own as their cause.
 */
export function githubFacts(client: GitHubClient, options: GitHubFactsOptions = {}): FactSource {
  const policy = new PolicyReader(client);
  const commits = new Memo<CommitFact>();
  const sources = {
    comparisons: new Comparisons(client, commits),
    pulls: new AssociatedPulls(client),
    commits,
  };
  const answerers = makeAnswerers(client, sources, options.teamClient ?? client);
  return {
    answer: (kind, question) => translated(kind, () => answerers[kind](question)),
    expect: (push) => expectPush(sources, push),
    policySource: () => {
      sources.pulls.begin();
      return translated('policy', () => policy.read());
    },
    policySourceAt: (sha) => translated('policy', () => policy.readAt(sha)),
    commentsSince: (since) => translated('comments', () => readCommentsSince(client, since)),
  };
}

/** What several kinds of question have in common. */
interface Sources {
  readonly commits: Memo<CommitFact>;
  readonly comparisons: Comparisons;
  readonly pulls: AssociatedPulls;
}

function expectPush({ comparisons, pulls }: Sources, { before, after, commits }: PushNews): void {
  comparisons.tell(before, after, {
    status: 'ahead',
    total_commits: commits.length,
    commits: commits.map(({ sha, message, author }) => ({
      sha,
      commit: { message, author: { name: author } },
    })),
  });
  pulls.expect(commits.map(({ sha }) => sha));
}

function makeAnswerers(client: GitHubClient, sources: Sources, teamClient: GitHubClient): Answerers {
  const { commits, comparisons } = sources;
  const ancestries = new Memo<Ancestry>();
  return {
    commit: ({ sha }) => readCommit(client, commits, sha),
    parent: ({ sha }) => readParent(client, sha),
    ref: ({ ref }) => resolveRef(client, ref),
    ancestry: async ({ base, head }) => ancestryIn(await comparisons.line(base, head)),
    files: ({ base, head }) => changedFiles(comparisons, base, head),
    containing: ({ sha, refs }) => refsContaining(client, ancestries, sha, refs),
    refs: (watched) => matchingRefs(client, watched),
    pulls: ({ base, head }) => mergedPulls(sources, base, head),
    checks: ({ sha }) => readChecks(client, sha),
    traces: () => readTraces(client),
    access: ({ actor, teams }) => readAccess(client, actor, { teams, teamClient }),
    run: ({ id }) => readWorkflowRun(client, id),
    runByNonce: ({ nonce, since }) => findWorkflowRun(client, nonce, since),
  };
}

async function translated<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isGitHubError(error)) throw error;
    const message = `${what}: ${error.message}`;
    if (error instanceof GitHubRefused) {
      throw new FactsRefused(message, { cause: error, isForbidden: isForbidden(error) });
    }
    const retryAfter = error instanceof GitHubLimited ? error.retryAfterSeconds : 0;
    throw new FactsUnavailable(message, { cause: error, retryAfter });
  }
}
