import { decodeRecord } from './codec.ts';
import { updatedPage } from './index-pages.ts';
import { finalPath, indexPath, isFinalPath, releaseOfPath } from './paths.ts';
import { indexPageSchema } from './schema-files.ts';
import { releaseSchema } from './schema-release.ts';
import { StateUnreadable } from './store.ts';
import type { Release } from '../domain/release.ts';
import type { Workbench } from './workbench.ts';

/**
 * A page of summaries that is missing, or that lists other releases than there are records of, is made again from the
 * records that it is about. What it says of each is not compared: it decides nothing, and records there may be thousands.
 */
export async function mendPages(bench: Workbench): Promise<void> {
  const pages = new Map<string, string[]>();
  for (const path of bench.raw.paths) {
    const place = isFinalPath(path) ? releaseOfPath(path) : null;
    if (place === null || path !== finalPath(place)) continue;
    const page = indexPath(place);
    pages.set(page, [...(pages.get(page) ?? []), path]);
  }
  await bench.bring([...pages.keys()]);
  for (const [page, records] of pages) {
    const problem = damageOf(page, bench.files.get(page), records);
    if (problem === null) continue;
    const texts = await bench.raw.read(records);
    const releases = [...texts].flatMap(([path, text]) => readRelease(path, text));
    const text = updatedPage(page, undefined, releases);
    // A record that cannot be read is in no page, however often it is made.
    if (text === bench.files.get(page)) continue;
    bench.put(page, text);
    bench.note({ file: page, problem, remedy: 'make-again' });
  }
}

/** Releases that were opened again stay on their page. */
function damageOf(page: string, text: string | undefined, records: readonly string[]): string | null {
  if (text === undefined) return 'is missing';
  try {
    const listed = decodeRecord(page, text, indexPageSchema).releases.map(({ number }) => number);
    const isWhole = records.every((path) => listed.includes(releaseOfPath(path)?.number ?? 0));
    return isWhole ? null : 'does not list all releases that have ended';
  } catch (error) {
    if (error instanceof StateUnreadable) return error.why;
    throw error;
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
