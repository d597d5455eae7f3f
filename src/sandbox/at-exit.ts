import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Whoever ends the sandbox may do it in the middle of anything, and what it began must end with it. Nothing can be
// waited for when a process exits: so all of this is done at once, and is taken back by whoever tidies up in time.

const acts = new Set<() => void>();

/**
 * Does something when this process exits, by itself or by `process.exit`; the newest first.
 * @returns takes it back.
 */
export function atExit(act: () => void): () => void {
  if (acts.size === 0) process.once('exit', doAll);
  // The same function may be handed over twice, for two things.
  const own = (): void => {
    act();
  };
  acts.add(own);
  return () => {
    acts.delete(own);
    if (acts.size === 0) process.removeListener('exit', doAll);
  };
}

/** Kills a process when this one exits, unless it has ended before. */
export function endWithUs(child: ChildProcess): void {
  const takeBack = atExit(() => child.kill('SIGKILL'));
  child.once('error', takeBack);
  child.once('close', takeBack);
}

/** A folder of its own for files that nobody needs afterwards. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Makes a folder that is removed when this process exits, if not before. */
export function temporaryFolder(prefix: string): TemporaryFolder {
  // Made at once: between making it and knowing its name, nobody could remove it.
  const path = mkdtempSync(join(tmpdir(), prefix));
  const options = { recursive: true, force: true, maxRetries: 3 } as const;
  const takeBack = atExit(() => {
    rmSync(path, options);
  });
  return {
    path,
    remove: async () => {
      await rm(path, options);
      takeBack();
    },
  };
}

function doAll(): void {
  for (const act of [...acts].reverse()) {
    try {
      act();
    } catch {
      // Nobody is left to be told, and the others still have their turn.
    }
  }
}
