import { isFinal } from '../domain/derive.ts';
import type { AppName } from '../domain/names.ts';
import type { UnreadableFile } from '../domain/unreadable.ts';
import { decodeRecord } from './codec.ts';
import type { FileMap } from './file-map.ts';
import { appFolders, needed } from './files.ts';
import { appPath, finalPath, openPath, REPOSITORY_PATH } from './paths.ts';
import { readApp } from './read-app.ts';
import { repositorySchema } from './schema-files.ts';
import type { Workbench } from './workbench.ts';

type Numbers = Readonly<Record<AppName, number>>;

/**
 * Mends what can be mended of every app, and says of the others what only a person can. No turn reads the records of
 * what has ended until somebody wants one; here those are looked into that may be gone back to.
 */
export async function mendApps(bench: Workbench): Promise<void> {
  const numbers = numbersIn(bench);
  const folders = appFolders(
    new Map([...bench.files, ...[...bench.raw.paths].map((path) => [path, ''] as const)]),
  );
  const names = [...new Set([...folders, ...Object.keys(numbers)])].sort();
  for (const name of names) {
    if (!(await mendApp(bench, name, numbers))) continue;
    await bringEnded(bench, name, numbers);
    await mendApp(bench, name, numbers);
  }
}

/** What an edit of somebody else may have lowered counts as it was before. */
function numbersIn({ files, raw }: Workbench): Numbers {
  const sources = [files, ...(raw.trusted === null ? [] : [raw.trusted])].filter((each) =>
    each.has(REPOSITORY_PATH),
  );
  const all = sources.flatMap((source) => Object.entries(readNumbers(source)));
  const newest: Record<AppName, number> = {};
  for (const [name, number] of all) newest[name] = Math.max(newest[name] ?? 1, number);
  return newest;
}

function readNumbers(files: FileMap): Numbers {
  return decodeRecord(REPOSITORY_PATH, needed(files, REPOSITORY_PATH), repositorySchema).numbers ?? {};
}

/** A record that is gone comes back as it was last; one that nobody remembers is missed by no turn. */
async function bringEnded(bench: Workbench, name: AppName, numbers: Numbers): Promise<void> {
  const read = readApp(bench.files, { name, numbers, decode: decodeRecord });
  if ('damage' in read) return;
  const { summaries, environments } = read.app;
  const ended = summaries.filter(({ status }) => isFinal(status)).map(({ number }) => number);
  const succeeded = Object.values(environments).flatMap(({ successes }) =>
    successes.map((each) => each.release),
  );
  const places = [...new Set([...ended, ...succeeded])].map((number) => ({ app: name, number }));
  await bench.bring(places.map(finalPath));
  for (const place of places) {
    const path = finalPath(place);
    if (bench.files.has(path) || bench.files.has(openPath(place))) continue;
    await bench.restore(path, 'is missing', (text) => {
      return damageIn(new Map([...bench.files, [path, text]]), name, numbers) === null;
    });
  }
}

/**
 * One fault hides the next, so it goes on until none is left; each file is tried once.
 * @returns whether none is left.
 */
async function mendApp(bench: Workbench, name: AppName, numbers: Numbers): Promise<boolean> {
  const tried = new Set<string>();
  for (;;) {
    const damage = damageIn(bench.files, name, numbers);
    if (damage === null) return true;
    const isNew = !tried.has(damage.file);
    tried.add(damage.file);
    if (isNew && (await mendFile(bench, name, numbers, damage))) continue;
    bench.note({ file: damage.file, problem: damage.why, remedy: 'by-hand' });
    return false;
  }
}

/** The file's own past first, then that of the app's file, which may be the one that is too old. */
async function mendFile(
  bench: Workbench,
  name: AppName,
  numbers: Numbers,
  damage: UnreadableFile,
): Promise<boolean> {
  const { file, why } = damage;
  const helps = (path: string, text: string | null): boolean => {
    const files = new Map(bench.files);
    if (text === null) files.delete(path);
    else files.set(path, text);
    return damageIn(files, name, numbers)?.file !== file;
  };
  if (await bench.restore(file, why, (text) => helps(file, text))) return true;
  const app = appPath(name);
  if (file !== app && (await bench.restore(app, why, (text) => helps(app, text)))) return true;
  if (file === app || !bench.files.has(file) || !helps(file, null)) return false;
  bench.setAside(file, why);
  return true;
}

function damageIn(files: FileMap, name: AppName, numbers: Numbers): UnreadableFile | null {
  const read = readApp(files, { name, numbers, decode: decodeRecord });
  return 'damage' in read ? read.damage : null;
}
