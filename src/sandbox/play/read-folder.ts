import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** @returns path → text of every file below a folder, with `/` in paths. */
export async function readFolder(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => {
      const path = relative(folder, file).split(sep).join('/');
      return [path, await readFile(file, 'utf8')] as const;
    }),
  );
  return Object.fromEntries(texts.sort(([a], [b]) => (a < b ? -1 : 1)));
}
