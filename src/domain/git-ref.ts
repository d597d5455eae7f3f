const BRANCHES = 'refs/heads/';
const TAGS = 'refs/tags/';

/** @returns the full ref of a branch, by its short name. */
export function branchRef(branch: string): string {
  return BRANCHES + branch;
}

/** @returns the full ref of a tag, by its short name. */
export function tagRef(tag: string): string {
  return TAGS + tag;
}

/** @returns the short name of a full ref's branch; null for anything else. */
export function branchOf(ref: string): string | null {
  return ref.startsWith(BRANCHES) ? ref.slice(BRANCHES.length) : null;
}

/** @returns the short name of a full ref's tag; null for anything else. */
export function tagOf(ref: string): string | null {
  return ref.startsWith(TAGS) ? ref.slice(TAGS.length) : null;
}
