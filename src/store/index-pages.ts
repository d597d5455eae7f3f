import type { Release, ReleaseSummary } from '../domain/release.ts';
import { summaryOf } from '../domain/summaries.ts';
import { decodeRecord } from './codec.ts';
import type { FileChanges } from './file-map.ts';
import type { State } from '../domain/state.ts';
import { releaseKey } from '../domain/names.ts';
import { jsonText } from './json-text.ts';
import { indexPath, isFinalPath, releaseOfPath } from './paths.ts';
import { indexPageSchema } from './schema-files.ts';
import { StateUnreadable } from './store.ts';

/**
 * @returns the releases whose summary belongs on a page because of these changes: those that became final, changed
 * while final, or were opened again; by the path of their page.
 */
export function listedReleases(changes: FileChanges, state: State): ReadonlyMap<string, readonly Release[]> {
  const pages = new Map<string, Release[]>();
  for (const path of [...changes.additions.keys(), ...changes.deletions]) {
    const place = isFinalPath(path) ? releaseOfPath(path) : null;
    const release = place && state.releases[releaseKey(place.app, place.number)];
    if (!release) continue;
    const page = indexPath(release);
    pages.set(page, [...(pages.get(page) ?? []), release]);
  }
  return pages;
}

/**
 * @param text the page as it is now; undefined when there is none.
 * @returns the page with these releases in it, by number.
 */
export function updatedPage(path: string, text: string | undefined, releases: readonly Release[]): string {
  const summaries = new Map(summariesOf(path, text).map((each) => [each.number, each]));
  for (const release of releases) {
    summaries.set(release.number, { ...summaries.get(release.number), ...summaryOf(release) });
  }
  const ordered = [...summaries.values()].sort((a, b) => a.number - b.number);
  return jsonText(indexPageSchema.parse({ releases: ordered }));
}

/** A page is a cache: one that cannot be read is begun anew instead of stopping a turn. */
function summariesOf(path: string, text: string | undefined): readonly ReleaseSummary[] {
  if (text === undefined) return [];
  try {
    return decodeRecord(path, text, indexPageSchema).releases;
  } catch (error) {
    if (error instanceof StateUnreadable) return [];
    throw error;
  }
}
