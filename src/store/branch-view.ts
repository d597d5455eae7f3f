import type { FileMap } from './file-map.ts';

/** The state branch as it is, before anybody has judged it. */
export interface RawBranch {
  /** Its name. */
  readonly branch: string;
  /** Null: it does not exist. */
  readonly head: RawHead | null;
  /** The small files and the records of open releases, as the head has them. */
  readonly files: FileMap;
  /** Every path of the head. */
  readonly paths: ReadonlySet<string>;
  /** A newer commit that this process has seen, when the branch was taken back behind it or deleted. */
  readonly lost: LostHead | null;
  /** Where somebody else made the head: the same files as the newest commit of ours has them, as far as it has. */
  readonly trusted: FileMap | null;
  /** Texts that a file had, newest first, from the newest commit that is known. */
  versions(path: string): AsyncIterable<Version>;
  /** @returns those of the files that the head has. */
  read(paths: readonly string[]): Promise<FileMap>;
}

export interface RawHead {
  readonly oid: string;
  /** Why the commit is not one of ours; null: it is. */
  readonly foreign: string | null;
}

export interface LostHead {
  readonly oid: string;
  readonly turn: number;
  /** What differs from the head, with the text it had there; null: GitHub has forgotten the commit. */
  readonly files: FileMap | null;
  /** Paths that the head has and this commit had not. */
  readonly surplus: readonly string[];
}

export interface Version {
  readonly commit: string;
  readonly text: string;
}
