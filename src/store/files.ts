import type { AppName } from '../domain/names.ts';
import type { State } from '../domain/state.ts';
import type { Fields, RecordSchema } from './codec.ts';
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
 * @param decode reads one record; whoever hands in one that remembers shares records with others.
 * @returns the state that they hold; unless so, nothing of it is shared with anybody. An app with a file that cannot be
 * understood is left out and named in `unreadable`: the others go on.
 * @throws {StateUnreadable} naming the first of the files of all apps that cannot be understood.
 */
export function stateOf(
  files: FileMap,
  folders: readonly AppName[] = appFolders(files),
  decode: typeof decodeRecord = decodeRecord,
): State {
  const meta = decodeMeta(needed(files, META_PATH));
  const repository = decode(REPOSITORY_PATH, needed(files, REPOSITORY_PATH), repositorySchema);
  const { outcomes } = decode(INPUTS_PATH, needed(files, INPUTS_PATH), inputsSchema);
  const names = [...new Set([...folders, ...Object.keys(repository.numbers ?? {})])].sort();
  const read = names.map((name) => readApp(files, { name, numbers: repository.numbers ?? {}, decode }));
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
 * @param was the state that was read from those, if it is at hand: a record that is still the very same is not even
 * looked at, so that a turn costs what it changes.
 * @returns every file of the state but the generated ones (`README.md`, `index/`).
 */
export function filesOf(state: State, base: FileMap = new Map(), was: State | null = null): FileMap {
  const files = new Map([
    [META_PATH, written(metaSchema, state.meta, base.get(META_PATH), was?.meta)],
    [
      REPOSITORY_PATH,
      written(repositorySchema, state.repository, base.get(REPOSITORY_PATH), was?.repository),
    ],
    [INPUTS_PATH, outcomesText(state, base.get(INPUTS_PATH), was)],
  ]);
  for (const [name, app] of Object.entries(state.apps)) {
    const path = appPath(app.name);
    files.set(path, written(appSchema, app, base.get(path), was?.apps[name]));
  }
  for (const [key, release] of Object.entries(state.releases)) {
    const before = base.get(openPath(release)) ?? base.get(finalPath(release));
    const text = written(releaseSchema, release, before, was?.releases[key]);
    files.set(releasePath(release, state.repository.owed), text);
  }
  return files;
}

function written<T extends Fields>(
  schema: RecordSchema<T>,
  record: object,
  base: string | undefined,
  was: object | undefined,
): string {
  return base !== undefined && was === record ? base : encodeRecord(schema, record, base, was);
}

function outcomesText({ outcomes }: State, base: string | undefined, was: State | null): string {
  if (base !== undefined && was?.outcomes === outcomes) return base;
  return encodeRecord(inputsSchema, { outcomes }, base);
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
