import type { Played, PlayOptions } from './play.ts';
import { play } from './play.ts';
import type { WorldSetup } from './setup.ts';
import type { Step } from './steps.ts';
import type { Violation } from './watch.ts';

/**
 * Plays a story and, where several repositories share the processes of the App, each of them once more without the
 * others: it must come to the same, to the second. Only deaths of processes are shared, and happen again.
 */
export async function judge(
  setup: WorldSetup,
  steps: readonly Step[],
  options: PlayOptions = {},
): Promise<Played> {
  let played = await play(setup, steps, options);
  if (setup.repositories.length === 1) return played;
  for (const repository of setup.repositories) {
    if (played.violation) break;
    const { name } = repository;
    const deaths = played.deaths.filter((each) => each.repository !== name);
    const alone = await play({ ...setup, repositories: [repository] }, steps, {
      ...options,
      deaths,
      tidies: false,
    });
    const violation = alone.violation ?? difference(name, played, alone);
    played = { ...played, violation, turns: played.turns + alone.turns, looks: played.looks + alone.looks };
  }
  return played;
}

function difference(name: string, together: Played, alone: Played): Violation | null {
  const one = together.histories.get(name) ?? [];
  const other = alone.histories.get(name) ?? [];
  const at = one.findIndex((commit, index) => commit !== other[index]);
  if (at === -1 && one.length === other.length) return null;
  const turn = at === -1 ? one.length : at;
  const what = `${name} has “${one[turn] ?? 'nothing'}” as its commit ${turn + 1}, and alone “${other[turn] ?? 'nothing'}”`;
  return { invariant: 'one repository is nothing to another', what };
}
