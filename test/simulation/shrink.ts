import { judge } from './judge.ts';
import type { Played, PlayOptions } from './play.ts';
import type { WorldSetup } from './setup.ts';
import type { Step } from './steps.ts';

export interface Shrunk {
  readonly played: Played;
  /** Places of the steps that are left, in the whole story. */
  readonly kept: readonly number[];
}

/**
 * Takes steps out of a story that fails, first many at once, then each, as long as the same invariant still fails; one
 * that does not fail stays as it is. Steps were all decided ahead, so that those that stay mean the same.
 * @param budget milliseconds; what is found by then is good enough.
 */
export async function shrink(
  setup: WorldSetup,
  steps: readonly Step[],
  { budget, ...options }: PlayOptions & { readonly budget: number },
): Promise<Shrunk> {
  const until = performance.now() + budget;
  let kept = steps.map((_, index) => index);
  let played = await judge(setup, steps, options);
  const wanted = played.violation?.invariant;
  if (wanted === undefined) return { played, kept };
  kept = kept.slice(0, played.steps);
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let start = 0; start < kept.length && performance.now() < until;) {
      const fewer = [...kept.slice(0, start), ...kept.slice(start + size)];
      const tried = await judge(setup, storyOf(steps, fewer), options);
      if (tried.violation?.invariant === wanted) {
        kept = fewer.slice(0, tried.steps);
        played = tried;
      } else {
        start += size;
      }
    }
  }
  return { played, kept };
}

/** @returns the steps at these places; what is left out takes no time. */
export function storyOf(steps: readonly Step[], kept: readonly number[]): Step[] {
  return kept.flatMap((index) => steps[index] ?? []);
}
