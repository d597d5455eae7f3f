import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds `lib/` and `dist/` when a source is newer, so that acceptance tests run what is shipped. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  const build = ['--import', 'tsx', 'scripts/build.ts', '--if-stale'];
  execFileSync(process.execPath, build, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
