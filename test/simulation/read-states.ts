import type { State } from '../../src/domain/state.ts';
import { decodeRecord } from '../../src/store/codec.ts';
import { appFolders, loadedFiles, stateOf } from '../../src/store/files.ts';
import type { MemoryCommit } from '../../src/store/memory/memory-branch.ts';
import type { LoadOptions } from '../../src/store/store.ts';

/** Files whose records are kept. */
const KEPT = 500;

/**
 * Reading a commit is what a simulation would spend its time with, and the rules change no state that they are handed:
 * so each commit is read once for all processes, and of it only the files that are not as they were.
 */
export class ReadStates {
  readonly #states = new WeakMap<MemoryCommit, Map<string, State>>();
  readonly #decode = rememberingDecode();

  read(commit: MemoryCommit, want: NonNullable<LoadOptions['want']>): State {
    const key = want.map(({ app, number }) => `${app}/${number}`).join(' ');
    const known = this.#states.get(commit) ?? new Map<string, State>();
    const state =
      known.get(key) ?? stateOf(loadedFiles(commit.files, want), appFolders(commit.files), this.#decode);
    this.#states.set(commit, known.set(key, state));
    return state;
  }
}

function rememberingDecode(): typeof decodeRecord {
  const known = new Map<
    string,
    { readonly text: string; readonly schema: object; readonly record: object }
  >();
  return (path, text, schema) => {
    const found = known.get(path);
    // What was read by the same schema is of its type.
    if (found?.text === text && found.schema === schema) {
      return found.record as ReturnType<typeof schema.parse>;
    }
    const record = decodeRecord(path, text, schema);
    known.delete(path);
    known.set(path, { text, schema, record });
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return record;
  };
}
