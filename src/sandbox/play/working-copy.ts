import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { git } from '../git/process.ts';

/** A clone as a person has it: it fetches, commits and pushes over HTTP with git itself. */
export interface WorkingCopy {
  /** Text of a file on the branch as it is now; null when there is none. */
  read(path: string): Promise<string | null>;
  /**
   * Commits on top of what the branch is now, and pushes.
   * @param files path → text; null deletes.
   * @returns the commit, or null when there was nothing to change.
   */
  push(message: string, files: Readonly<Record<string, string | null>>): Promise<string | null>;
}

export interface WorkingCopyOptions {
  /** An empty or missing folder. */
  readonly folder: string;
  /** With the credentials of who pushes. */
  readonly url: string;
  readonly branch: string;
  /** Name and address of the author. */
  readonly author: { readonly name: string; readonly email: string };
}

/** Clones. @throws {GitFailed} */
export async function clone(options: WorkingCopyOptions): Promise<WorkingCopy> {
  const { folder, url, branch } = options;
  await mkdir(folder, { recursive: true });
  const run = (...args: string[]): Promise<string> =>
    git(join(folder, '.git'), args, { cwd: folder, env: identity(options) });
  await run('init', '--quiet', `--initial-branch=${branch}`);
  await run('remote', 'add', 'origin', url);
  const follow = async (): Promise<void> => {
    await run('fetch', '--quiet', 'origin', branch);
    await run('reset', '--quiet', '--hard', 'FETCH_HEAD');
  };
  await follow();
  return {
    async read(path) {
      await follow();
      return readFile(join(folder, path), 'utf8').catch(() => null);
    },
    async push(message, files) {
      await follow();
      for (const [path, text] of Object.entries(files)) await put(join(folder, path), text);
      await run('add', '--all');
      if ((await run('status', '--porcelain')) === '') return null;
      await run('commit', '--quiet', '--message', message);
      await run('push', '--quiet', 'origin', `HEAD:refs/heads/${branch}`);
      return (await run('rev-parse', 'HEAD')).trim();
    },
  };
}

function identity({ author }: WorkingCopyOptions): Readonly<Record<string, string>> {
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  };
}

async function put(path: string, text: string | null): Promise<void> {
  if (text === null) return rm(path, { force: true });
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
