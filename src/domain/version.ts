/** This version of Signalbox; `package.json` says the same. */
export const VERSION = '0.1.0';

/** @returns whether a version is older than another, both like `1.4.0`; what stands behind a hyphen does not count. */
export function isOlder(version: string, other: string): boolean {
  const [a, b] = [partsOf(version), partsOf(other)];
  const at = [0, 1, 2].find((index) => a[index] !== b[index]);
  return at !== undefined && (a[at] ?? 0) < (b[at] ?? 0);
}

function partsOf(version: string): number[] {
  return version.split('-', 1).flatMap((plain) => plain.split('.').map(Number));
}
