import { matchesAnyGlob } from '../expressions/globs.ts';
import type { Sha } from './names.ts';
import type { Policy, ReleaseOn } from './policy.ts';

/** A branch or tag by its full name, with the commit it points at. */
export interface NamedRef {
  readonly ref: string;
  readonly sha: Sha;
}

const BRANCHES = 'refs/heads/';
const TAGS = 'refs/tags/';

/** @returns the branches and tags whose short names the globs of their kind mean, in the order given. */
export function watchedRefs(watched: ReleaseOn, refs: readonly NamedRef[]): readonly NamedRef[] {
  return refs.filter(({ ref }) => isWatched(watched, ref));
}

/** @returns whether commits may be released from this full ref. */
export function isWatched(watched: ReleaseOn, ref: string): boolean {
  if (ref.startsWith(BRANCHES)) return matchesAnyGlob(watched.push, ref.slice(BRANCHES.length));
  if (ref.startsWith(TAGS)) return matchesAnyGlob(watched.tag, ref.slice(TAGS.length));
  return false;
}

/** @returns the globs of branches and tags that any app is released from, each once. */
export function watchedBy(policy: Policy): ReleaseOn {
  const apps = Object.values(policy.apps);
  return {
    push: [...new Set(apps.flatMap((app) => app.releaseOn.push))].sort(),
    tag: [...new Set(apps.flatMap((app) => app.releaseOn.tag))].sort(),
  };
}
