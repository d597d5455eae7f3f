import { instantOf } from '../../domain/instant.ts';
import { type GitHubClient, GitHubRefused, GitHubUnavailable } from '../../github/client.ts';
import { type CommitText, wholeMessage } from '../commit-text.ts';
import type { FileChanges } from '../file-map.ts';
import { type CommitOutcome, StoreUnavailable } from '../store.ts';
import { traceCommit } from './history.ts';

/** One commit to make, in all that it is. */
export interface Draft {
  readonly branch: string;
  readonly expected: string | null;
  readonly changes: FileChanges;
  readonly text: CommitText;
  /** A trailer in `text` that no other commit has: by it the commit is found again. */
  readonly trailer: readonly [key: string, value: string];
}

/** Sends a commit again only after looking for it, and only because the swap cannot succeed twice. */
const TRIES = 3;
const LOOK_AFTER_MS = 500;

const COMMIT = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * Makes the commit on exactly the expected head, or, where none is expected, as the root of a new branch.
 * @throws {StoreUnavailable} when nobody knows, after several looks, whether it was made.
 * @throws errors of the client that mean no.
 */
export async function writeCommit(
  client: GitHubClient,
  draft: Draft,
  wait: (milliseconds: number) => Promise<void>,
): Promise<CommitOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send(client, draft);
    } catch (error) {
      const isDoubtful = error instanceof GitHubUnavailable;
      if (!isDoubtful && !isConflict(error)) throw error;
      // The first no is meant for us; a later one may be about our own commit, which came after all.
      if (!isDoubtful && tries === 1) return { kind: 'conflict' };
      if (isDoubtful) await wait(tries * LOOK_AFTER_MS);
      const trace = await traceCommit(client, draft);
      if (trace.kind === 'found') {
        return { kind: 'committed', head: trace.commit, now: instantOf(trace.date) };
      }
      if (trace.kind === 'passed' || !isDoubtful) return { kind: 'conflict' };
      if (tries === TRIES) {
        throw new StoreUnavailable(`nobody knows whether a commit was made: ${error.message}`, {
          cause: error,
        });
      }
    }
  }
}

function send(client: GitHubClient, draft: Draft): Promise<CommitOutcome> {
  const { expected } = draft;
  return expected === null ? createBranch(client, draft) : append(client, { ...draft, expected });
}

async function append(
  client: GitHubClient,
  { branch, expected, changes, text }: Draft & { readonly expected: string },
): Promise<CommitOutcome> {
  const input = {
    branch: { repositoryNameWithOwner: `${client.owner}/${client.repo}`, branchName: branch },
    expectedHeadOid: expected,
    message: { headline: text.headline, body: text.body },
    fileChanges: {
      additions: [...changes.additions].map(([path, content]) => ({
        path,
        contents: Buffer.from(content).toString('base64'),
      })),
      deletions: changes.deletions.map((path) => ({ path })),
    },
  };
  const { data, date } = await client.graphql<{ createCommitOnBranch: { commit: { oid: string } } }>(COMMIT, {
    input,
  });
  return { kind: 'committed', head: data.createCommitOnBranch.commit.oid, now: instantOf(date) };
}

/**
 * GraphQL's commit needs a branch, so the first one is made of REST's parts: a tree, a commit without parents, and
 * the branch, whose creation is the one step that only one client can take.
 */
async function createBranch(client: GitHubClient, { branch, changes, text }: Draft): Promise<CommitOutcome> {
  const files = [...changes.additions].map(([path, content]) => ({
    path,
    mode: '100644',
    type: 'blob',
    content,
  }));
  const tree = await client.rest<{ sha: string }>('POST /repos/{owner}/{repo}/git/trees', {
    tree: files,
    repeatable: true,
  });
  const commit = await client.rest<{ sha: string }>('POST /repos/{owner}/{repo}/git/commits', {
    message: wholeMessage(text),
    tree: tree.data.sha,
    parents: [],
    repeatable: true,
  });
  const ref = await client.rest('POST /repos/{owner}/{repo}/git/refs', {
    ref: `refs/heads/${branch}`,
    sha: commit.data.sha,
  });
  return { kind: 'committed', head: commit.data.sha, now: instantOf(ref.date) };
}

function isConflict(error: unknown): error is GitHubRefused {
  if (!(error instanceof GitHubRefused)) return false;
  if (error.type === 'STALE_DATA') return true;
  if (error.status === 422) return /reference already exists/i.test(error.message);
  return error.type === null && /expected branch to point to/i.test(error.message);
}
