import { complain } from './check-shape.ts';
import type { Environments } from './environments.ts';
import { checkInputs } from './inputs.ts';
import type { NamedActivity } from './inputs.ts';
import type { PlacedActivity, PlacedProcess } from './placed.ts';
import { quoted } from './problems.ts';
import type { Path, Sheet } from './sheet.ts';

/** A deploy counts once for each of its environments. All of them stand in the record of each release. */
const MAX_ACTIVITIES = 500;

/**
 * Holds a process against the rules that need all of it: names are unique, a phase's name leads to one place, and
 * expressions refer to what is there in time.
 */
export function checkProcess(sheet: Sheet, process: PlacedProcess, environments: Environments): void {
  complainOfPhaseNames(sheet, process, environments);
  complainOfActivityNames(sheet, process.activities);
  const count = process.activities.reduce((sum, activity) => sum + activity.names.length, 0);
  if (count > MAX_ACTIVITIES) {
    complain(sheet, process.path, `has more than ${MAX_ACTIVITIES} activities`, 'key');
  }
  const broken = Object.keys(environments.policies).length < environments.names.length;
  // References to what could not be read would be called unknown.
  if (!process.whole || broken || count > MAX_ACTIVITIES) return;
  const tasks = named(process.activities, 'task');
  const deploys = named(process.activities, 'deploy');
  for (const { policy, path, phase, names } of process.activities) {
    const inputs = policy.kind === 'task' ? [...path, 'inputs'] : [...path, 'deploy', 'inputs'];
    checkInputs(sheet, inputs, policy.inputs, { own: names, kind: policy.kind, phase, tasks, deploys });
  }
}

/**
 * A command takes a phase's name for all environments of the phase. So a phase may be named like an environment only
 * if that environment is all it deploys to: `/rollback production` must not mean two things.
 */
function complainOfPhaseNames(sheet: Sheet, process: PlacedProcess, environments: Environments): void {
  const seen = new Set<string>();
  for (const { policy, path, index } of process.phases) {
    const name = policy.name.toLowerCase();
    if (seen.has(name)) {
      complain(sheet, [...path, 'name'], `a phase ${quoted(policy.name)} stands above already`);
    }
    seen.add(name);
    const namesake = environments.names.find((each) => each.toLowerCase() === name);
    if (namesake === undefined || environments.policies[namesake] === undefined) continue;
    const targets = deployTargets(process.activities, index, environments);
    if (targets.length === 1 && targets[0] === namesake) continue;
    complain(
      sheet,
      [...path, 'name'],
      `an environment is named ${quoted(namesake)}, so this phase must deploy to just that one or be named differently`,
    );
  }
}

function deployTargets(
  activities: readonly PlacedActivity[],
  phase: number,
  environments: Environments,
): readonly string[] {
  const targets = activities
    .filter((activity) => activity.phase === phase)
    .flatMap(({ policy, names }) => {
      if (policy.kind === 'task') return [];
      const prefix = policy.name === undefined ? 0 : policy.name.length + 1;
      return names.map((name) => name.slice(prefix));
    });
  return [...new Set(targets)].filter((name) => environments.names.includes(name));
}

function complainOfActivityNames(sheet: Sheet, activities: readonly PlacedActivity[]): void {
  const seen = new Map<string, PlacedActivity>();
  for (const activity of activities) {
    for (const name of activity.names) {
      const before = seen.get(name.toLowerCase());
      if (before !== undefined) complain(sheet, namePath(activity), clashOf(name, before, activity));
      seen.set(name.toLowerCase(), activity);
    }
  }
}

function clashOf(name: string, before: PlacedActivity, activity: PlacedActivity): string {
  const both = before.policy.kind === 'deploy' && activity.policy.kind === 'deploy';
  const help = both
    ? 'give this deploy a name of its own'
    : 'names of tasks and deploys are unique in a process';
  return `there is already an activity ${quoted(name)}: ${help}`;
}

function namePath({ policy, path }: PlacedActivity): Path {
  return policy.kind === 'task' ? [...path, 'task'] : [...path, 'deploy'];
}

function named(activities: readonly PlacedActivity[], kind: 'task' | 'deploy'): readonly NamedActivity[] {
  return activities
    .filter((activity) => activity.policy.kind === kind)
    .flatMap(({ names, phase }) => names.map((name) => ({ name, phase })));
}
