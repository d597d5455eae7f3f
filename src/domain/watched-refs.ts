import { matchesAnyGlob } from '../expressions/globs.ts';
import { branchOf, tagOf } from './git-ref.ts';
import type { Sha } from './names.ts';
import type { Policy, ReleaseOn } from './policy.ts';

/** A branch or tag by its full name, with the commit it points at. */
export interface NamedRef {
  readonly ref: string;
  readonly sha: Sha;
}

/** @returns the branches and tags whose short names the globs of their kind mean, in the order given. */
export function watchedRefs(watched: ReleaseOn, refs: readonly NamedRef[]): readonly NamedRef[] {
  return refs.filter(({ ref }) => isWatched(watched, ref));
}

/** @returns whether commits may be released from this full ref. */
export function isWatched(watched: ReleaseOn, ref: string): boolean {
  const [branch, tag] = [branchOf(ref), tagOf(ref)];
  if (branch !== null) return matchesAnyGlob(watched.push, branch);
  return tag !== null && matchesAnyGlob(watched.tag, tag);
}

/** @returns the globs of branches and tags that any app is released from, each once. */
export function watchedBy(policy: Policy): ReleaseOn {
  const apps = Object.values(policy.apps);
  return {
    push: [...new Set(apps.flatMap((app) => app.releaseOn.push))].sort(),
    tag: [...new Set(apps.flatMap((app) => app.releaseOn.tag))].sort(),
  };
}
