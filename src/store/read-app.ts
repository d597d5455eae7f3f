import type { AppName, ReleaseNumber, Sha } from '../domain/names.ts';
import { releaseKey } from '../domain/names.ts';
import { isFinal } from '../domain/derive.ts';
import type { Release } from '../domain/release.ts';
import type { AppState } from '../domain/state.ts';
import type { UnreadableFile } from '../domain/unreadable.ts';
import type { decodeRecord } from './codec.ts';
import type { FileMap } from './file-map.ts';
import { appPath, checkedAppName, openPath, releaseOfPath } from './paths.ts';
import { appSchema } from './schema-files.ts';
import { releaseSchema } from './schema-release.ts';
import { StateUnreadable } from './store.ts';

/** What the files of one app hold. */
export type AppRead =
  | { readonly name: AppName; readonly app: AppState; readonly releases: Readonly<Record<string, Release>> }
  | { readonly name: AppName; readonly damage: UnreadableFile };

export interface AppReading {
  readonly name: AppName;
  /** Next numbers as `repository.json` remembers them. */
  readonly numbers: Readonly<Record<AppName, ReleaseNumber>>;
  readonly decode: typeof decodeRecord;
}

/**
 * Reads one app and its releases, and compares what they say of each other: a file that is missing, or older than the
 * others, is as bad as one that cannot be parsed.
 */
export function readApp(files: FileMap, reading: AppReading): AppRead {
  const { name, numbers } = reading;
  try {
    const app = readRecord(files, reading);
    const releases = releasesOf(files, app, reading.decode);
    checkNumbers(app, numbers[name] ?? 1);
    checkReleases(app, Object.values(releases));
    return { name, app, releases };
  } catch (error) {
    if (!(error instanceof StateUnreadable)) throw error;
    return { name, damage: { file: error.file, why: error.why } };
  }
}

function readRecord(files: FileMap, { name, decode }: AppReading): AppState {
  const path = appPath(checkedAppName(name));
  const text = files.get(path);
  if (text === undefined) throw damaged(path, 'is missing');
  const app = decode(path, text, appSchema);
  if (app.name !== name) throw misplaced(path, `app ${app.name}`);
  return app;
}

function releasesOf(files: FileMap, app: AppState, decode: AppReading['decode']): Record<string, Release> {
  const releases: Record<string, Release> = {};
  for (const path of [...files.keys()].sort()) {
    const place = releaseOfPath(path);
    if (place?.app !== app.name) continue;
    const release = decode(path, files.get(path) ?? '', releaseSchema);
    const key = releaseKey(place.app, place.number);
    if (releaseKey(release.app, release.number) !== key) throw misplaced(path, `v${release.number}`);
    if (key in releases) throw misplaced(path, 'a release that is also among the open ones');
    checkCommit(path, release, app);
    releases[key] = release;
  }
  return releases;
}

/** What an app remembers of a release is what its record says: else a rollback would deploy something else. */
function checkCommit(path: string, { number, spec }: Release, app: AppState): void {
  const successes = Object.values(app.environments).flatMap((environment) => environment.successes);
  const known = [...app.summaries, ...successes.map(({ release, sha }) => ({ number: release, sha }))];
  const other = known.find((each) => each.number === number && each.sha !== spec.sha)?.sha;
  if (other === undefined) return;
  throw damaged(
    path,
    `is of commit ${shortened(spec.sha)}, and ${appPath(app.name)} says ${shortened(other)}`,
  );
}

function shortened(sha: Sha): string {
  return sha.slice(0, 12);
}

function checkNumbers({ name, nextNumber, summaries }: AppState, remembered: ReleaseNumber): void {
  const newest = Math.max(remembered - 1, ...summaries.map(({ number }) => number));
  if (nextNumber > newest) return;
  throw damaged(appPath(name), `says that v${nextNumber} comes next, and there was a v${newest}`);
}

/** What did not end has a record among the open ones: every turn reads those, so that none can be overlooked. */
function checkReleases({ name, nextNumber, summaries }: AppState, loaded: readonly Release[]): void {
  const surplus = loaded.find(({ number }) => number >= nextNumber);
  if (surplus) {
    throw damaged(openPath(surplus), `is of a release that ${appPath(name)} does not know`);
  }
  const known = new Set(loaded.map(({ number }) => number));
  const lost = summaries.find(({ number, status }) => !isFinal(status) && !known.has(number));
  if (lost) throw damaged(openPath({ app: name, number: lost.number }), 'is missing');
}

function misplaced(path: string, what: string): StateUnreadable {
  return damaged(path, `holds ${what}, which does not belong there`);
}

function damaged(path: string, why: string): StateUnreadable {
  return new StateUnreadable('state-unreadable', path, why);
}
