import type { AppName } from './names.ts';

/** What is wrong with a file of the state branch. */
export interface UnreadableFile {
  readonly file: string;
  readonly why: string;
}

/** A rule needs to know of an app that cannot be read. `decide` turns it into a refusal; it never leaves the domain. */
export class AppUnreadable extends Error {
  readonly app: AppName;
  readonly at: UnreadableFile;

  constructor(app: AppName, at: UnreadableFile) {
    super(`${at.file}: ${at.why}`);
    this.app = app;
    this.at = at;
  }
}
