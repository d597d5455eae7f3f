import type { AppName } from '../domain/names.ts';
import type { Release } from '../domain/release.ts';
import { releaseKey } from '../domain/names.ts';
import type { AppState, State } from '../domain/state.ts';
import { decodeMeta, decodeRecord, encodeRecord } from './codec.ts';
import type { FileChanges, FileMap } from './file-map.ts';
import {
  appOfPath,
  appPath,
  checkedAppName,
  finalPath,
  INPUTS_PATH,
  isFinalPath,
  META_PATH,
  openPath,
  releaseOfPath,
  releasePath,
  REPOSITORY_PATH,
} from './paths.ts';
import { appSchema, inputsSchema, metaSchema, repositorySchema } from './schema-files.ts';
import { releaseSchema } from './schema-release.ts';
import { type LoadOptions, StateUnreadable } from './store.ts';

/**
 * @param files the small files, and the records that were read.
 * @returns the state that they hold; nothing of it is shared with anybody.
 * @throws {StateUnreadable} naming the first file that cannot be understood.
 */
export function stateOf(files: FileMap): State {
  return {
    meta: decodeMeta(needed(files, META_PATH)),
    repository: decodeRecord(REPOSITORY_PATH, needed(files, REPOSITORY_PATH), repositorySchema),
    outcomes: decodeRecord(INPUTS_PATH, needed(files, INPUTS_PATH), inputsSchema).outcomes,
    apps: appsOf(files),
    releases: releasesOf(files),
  };
}

function needed(files: FileMap, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new StateUnreadable('state-unreadable', path, 'is missing');
  return text;
}

function appsOf(files: FileMap): Record<AppName, AppState> {
  const apps: Record<AppName, AppState> = {};
  for (const path of sortedPaths(files)) {
    const name = appOfPath(path);
    if (name === null) continue;
    const app = decodeRecord(path, needed(files, path), appSchema);
    if (app.name !== checkedAppName(name)) throw misplaced(path, `app ${app.name}`);
    apps[name] = app;
  }
  return apps;
}

function releasesOf(files: FileMap): Record<string, Release> {
  const releases: Record<string, Release> = {};
  for (const path of sortedPaths(files)) {
    const place = releaseOfPath(path);
    if (place === null) continue;
    const release = decodeRecord(path, needed(files, path), releaseSchema);
    const key = releaseKey(place.app, place.number);
    if (releaseKey(release.app, release.number) !== key) throw misplaced(path, `v${release.number}`);
    if (key in releases) throw misplaced(path, 'a release that is also among the open ones');
    needed(files, appPath(place.app));
    releases[key] = release;
  }
  return releases;
}

function misplaced(path: string, what: string): StateUnreadable {
  return new StateUnreadable('state-unreadable', path, `holds ${what}, which does not belong there`);
}

function sortedPaths(files: FileMap): string[] {
  return [...files.keys()].sort();
}

/**
 * @param base the same files as the branch holds them now: unchanged records keep their very text.
 * @returns every file of the state but the generated ones (`README.md`, `index/`).
 */
export function filesOf(state: State, base: FileMap = new Map()): FileMap {
  const files = new Map([
    [META_PATH, encodeRecord(metaSchema, state.meta, base.get(META_PATH))],
    [REPOSITORY_PATH, encodeRecord(repositorySchema, state.repository, base.get(REPOSITORY_PATH))],
    [INPUTS_PATH, encodeRecord(inputsSchema, { outcomes: state.outcomes }, base.get(INPUTS_PATH))],
  ]);
  for (const app of Object.values(state.apps)) {
    const path = appPath(app.name);
    files.set(path, encodeRecord(appSchema, app, base.get(path)));
  }
  for (const release of Object.values(state.releases)) {
    const before = base.get(openPath(release)) ?? base.get(finalPath(release));
    files.set(releasePath(release, state.repository.owed), encodeRecord(releaseSchema, release, before));
  }
  return files;
}

/**
 * Nothing is ever deleted but the old place of a record that moved between `open/` and `releases/`; a record that
 * is simply not there any more was not loaded.
 *
 * @returns what leads from one set of files to the other.
 */
export function diffFiles(base: FileMap, after: FileMap): FileChanges {
  const additions = new Map([...after].filter(([path, text]) => base.get(path) !== text));
  const moved = [...after.keys()].flatMap((path) => {
    const place = releaseOfPath(path);
    if (place === null) return [];
    return [isFinalPath(path) ? openPath(place) : finalPath(place)];
  });
  return { additions, deletions: moved.filter((path) => base.has(path)) };
}

/** @returns the part of the files that a load shows: all but those final releases that were not asked for. */
export function loadedFiles(files: FileMap, want: LoadOptions['want'] = []): FileMap {
  const wanted = new Set(want.map(finalPath));
  return new Map([...files].filter(([path]) => !isFinalPath(path) || wanted.has(path)));
}
