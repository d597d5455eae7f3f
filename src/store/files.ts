import type { AppName } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import { decodeMeta, decodeRecord, encodeRecord } from './codec.ts';
import type { FileChanges, FileMap } from './file-map.ts';
import {
  appPath,
  finalPath,
  folderOfPath,
  INPUTS_PATH,
  isFinalPath,
  META_PATH,
  openPath,
  releaseOfPath,
  releasePath,
  REPOSITORY_PATH,
} from './paths.ts';
import { readApp } from './read-app.ts';
import { appSchema, inputsSchema, metaSchema, repositorySchema } from './schema-files.ts';
import { releaseSchema } from './schema-release.ts';
import { type LoadOptions, StateUnreadable } from './store.ts';

/**
 * @param files the small files, and the records that were read.
 * @param folders names of the folders that apps have, also of those of which no file was read.
 * @returns the state that they hold; nothing of it is shared with anybody. An app with a file that cannot be
 * understood is left out and named in `unreadable`: the others go on.
 * @throws {StateUnreadable} naming the first of the files of all apps that cannot be understood.
 */
export function stateOf(files: FileMap, folders: readonly AppName[] = appFolders(files)): State {
  const meta = decodeMeta(needed(files, META_PATH));
  const repository = decodeRecord(REPOSITORY_PATH, needed(files, REPOSITORY_PATH), repositorySchema);
  const { outcomes } = decodeRecord(INPUTS_PATH, needed(files, INPUTS_PATH), inputsSchema);
  const names = [...new Set([...folders, ...Object.keys(repository.numbers ?? {})])].sort();
  const read = names.map((name) => readApp(files, name, repository.numbers ?? {}));
  const unreadable = read.flatMap((each) => ('damage' in each ? [[each.name, each.damage] as const] : []));
  const readable = read.filter((each) => 'app' in each);
  return {
    meta,
    repository,
    outcomes,
    apps: Object.fromEntries(readable.map(({ app }) => [app.name, app])),
    releases: Object.fromEntries(readable.flatMap(({ releases }) => Object.entries(releases))),
    ...(unreadable.length === 0 ? {} : { unreadable: Object.fromEntries(unreadable) }),
  };
}

/** @returns the text of a file that must be there. */
export function needed(files: FileMap, path: string): string {
  const text = files.get(path);
  if (text === undefined) throw new StateUnreadable('state-unreadable', path, 'is missing');
  return text;
}

/** @returns the names of the folders that hold apps. */
export function appFolders(files: FileMap): AppName[] {
  const names = [...files.keys()].flatMap((path) => folderOfPath(path) ?? []);
  return [...new Set(names)].sort();
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
