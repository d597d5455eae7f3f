import type { turnIn } from '../codec.ts';
import type { examineBranch } from '../examine.ts';
import type { filesOf, loadedFiles, stateOf } from '../files.ts';
import type { planCommit } from '../plan.ts';

/** What knows the format of every record. */
export interface Records {
  readonly turnIn: typeof turnIn;
  readonly filesOf: typeof filesOf;
  readonly loadedFiles: typeof loadedFiles;
  readonly stateOf: typeof stateOf;
  readonly planCommit: typeof planCommit;
  readonly examineBranch: typeof examineBranch;
}

/**
 * To make the schemas of all records takes a good part of the time until a job's first request is out: they are read
 * while GitHub answers (docs/decisions/0003-bundle.md). For the App it makes no difference.
 */
export async function records(): Promise<Records> {
  const [codec, files, plan, examine] = await Promise.all([
    import(/* webpackChunkName: "rest" */ '../codec.ts'),
    import(/* webpackChunkName: "rest" */ '../files.ts'),
    import(/* webpackChunkName: "rest" */ '../plan.ts'),
    import(/* webpackChunkName: "rest" */ '../examine.ts'),
  ]);
  const { filesOf, loadedFiles, stateOf } = files;
  const { turnIn } = codec;
  const { planCommit } = plan;
  const { examineBranch } = examine;
  return { turnIn, filesOf, loadedFiles, stateOf, planCommit, examineBranch };
}
