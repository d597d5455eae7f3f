import { isFinal } from '../domain/derive.ts';
import type { Effect, OwedEffect } from '../domain/effect.ts';
import type { AppName, ReleaseNumber } from '../domain/names.ts';
import type { Release } from '../domain/release.ts';
import { StateUnreadable } from './store.ts';

export const META_PATH = 'signalbox.json';
export const REPOSITORY_PATH = 'repository.json';
export const INPUTS_PATH = 'inputs.json';
export const README_PATH = 'README.md';
export const APPS_PATH = 'apps';

/** What the path of a file can hold; everything else would need escaping or could leave its folder. */
export const APP_NAME_PATTERN = /^[A-Za-z0-9._-]+$/;

/** Releases in one folder, and summaries on one page. */
const PER_FOLDER = 100;

const APP_FILE = /^apps\/([^/]+)\/app\.json$/;
const RELEASE_FILE = /^apps\/([^/]+)\/(?:open|releases\/\d+)\/([1-9]\d*)\.json$/;

/** Where a release stands: what `releasePath` gives, or what a path is of. */
export interface ReleasePlace {
  readonly app: AppName;
  readonly number: ReleaseNumber;
}

/**
 * @returns the name of the app, good as a name of a folder.
 * @throws {StateUnreadable} for a name that would need escaping, or that git and the file system keep for themselves.
 */
export function checkedAppName(app: AppName): AppName {
  if (isAppFolder(app)) return app;
  throw new StateUnreadable(
    'state-unreadable',
    `${APPS_PATH}/${app}`,
    'the name of an app may hold letters, digits, ".", "_" and "-" only',
  );
}

/** @returns whether a folder can be that of an app; what else somebody has put beside those is not ours to judge. */
export function isAppFolder(name: string): boolean {
  return APP_NAME_PATTERN.test(name) && !/^\.+$|^\.git$/i.test(name);
}

export function appPath(app: AppName): string {
  return `${APPS_PATH}/${checkedAppName(app)}/app.json`;
}

/** The folder of the releases that are not final or owe something. */
export function openFolder(app: AppName): string {
  return `${APPS_PATH}/${checkedAppName(app)}/open`;
}

export function openPath({ app, number }: ReleasePlace): string {
  return `${openFolder(app)}/${number}.json`;
}

export function finalPath({ app, number }: ReleasePlace): string {
  return `${APPS_PATH}/${checkedAppName(app)}/releases/${Math.floor(number / PER_FOLDER)}/${number}.json`;
}

/** The page of summaries that the release is on. */
export function indexPath({ app, number }: ReleasePlace): string {
  return `${APPS_PATH}/${checkedAppName(app)}/index/${Math.floor(number / PER_FOLDER)}.json`;
}

/**
 * The one rule of where a record belongs: a release stays among the open ones until it is final and nothing in the
 * outbox names it, because carrying out an effect needs the record and may still write to it.
 *
 * @returns the path of the release's record.
 */
export function releasePath(release: Release, owed: readonly OwedEffect[]): string {
  const needed = !isFinal(release.status) || owed.some(({ effect }) => names(effect, release));
  return needed ? openPath(release) : finalPath(release);
}

function names(effect: Effect, release: Release): boolean {
  return effect.kind !== 'reply' && effect.app === release.app && effect.release === release.number;
}

/** @returns the app that an `app.json` belongs to; null for any other file. */
export function appOfPath(path: string): AppName | null {
  return APP_FILE.exec(path)?.[1] ?? null;
}

/** @returns the app in whose folder the file is; null for any other file, and for a folder that no app can have. */
export function folderOfPath(path: string): AppName | null {
  const name = /^apps\/([^/]+)\/./.exec(path)?.[1] ?? '';
  return isAppFolder(name) ? name : null;
}

/** @returns the release that a record belongs to, open or final; null for any other file. */
export function releaseOfPath(path: string): ReleasePlace | null {
  const [, app, number] = RELEASE_FILE.exec(path) ?? [];
  return app === undefined || number === undefined ? null : { app, number: Number(number) };
}

/** @returns whether the path is that of a page of summaries. */
export function isIndexPath(path: string): boolean {
  return /^apps\/[^/]+\/index\/\d+\.json$/.test(path);
}

/** @returns whether the path is that of a final release. */
export function isFinalPath(path: string): boolean {
  return releaseOfPath(path) !== null && path.includes('/releases/');
}

/** @returns whether every turn reads the file: neither generated nor of a final release. */
export function isHotPath(path: string): boolean {
  if ([META_PATH, REPOSITORY_PATH, INPUTS_PATH].includes(path)) return true;
  return appOfPath(path) !== null || (releaseOfPath(path) !== null && !isFinalPath(path));
}
