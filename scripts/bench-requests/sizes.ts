import { SUMMARIES_KEPT } from '../../src/domain/state.ts';
import type { Front } from '../../src/sandbox/play/stage-at-work.ts';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { BenchWorld } from './bench-world.ts';
import { fillBranch } from './fill-branch.ts';

/** Final releases in the branch. */
const SIZES = [10, SUMMARIES_KEPT, 1_000, 10_000] as const;

/** What two turns cost in a branch of that size. */
export interface Sized {
  readonly releases: number;
  readonly push: readonly LoggedRequest[];
  readonly status: readonly LoggedRequest[];
}

/**
 * Counts the turn of a push (its run is held before it begins) and a `/status`, with more and more releases behind
 * them. Each is counted in a world of its own, as the first that it sees of that branch.
 */
export async function countSizes(front: Front): Promise<readonly Sized[]> {
  const sized: Sized[] = [];
  for (const releases of SIZES) sized.push(await countAt(front, releases));
  return sized;
}

async function countAt(front: Front, releases: number): Promise<Sized> {
  const world = await BenchWorld.open({ front });
  try {
    await world.push('The first');
    await world.succeeded(1);
    await world.quiet();
    await fillBranch(world.stage.repository, releases, world.author);
    const status = await world.count(() => world.say('/status'));
    const held = world.holdRuns();
    const push = await world.count(() => world.push('One more'));
    held.release();
    return { releases, push, status };
  } finally {
    await world.close();
  }
}
