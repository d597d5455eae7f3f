import { applyChanges, type FileChanges, type FileMap } from './file-map.ts';
import { diffFiles, filesOf } from './files.ts';
import { listedReleases, updatedPage } from './index-pages.ts';
import { README_PATH } from './paths.ts';
import { readmeOf } from './readme.ts';
import { RecordTooLarge, type StateChange } from './store.ts';

/**
 * The most bytes that one file may have: GraphQL cuts a file at 512,000 bytes without an error, and a record must
 * never come near that (design, section 4).
 */
const RECORD_LIMIT = 400_000;

const NOTHING: FileChanges = { additions: new Map(), deletions: [] };

/** What a plan needs to know of the branch at `change.expected`. */
export interface PlanSource {
  readonly branch: string;
  /** The files that were read there, as they are; null when they are not at hand any more. */
  readonly base: FileMap | null;
  /** Reads pages of summaries there; those that do not exist are left out. */
  readPages(paths: readonly string[]): Promise<FileMap>;
}

/**
 * @returns the file changes that turn `change.before` into `change.after`, generated files included.
 * @throws {RecordTooLarge} before anything is written.
 */
export async function planCommit(change: StateChange, source: PlanSource): Promise<FileChanges> {
  const base = change.expected === null ? new Map<string, string>() : (source.base ?? filesOf(change.before));
  const repairs = change.repairs ?? NOTHING;
  const mended = applyChanges(base, repairs);
  // What was mended is not what the state before was read from.
  const was = change.repairs === undefined ? change.before : null;
  const records = diffFiles(mended, filesOf(change.after, mended, was));
  const additions = new Map([
    ...[...repairs.additions].filter(([path]) => !records.deletions.includes(path)),
    ...records.additions,
    ...(await changedPages(change, records, source)),
    ...changedReadme(change, source.branch),
  ]);
  for (const [path, text] of additions) {
    const bytes = Buffer.byteLength(text);
    if (bytes > RECORD_LIMIT) throw new RecordTooLarge(path, bytes, RECORD_LIMIT);
  }
  const gone = [...repairs.deletions, ...records.deletions.filter((path) => base.has(path))];
  return { additions, deletions: [...new Set(gone)].filter((path) => !additions.has(path)) };
}

async function changedPages(change: StateChange, records: FileChanges, source: PlanSource): Promise<FileMap> {
  const listed = listedReleases(records, change.after);
  if (listed.size === 0) return new Map();
  const paths = [...listed.keys()];
  const pages = change.expected === null ? new Map<string, string>() : await source.readPages(paths);
  const updated = [...listed].map(
    ([path, releases]) => [path, updatedPage(path, pages.get(path), releases)] as const,
  );
  return new Map(updated.filter(([path, text]) => pages.get(path) !== text));
}

function changedReadme(change: StateChange, branch: string): FileMap {
  const text = readmeOf(change.after, branch);
  // What became unreadable did so outside of any turn, so that the page does not say it yet.
  const isKnown =
    change.expected !== null && change.before.unreadable === undefined && change.repairs === undefined;
  const same = isKnown && readmeOf(change.before, branch) === text;
  return new Map(same ? [] : [[README_PATH, text]]);
}
