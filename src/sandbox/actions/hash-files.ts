import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { matchesFilter } from './filter-pattern.ts';

/**
 * GitHub's `hashFiles`: SHA-256 over the SHA-256 of each file that matches, in the order of their paths; empty if none
 * does. Reads at once, as expressions cannot wait.
 */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const files = walk(workspace).filter((path) => matchesFilter(patterns, path));
  if (files.length === 0) return '';
  const all = createHash('sha256');
  for (const path of files.sort()) {
    all.update(
      createHash('sha256')
        .update(readFileSync(join(workspace, path)))
        .digest(),
    );
  }
  return all.digest('hex');
}

function walk(workspace: string): string[] {
  return readdirSync(workspace, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(workspace, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.startsWith('.git/'));
}
