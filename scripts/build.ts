import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle, emit } from './bundle.ts';

// Builds `lib/` (the App and the command line, as plain JavaScript) and `dist/` (the Action).
// With `--if-stale` only when a source has changed since the last build here.

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'lib/.built-from');
const SOURCES = ['src', 'scripts/bundle.ts', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

const sources = digestOfSources();
if (!process.argv.includes('--if-stale') || !isBuiltFrom(sources)) {
  emit(root);
  bundle(root, join(root, 'dist'));
  writeFileSync(stamp, sources);
}

function isBuiltFrom(digest: string): boolean {
  return (
    existsSync(join(root, 'dist/index.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest
  );
}

/** @returns one digest over the names and contents of all that a build reads. */
function digestOfSources(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesOf)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** @returns the file itself, or the files in the folder that are no tests, in a stable order. */
function filesOf(place: string): string[] {
  if (place.includes('.')) return [place];
  return readdirSync(join(root, place), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}
