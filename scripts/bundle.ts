import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Translates `src/` without its tests to plain JavaScript in `lib/`, and copies the data files beside the code.
 * Types are checked by `npm run types`; here they are only taken off, so that a build takes seconds.
 * @param root folder of the repository
 */
export function emit(root: string): void {
  replaceFolder(join(root, 'lib'), (fresh) => {
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    run(root, [compiler, '--project', 'tsconfig.build.json', '--noCheck', '--outDir', fresh]);
    for (const file of dataFiles(join(root, 'src'))) cpSync(join(root, 'src', file), join(fresh, file));
  });
}

/**
 * Puts the Action and all it needs into a few files, with the licences of what went in: `index.js`, and what it reads
 * later by `import()`. It starts from `lib/`, not from `src/`: so any compiler will do, and the same sources give the
 * same bytes (docs/decisions/0003-bundle.md).
 * @param root folder of the repository; `lib/` must be there
 * @param out folder to write; what was in it is gone
 */
export function bundle(root: string, out: string): void {
  bundleEntry(root, join(root, 'lib/action/main.js'), out);
}

/** The same for any module that finds its packages. */
export function bundleEntry(root: string, entry: string, out: string): void {
  replaceFolder(out, (fresh) => {
    const bundler = join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');
    const options = ['--license', `[name]${LICENSES}`, '--no-cache', '--quiet'];
    run(root, [bundler, 'build', entry, '--out', fresh, ...options]);
    joinLicenses(fresh);
  });
}

const LICENSES = '.licenses.txt';

/** Each file of the bundle comes with the licences of what is in it; under one name they would replace each other. */
function joinLicenses(folder: string): void {
  const parts = readdirSync(folder).filter((name) => name.endsWith(LICENSES));
  const texts = parts.sort().map((name) => readFileSync(join(folder, name), 'utf8').trim());
  for (const name of parts) rmSync(join(folder, name));
  writeFileSync(join(folder, 'licenses.txt'), `${texts.join('\n\n')}\n`);
}

/** Fills a fresh folder, then swaps it with the old one, so that nobody sees it half full or missing for long. */
function replaceFolder(folder: string, fill: (fresh: string) => void): void {
  const fresh = mkdtempSync(`${folder}-`);
  const old = `${fresh}-old`;
  try {
    fill(fresh);
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(fresh, folder);
  } finally {
    for (const rest of [fresh, old]) rmSync(rest, { recursive: true, force: true });
  }
}

function run(root: string, commandLine: readonly string[]): void {
  execFileSync(process.execPath, commandLine, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
}

/** @returns the files that are read at run time and not compiled, relative to the folder. */
function dataFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(json|graphql|html|css)$/.test(file),
  );
}
