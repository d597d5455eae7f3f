import type { Setup, WorldSetup } from './setup.ts';
import type { Shrunk } from './shrink.ts';
import type { Step } from './steps.ts';
import { spelledStep } from './steps.ts';

/** @returns what failed, the shortest story in which it does, and the one command that plays it again. */
export function account(world: WorldSetup, steps: readonly Step[], { played, kept }: Shrunk): string {
  const { violation } = played;
  const lines = kept.map((index) => `  ${String(index).padStart(3)}  ${spelled(world, steps[index])}`);
  const command = `npm run simulate -- --seed ${world.seed} --steps ${steps.length} --keep ${spelledKeep(kept)}`;
  return [
    `seed ${world.seed}: ${violation?.invariant ?? 'nothing'} does not hold`,
    `  ${violation?.what ?? ''}`,
    `the shortest story found (${worldText(world)}):`,
    ...(lines.length === 0 ? ['  nothing happens at all'] : lines),
    `play it again: ${command}`,
  ].join('\n');
}

function worldText({ replicas, repositories }: WorldSetup): string {
  const processes = replicas > 0 ? [`${replicas} processes of the App`] : [];
  return [...processes, ...repositories.map(repositoryText)].join('; ');
}

function repositoryText({ name, front, apps, concurrency }: Setup): string {
  const by = front === 'both' ? 'app and action' : front;
  return `${name} by ${by}, apps ${apps.join(' and ')}, concurrency ${concurrency}`;
}

function spelled({ repositories }: WorldSetup, step: Step | undefined): string {
  if (step === undefined) return '?';
  const where = repositories.length > 1 ? `${step.at}: ` : '';
  return `${where}${spelledStep(step)}`;
}

function spelledKeep(kept: readonly number[]): string {
  return kept.length === 0 ? 'none' : kept.join(',');
}
