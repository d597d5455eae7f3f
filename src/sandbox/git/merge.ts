import { join } from 'node:path';
import { temporaryFolder } from '../at-exit.ts';
import { git, GitFailed } from './process.ts';

/** Tree of a three-way merge. `git merge-tree --write-tree` would do it alone, but is missing before git 2.38. */
export async function mergeTrees(
  directory: string,
  sides: { readonly base: string; readonly ours: string; readonly theirs: string },
): Promise<{ readonly tree: string } | 'conflict'> {
  const { path: folder, remove } = temporaryFolder('sandbox-merge-');
  const options = { env: { GIT_INDEX_FILE: join(folder, 'index'), GIT_WORK_TREE: folder }, cwd: folder };
  try {
    await git(
      directory,
      ['read-tree', '-i', '-m', '--aggressive', sides.base, sides.ours, sides.theirs],
      options,
    );
    await git(directory, ['merge-index', '-o', 'git-merge-one-file', '-a'], options);
    return { tree: (await git(directory, ['write-tree'], options)).trim() };
  } catch (error) {
    if (error instanceof GitFailed) return 'conflict';
    throw error;
  } finally {
    await remove();
  }
}
