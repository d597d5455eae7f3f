import { decodeRecord } from './codec.ts';
import { updatedPage } from './index-pages.ts';
import { indexPath, isFinalPath, releaseOfPath } from './paths.ts';
import { releaseSchema } from './schema-release.ts';
import { StateUnreadable } from './store.ts';
import type { Release } from '../domain/release.ts';
import type { Workbench } from './workbench.ts';

/** A page of summaries that is missing is made again from the records that it is about. */
export async function mendPages(bench: Workbench): Promise<void> {
  const pages = new Map<string, string[]>();
  for (const path of bench.raw.paths) {
    const place = isFinalPath(path) ? releaseOfPath(path) : null;
    if (place === null) continue;
    const page = indexPath(place);
    pages.set(page, [...(pages.get(page) ?? []), path]);
  }
  for (const [page, records] of pages) {
    if (bench.raw.paths.has(page) || bench.files.has(page)) continue;
    const texts = await bench.raw.read(records);
    const releases = [...texts].flatMap(([path, text]) => readRelease(path, text));
    bench.put(page, updatedPage(page, undefined, releases));
    bench.note({ file: page, problem: 'is missing', remedy: 'make-again' });
  }
}

/** A record that cannot be read is told when somebody asks for it. */
function readRelease(path: string, text: string): Release[] {
  try {
    return [decodeRecord(path, text, releaseSchema)];
  } catch (error) {
    if (error instanceof StateUnreadable) return [];
    throw error;
  }
}
