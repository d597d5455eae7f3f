import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, emit } from './bundle.ts';

// Builds the Action once more, elsewhere, and compares it with the `dist/` that is staged or committed. GitHub runs
// what is committed there, so it must be what the sources say and nothing else.

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'signalbox-dist-'));
try {
  emit(root);
  const fresh = join(scratch, 'dist');
  bundle(root, fresh);
  const differing = differences(fresh);
  if (differing.length > 0) {
    console.error(`dist/ is not what the sources give: ${differing.join(', ')}`);
    console.error('Run `npm run build` and commit dist/ together with the change.');
    process.exitCode = 1;
  } else {
    console.log('dist/ is what the sources give.');
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @returns names of the files that differ, are missing or are too many in the index. */
function differences(fresh: string): string[] {
  const kept = git('ls-files', 'dist').toString().split('\n').filter(Boolean);
  const built = readdirSync(fresh, { recursive: true, encoding: 'utf8' }).map((name) => `dist/${name}`);
  const all = [...new Set([...kept, ...built])].sort();
  return all.filter((file) => {
    if (!kept.includes(file) || !built.includes(file)) return true;
    return !git('show', `:${file}`).equals(readFileSync(join(scratch, file)));
  });
}

function git(...commandLine: string[]): Buffer {
  return execFileSync('git', commandLine, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
}
