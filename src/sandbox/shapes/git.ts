import type { JsonObject } from '../actions/host.ts';
import { timestamp } from '../clock.ts';
import type { Commit, Signature } from '../git/commit.ts';
import type { ChangedFile } from '../git/history.ts';
import type { Ref } from '../git/refs.ts';
import { nodeId } from '../ids.ts';
import type { Account } from '../model/account.ts';
import { noreplyEmail } from '../model/account.ts';
import type { Repository } from '../model/repository.ts';
import type { World } from '../world.ts';
import { repositoryPage, repositoryUrl } from './repository.ts';
import { userShape } from './user.ts';

const UNSIGNED = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
} as const;

export function refShape(world: World, repository: Repository, ref: Ref): JsonObject {
  const api = repositoryUrl(world.urls, repository);
  return {
    ref: ref.name,
    node_id: nodeId('REF', `${String(repository.id)}:${ref.name}`),
    url: `${api}/git/${ref.name}`,
    object: { sha: ref.oid, type: ref.type, url: `${api}/git/${ref.type}s/${ref.oid}` },
  };
}

/** A commit as the git database sees it. */
export function gitCommitShape(world: World, repository: Repository, commit: Commit): JsonObject {
  const api = repositoryUrl(world.urls, repository);
  const page = repositoryPage(world.urls, repository);
  return {
    sha: commit.oid,
    node_id: commitNodeId(repository, commit.oid),
    url: `${api}/git/commits/${commit.oid}`,
    html_url: `${page}/commit/${commit.oid}`,
    author: signatureShape(commit.author),
    committer: signatureShape(commit.committer),
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    message: commit.message,
    parents: parents(world, repository, commit),
    verification: verification(commit),
  };
}

/** A commit as lists and comparisons show it. */
export function commitShape(world: World, repository: Repository, commit: Commit): JsonObject {
  const api = repositoryUrl(world.urls, repository);
  const account = (signature: Signature): JsonObject | null => {
    const found = accountOf(world, signature);
    return found === null ? null : userShape(world.urls, found);
  };
  return {
    sha: commit.oid,
    node_id: commitNodeId(repository, commit.oid),
    commit: {
      author: signatureShape(commit.author),
      committer: signatureShape(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.oid}`,
      comment_count: 0,
      verification: verification(commit),
    },
    url: `${api}/commits/${commit.oid}`,
    html_url: `${repositoryPage(world.urls, repository)}/commit/${commit.oid}`,
    comments_url: `${api}/commits/${commit.oid}/comments`,
    author: account(commit.author),
    committer: account(commit.committer),
    parents: parents(world, repository, commit),
  };
}

export function fileShape(world: World, repository: Repository, file: ChangedFile, at: string): JsonObject {
  const page = repositoryPage(world.urls, repository);
  return {
    sha: file.oid,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${at}/${file.path}`,
    raw_url: `${page}/raw/${at}/${file.path}`,
    contents_url: `${repositoryUrl(world.urls, repository)}/contents/${file.path}?ref=${at}`,
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** The account that an e-mail address in a commit belongs to. Only GitHub's own addresses are known here. */
export function accountOf(world: World, signature: Signature): Account | null {
  return accountOfEmail(world, signature.email);
}

export function accountOfEmail(world: World, email: string): Account | null {
  for (const account of world.accounts.values()) {
    if (noreplyEmail(account).toLowerCase() === email.toLowerCase()) return account;
  }
  return null;
}

export function commitNodeId(repository: Repository, oid: string): string {
  return nodeId('C', `${String(repository.id)}:${oid}`);
}

export function signatureShape(signature: Signature): JsonObject {
  return { name: signature.name, email: signature.email, date: timestamp(signature.date) };
}

/** What GitHub wrote itself counts as signed; the sandbox has no keys to sign with. */
export function isVerified(commit: Commit): boolean {
  return commit.committer.email === 'noreply@github.com';
}

function verification(commit: Commit): JsonObject {
  return isVerified(commit) ? { ...UNSIGNED, verified: true, reason: 'valid' } : UNSIGNED;
}

function parents(world: World, repository: Repository, commit: Commit): JsonObject[] {
  return commit.parents.map((sha) => ({
    sha,
    url: `${repositoryUrl(world.urls, repository)}/commits/${sha}`,
    html_url: `${repositoryPage(world.urls, repository)}/commit/${sha}`,
  }));
}
