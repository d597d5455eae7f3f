import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * @returns the commit that is checked out in the folder, 40 hexadecimal digits; null when nothing is (no git, no
 * repository, no commit).
 */
export async function checkedOutCommit(folder: string): Promise<string | null> {
  // A workspace may belong to another user, as in a container job; reading one commit id from it is harmless.
  const safe = ['-c', `safe.directory=${folder}`];
  try {
    const { stdout } = await run('git', [...safe, 'rev-parse', '--verify', 'HEAD'], { cwd: folder });
    return /^[0-9a-f]{40}$/.test(stdout.trim()) ? stdout.trim() : null;
  } catch {
    return null;
  }
}
