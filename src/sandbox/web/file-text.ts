import type { Commit } from '../git/commit.ts';
import { resolveCommit } from '../git/resolve.ts';
import type { Repository } from '../model/repository.ts';
import { entryType, readTree } from '../git/tree.ts';
import type { PagePlace } from './page.ts';

/**
 * A file or folder below `blob/` or `tree/`.
 * @param rest names a branch, tag or commit, then the path; both may contain slashes.
 */
export async function fileText({ repository }: PagePlace, rest: readonly string[]): Promise<string | null> {
  const found = await splitRef(repository, rest);
  if (found === null) return null;
  const { commit, path } = found;
  const blob = path === '' ? null : await repository.objects.read(`${commit.oid}:${path}`);
  if (blob?.type === 'blob') return blob.content.toString('utf8');
  const entries = await readTree(repository.objects, path === '' ? commit.tree : `${commit.oid}:${path}`);
  if (entries === null) return null;
  return entries.map((entry) => `${entry.name}${entryType(entry) === 'tree' ? '/' : ''}\n`).join('');
}

/** The longest name that is a ref wins: git allows none below another. */
async function splitRef(
  repository: Repository,
  rest: readonly string[],
): Promise<{ readonly commit: Commit; readonly path: string } | null> {
  for (let length = rest.length; length > 0; length -= 1) {
    const commit = await resolveCommit(repository.objects, rest.slice(0, length).join('/'));
    if (commit !== null) return { commit, path: rest.slice(length).join('/') };
  }
  return null;
}
