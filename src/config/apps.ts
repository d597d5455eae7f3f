import { z } from 'zod';
import type { AppPolicy, ReleaseOn } from '../domain/policy.ts';
import { checkShape, complain } from './check-shape.ts';
import { closest } from './closest.ts';
import { readEntries } from './entries.ts';
import { listOf, oneOrMany } from './lists.ts';
import { nameSchema, sanitizeName } from './names.ts';
import { quoted } from './problems.ts';
import type { Path, Sheet } from './sheet.ts';

const globSchema = z.string().min(1).max(255);
const globsSchema = oneOrMany(globSchema);

const releaseOnSchema = z.strictObject({
  push: globsSchema.optional().describe('Globs of branches: a push to one of them makes a release.'),
  tag: globsSchema.optional().describe('Globs of tags: a new one makes a release.'),
});

const activateSchema = z.enum(['auto', 'manual']) satisfies z.ZodType<AppPolicy['activate']>;

export const appSchema = z.strictObject({
  paths: globsSchema
    .optional()
    .describe('Globs of files: a push concerns the app if it changes one of them.'),
  'release-on': releaseOnSchema
    .optional()
    .describe('What makes releases, and where released commits may come from.'),
  process: nameSchema.optional().describe('Name of its process; not needed where there is only one.'),
  activate: activateSchema.optional().describe('manual: a release waits for /promote before it starts.'),
});

/** What reading an app needs to know of the rest. */
export interface AppSurroundings {
  readonly defaultBranch: string;
  readonly repository: string;
  /** All process names that are written, also those with mistakes. */
  readonly processes: readonly string[];
}

/** Reads `apps:`. */
export function readApps(
  sheet: Sheet,
  written: Readonly<Record<string, unknown>>,
  around: AppSurroundings,
): Readonly<Record<string, AppPolicy>> {
  return readEntries(sheet, ['apps'], written, (name, value, path) => {
    const app = checkShape(sheet, path, appSchema, value);
    if (app === undefined) return undefined;
    complainOfGlobs(sheet, [...path, 'paths'], app.paths, 'path');
    return {
      name,
      paths: listOf(app.paths),
      releaseOn: readReleaseOn(sheet, [...path, 'release-on'], app['release-on'], around),
      process: processOf(sheet, path, app.process, around),
      activate: app.activate ?? 'auto',
    };
  });
}

/**
 * The one app of a repository that names none. It also watches tags: with several apps one tag would release all of
 * them, so those have to say which tags are theirs.
 */
export function onlyApp(sheet: Sheet, around: AppSurroundings): Readonly<Record<string, AppPolicy>> {
  const name = sanitizeName(around.repository);
  return {
    [name]: {
      name,
      paths: [],
      releaseOn: { push: [around.defaultBranch], tag: ['v*'] },
      process: processOf(sheet, ['processes'], undefined, around),
      activate: 'auto',
    },
  };
}

function processOf(sheet: Sheet, path: Path, written: string | undefined, around: AppSurroundings): string {
  const { processes } = around;
  if (written === undefined) {
    if (processes.length > 1) {
      const names = processes.map(quoted).join(', ');
      complain(
        sheet,
        path,
        `there are several processes (${names}); say which one with "apps: { <name>: { process: … } }"`,
      );
    }
    return processes[0] ?? '';
  }
  // None at all means that `processes` itself is wrong, which has been said.
  if (processes.length > 0 && !processes.includes(written)) {
    const near = closest(written, processes);
    const help = near === null ? '' : `; did you mean ${quoted(near)}?`;
    complain(sheet, [...path, 'process'], `there is no process ${quoted(written)}${help}`);
  }
  return written;
}

function readReleaseOn(
  sheet: Sheet,
  path: Path,
  written: z.infer<typeof releaseOnSchema> | undefined,
  around: AppSurroundings,
): ReleaseOn {
  if (written === undefined) return { push: [around.defaultBranch], tag: [] };
  complainOfGlobs(sheet, [...path, 'push'], written.push, 'ref');
  complainOfGlobs(sheet, [...path, 'tag'], written.tag, 'ref');
  const releaseOn = { push: listOf(written.push), tag: listOf(written.tag) };
  if (releaseOn.push.length + releaseOn.tag.length === 0) {
    complain(sheet, path, 'needs branches in "push" or tags in "tag", or nothing could ever be released');
  }
  return releaseOn;
}

function complainOfGlobs(
  sheet: Sheet,
  path: Path,
  written: string | readonly string[] | undefined,
  of: 'path' | 'ref',
): void {
  const globs = listOf(written);
  for (const [index, glob] of globs.entries()) {
    const at = typeof written === 'string' ? path : [...path, index];
    const bare = glob.startsWith('!') ? glob.slice(1) : glob;
    if (bare === '') complain(sheet, at, 'is empty');
    if (of === 'ref' && bare.startsWith('refs/')) {
      complain(sheet, at, 'is matched against short names: leave out "refs/heads/" or "refs/tags/"');
    }
    if (of === 'path' && /^\.?\//.test(bare)) {
      complain(sheet, at, 'is matched against paths like "web/a.txt": leave out the slash at its beginning');
    }
  }
  if (globs.length > 0 && globs.every((glob) => glob.startsWith('!'))) {
    complain(sheet, path, 'only takes out; begin with a glob that lets something in, like "**"');
  }
}
