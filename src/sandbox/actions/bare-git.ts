import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file of a commit: its path in the repository and the object that holds its text. */
export interface BlobReference {
  readonly path: string;
  readonly oid: string;
}

export interface CommitFacts {
  readonly sha: string;
  readonly tree: string;
  readonly message: string;
  readonly timestamp: string;
  readonly author: Signature;
  readonly committer: Signature;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
}

/**
 * Commit of a branch or tag. A short name means the branch first, then the tag, as on GitHub; tags are peeled. Names
 * are looked up literally, so `main~1` finds nothing.
 */
export async function resolveRef(
  gitDirectory: string,
  name: string,
): Promise<{ readonly ref: string; readonly sha: string } | null> {
  const candidates = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/tags/${name}`];
  for (const ref of candidates) {
    const listed = await attempt(gitDirectory, ['show-ref', '--verify', '--dereference', '--', ref]);
    const last = listed?.trim().split('\n').at(-1);
    if (last !== undefined && last !== '') return { ref, sha: last.slice(0, 40) };
  }
  return null;
}

/** Files directly in a folder of a commit; empty if there is no such folder. */
export async function listFolder(
  gitDirectory: string,
  sha: string,
  folder: string,
): Promise<readonly BlobReference[]> {
  const listed = await attempt(gitDirectory, ['ls-tree', '-z', sha, '--', `${folder}/`]);
  return (listed ?? '').split('\0').flatMap((entry) => {
    const [, type, oid, path] = /^\d+ (\w+) ([0-9a-f]+)\t(.+)$/s.exec(entry) ?? [];
    return type === 'blob' && oid !== undefined && path !== undefined ? [{ path, oid }] : [];
  });
}

/** Text of an object. */
export async function readBlob(gitDirectory: string, oid: string): Promise<string> {
  return git(gitDirectory, ['cat-file', 'blob', oid]);
}

/** What a run shows of its commit; throws if the commit does not exist. */
export async function readCommit(gitDirectory: string, sha: string): Promise<CommitFacts> {
  const format = ['%T', '%an', '%ae', '%cn', '%ce', '%cI', '%B'].join('%x00');
  const text = await git(gitDirectory, ['log', '-1', `--format=${format}`, sha, '--']);
  const [
    tree = '',
    author = '',
    authorEmail = '',
    committer = '',
    committerEmail = '',
    timestamp = '',
    ...message
  ] = text.split('\0');
  return {
    sha,
    tree,
    message: message.join('\0').trimEnd(),
    timestamp,
    author: { name: author, email: authorEmail },
    committer: { name: committer, email: committerEmail },
  };
}

/** Author of the newest commit, up to `sha`, that changed a file; null when none did. */
export async function lastChange(gitDirectory: string, sha: string, path: string): Promise<Signature | null> {
  const text = await git(gitDirectory, ['log', '-1', '--format=%an%x00%ae', sha, '--', path]);
  const [name = '', email] = text.trimEnd().split('\0');
  return email === undefined ? null : { name, email };
}

/** Paths that differ between two commits; of a new branch, those its newest commit changed. */
export async function changedFiles(
  gitDirectory: string,
  before: string,
  after: string,
): Promise<readonly string[]> {
  const args = /^0+$/.test(before)
    ? ['diff-tree', '--root', '-r', '--no-commit-id', '--name-only', '-z', after]
    : ['diff', '--name-only', '-z', before, after];
  return (await git(gitDirectory, args)).split('\0').filter((path) => path !== '');
}

async function attempt(gitDirectory: string, args: readonly string[]): Promise<string | null> {
  try {
    return await git(gitDirectory, args);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'number') return null;
    throw error;
  }
}

async function git(gitDirectory: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', ['--git-dir', gitDirectory, ...args], {
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}
