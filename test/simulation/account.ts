import type { Setup } from './setup.ts';
import type { Shrunk } from './shrink.ts';
import type { Step } from './steps.ts';
import { spelledStep } from './steps.ts';

/** @returns what failed, the shortest story in which it does, and the one command that plays it again. */
export function account(setup: Setup, steps: readonly Step[], { played, kept }: Shrunk): string {
  const { violation } = played;
  const lines = kept.map((index) => `  ${String(index).padStart(3)}  ${step(steps[index])}`);
  const command = `npm run simulate -- --seed ${setup.seed} --steps ${steps.length} --keep ${spelledKeep(kept)}`;
  const world = `${setup.front === 'both' ? 'app and action' : setup.front}${setup.replicas > 0 ? ` with ${setup.replicas} processes` : ''}, apps ${setup.apps.join(' and ')}`;
  return [
    `seed ${setup.seed}: ${violation?.invariant ?? 'nothing'} does not hold`,
    `  ${violation?.what ?? ''}`,
    `the shortest story found (${world}, concurrency ${setup.concurrency}):`,
    ...(lines.length === 0 ? ['  nothing happens at all'] : lines),
    `play it again: ${command}`,
  ].join('\n');
}

function step(found: Step | undefined): string {
  return found === undefined ? '?' : spelledStep(found);
}

function spelledKeep(kept: readonly number[]): string {
  return kept.length === 0 ? 'none' : kept.join(',');
}
