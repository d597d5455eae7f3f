import type { Ancestry } from '../../domain/fact.ts';
import type { Sha } from '../../domain/names.ts';
import type { ScriptedWorld } from './scripted-world.ts';

/** @returns how `head` stands to `base`, found by walking the parents. */
export function ancestry(world: ScriptedWorld, base: Sha, head: Sha): Ancestry {
  if (world.commitOf(base) === undefined || world.commitOf(head) === undefined) return 'unknown';
  if (base === head) return 'identical';
  const ofHead = reachable(world, head);
  const ofBase = reachable(world, base);
  if (ofHead.has(base)) return 'ahead';
  if (ofBase.has(head)) return 'behind';
  return [...ofHead].some((sha) => ofBase.has(sha)) ? 'diverged' : 'unknown';
}

/** @returns the commits of `base..head`. */
export function between(world: ScriptedWorld, base: Sha, head: Sha): ReadonlySet<Sha> {
  const left = reachable(world, base);
  return new Set([...reachable(world, head)].filter((sha) => !left.has(sha)));
}

/** @returns paths that differ between two commits; `base` null: all paths of `head`. */
export function changedPaths(world: ScriptedWorld, base: Sha | null, head: Sha): readonly string[] {
  const before = base === null ? {} : (world.commitOf(base)?.files ?? {});
  const after = world.commitOf(head)?.files ?? {};
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...paths].filter((path) => before[path] !== after[path]).sort();
}

function reachable(world: ScriptedWorld, sha: Sha): Set<Sha> {
  const found = new Set<Sha>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(world.commitOf(next)?.parents ?? []));
  }
  return found;
}
