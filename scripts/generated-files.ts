import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as prettier from 'prettier';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

const files = z.record(z.string(), z.string());
const generator = z.object({
  generated: z.function({ input: [], output: z.union([files, z.promise(files)]) }),
});

/**
 * Collects what the scripts `generate-*.ts` here make from the code. Each exports
 * `generated(): Record<string, string>`, or a promise of it: texts by path from the root.
 * @returns the texts as they belong into the repository, formatted like all others
 */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const scripts = readdirSync(import.meta.dirname).filter((name) => /^generate-.*\.ts$/.test(name));
  const made = new Map<string, string>();
  for (const script of scripts.sort()) {
    const module: unknown = await import(pathToFileURL(join(import.meta.dirname, script)).href);
    const texts = await generator.parse(module).generated();
    for (const [file, text] of Object.entries(texts)) made.set(file, await format(file, text));
  }
  return made;
}

async function format(file: string, text: string): Promise<string> {
  const filepath = join(root, file);
  const { ignored } = await prettier.getFileInfo(filepath, { ignorePath: join(root, '.prettierignore') });
  if (ignored) return text;
  return prettier.format(text, { ...(await prettier.resolveConfig(filepath)), filepath });
}
