import type { Instant } from '../domain/instant.ts';
import { checkClock } from './clock-check.ts';
import { decodeMeta, decodeRecord } from './codec.ts';
import { needed } from './files.ts';
import { INPUTS_PATH, META_PATH, REPOSITORY_PATH } from './paths.ts';
import { inputsSchema, repositorySchema } from './schema-files.ts';
import { StateUnreadable } from './store.ts';
import type { Workbench } from './workbench.ts';

const READERS: Readonly<Record<string, (text: string, now: Instant) => unknown>> = {
  [META_PATH]: (text, now) => checkClock(decodeMeta(text), now),
  [REPOSITORY_PATH]: (text) => decodeRecord(REPOSITORY_PATH, text, repositorySchema),
  [INPUTS_PATH]: (text) => decodeRecord(INPUTS_PATH, text, inputsSchema),
};

/**
 * Mends the files of all apps. While one of them cannot be read nothing is written, so that the text before loses
 * nothing.
 */
export async function mendShared(bench: Workbench, now: Instant): Promise<void> {
  for (const [path, read] of Object.entries(READERS)) {
    const problem = damageOf(() => read(needed(bench.files, path), now));
    if (problem === null) continue;
    const isMended = await bench.restore(
      path,
      problem.why,
      (text) => damageOf(() => read(text, now)) === null,
    );
    if (!isMended) throw problem;
  }
}

/** @throws {StateUnreadable} for a newer format: no older text would be right. */
function damageOf(read: () => unknown): StateUnreadable | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof StateUnreadable && error.code === 'state-unreadable') return error;
    throw error;
  }
}
