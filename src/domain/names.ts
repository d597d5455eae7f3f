export type AppName = string;
export type EnvironmentName = string;
export type ReleaseNumber = number;
/** A full commit id, 40 lower-case hexadecimal digits. */
export type Sha = string;

/** @returns how people spell a release: `v12`, or `web@v12` where the repository has several apps. */
export function spellRelease(release: { app: AppName; number: ReleaseNumber }, severalApps: boolean): string {
  return severalApps ? `${release.app}@v${release.number}` : `v${release.number}`;
}

/** @returns the key of a release in maps: `web/12`. */
export function releaseKey(app: AppName, number: ReleaseNumber): string {
  return `${app}/${number}`;
}
