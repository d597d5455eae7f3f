import type { Commit } from './commit.ts';
import { readCommit } from './commit.ts';
import type { ObjectStore } from './objects.ts';

/** The commit behind what GitHub accepts as `ref`: a commit, a branch, a tag, with or without `heads/` or `refs/`. */
export async function resolveCommit(objects: ObjectStore, ref: string): Promise<Commit | null> {
  if (ref === '' || /[\s~^:?*[\\]|\.\.|@\{/.test(ref)) return null;
  const names = /^[0-9a-f]{40}$/.test(ref)
    ? [ref]
    : [`refs/heads/${ref}`, `refs/tags/${ref}`, `refs/${ref}`, ...(ref.startsWith('refs/') ? [ref] : [])];
  if (/^[0-9a-f]{7,39}$/.test(ref)) names.push(ref);
  for (const name of names) {
    const commit = await readCommit(objects, name);
    if (commit !== null) return commit;
  }
  return null;
}
