/** Files of the state branch by path: all of a commit, or those of them that were read. */
export type FileMap = ReadonlyMap<string, string>;

/** What a commit does to the tree. A path is in one of both at most. */
export interface FileChanges {
  readonly additions: FileMap;
  readonly deletions: readonly string[];
}

/** @returns the files after the changes. */
export function applyChanges(files: FileMap, changes: FileChanges): FileMap {
  const after = new Map(files);
  for (const path of changes.deletions) after.delete(path);
  for (const [path, text] of changes.additions) after.set(path, text);
  return after;
}
