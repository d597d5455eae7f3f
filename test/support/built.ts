import { execFileSync } from 'node:child_process';

/** Builds `lib/` and `dist/` when a source is newer, so that acceptance tests run what is shipped. */
export function setup(): void {
  execFileSync('npx', ['tsx', 'scripts/build.ts', '--if-stale'], { stdio: 'inherit' });
}
