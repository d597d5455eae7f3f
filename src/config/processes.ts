import { z } from 'zod';
import { selectEnvironments } from '../domain/create-release.ts';
import type { Seconds } from '../domain/instant.ts';
import type { ActivityPolicy, PhasePolicy, ProcessPolicy } from '../domain/policy.ts';
import { readActivity } from './activities.ts';
import { checkShape, complain } from './check-shape.ts';
import { readEntries } from './entries.ts';
import type { Environments } from './environments.ts';
import { readChecks } from './gates.ts';
import type { PlacedActivity, PlacedPhase } from './placed.ts';
import { checkProcess } from './process-rules.ts';
import { MAX_PHASES, phaseSchema } from './process-schema.ts';
import type { WrittenPhase } from './process-schema.ts';
import { quoted } from './problems.ts';
import { closest } from './closest.ts';
import type { Path, Sheet } from './sheet.ts';
import type { WorkflowBook } from './workflows.ts';

/** What reading a process needs to know of the rest. */
export interface ProcessSurroundings {
  readonly environments: Environments;
  readonly workflows: WorkflowBook;
  readonly deadline: Seconds;
}

/** Reads `processes:`; a process with a mistake is left out. */
export function readProcesses(
  sheet: Sheet,
  written: Readonly<Record<string, unknown>>,
  around: ProcessSurroundings,
): Readonly<Record<string, ProcessPolicy>> {
  return readEntries(sheet, ['processes'], written, (name, value, path) => {
    const outline = checkShape(sheet, path, processOutline, value);
    if (outline === undefined) return undefined;
    const phases: PlacedPhase[] = [];
    const activities: PlacedActivity[] = [];
    for (const [index, each] of outline.phases.entries()) {
      const at = [...path, 'phases', index];
      const phase = checkShape(sheet, at, phaseSchema, each);
      if (phase === undefined) continue;
      const placed = readPhaseActivities(sheet, at, phase, { ...around, phase: index });
      activities.push(...placed);
      phases.push({ policy: phasePolicy(sheet, at, phase, placed), path: at, index });
    }
    const whole = phases.length === outline.phases.length;
    checkProcess(sheet, { path, phases, activities, whole }, around.environments);
    return { name, phases: phases.map((phase) => phase.policy) };
  });
}

/** A process down to its phases, so that one broken phase does not hide the mistakes in the others. */
const processOutline = z.strictObject({ phases: z.array(z.unknown()).min(1).max(MAX_PHASES) });

function readPhaseActivities(
  sheet: Sheet,
  path: Path,
  written: WrittenPhase,
  around: ProcessSurroundings & { readonly phase: number },
): PlacedActivity[] {
  const listed = (written.activities ?? []).map((each, index) => ({
    written: each,
    path: [...path, 'activities', index],
  }));
  const shorthand = written.task !== undefined || written.deploy !== undefined || listed.length === 0;
  if (shorthand && listed.length > 0) {
    const key = written.task === undefined ? 'deploy' : 'task';
    complain(sheet, [...path, key], 'stands beside "activities"; put it into that list', 'key');
  }
  const all = shorthand ? [{ written, path }, ...listed] : listed;
  return all.flatMap((each) => {
    const policy = readActivity(sheet, each.path, each.written, around.deadline);
    if (policy === undefined) return [];
    return [placeActivity(sheet, each.path, policy, around)];
  });
}

function placeActivity(
  sheet: Sheet,
  path: Path,
  policy: ActivityPolicy,
  around: ProcessSurroundings & { readonly phase: number },
): PlacedActivity {
  const { workflows, phase } = around;
  if (policy.kind === 'task') {
    workflows.use(policy.workflow, (message) => {
      complain(sheet, [...path, 'workflow'], message);
    });
    return { policy, path, phase, names: [policy.name] };
  }
  workflows.use(policy.up, (message) => {
    complain(sheet, [...path, 'deploy', 'up'], message);
  });
  if (policy.down !== undefined) {
    workflows.use(policy.down, (message) => {
      complain(sheet, [...path, 'deploy', 'down'], message);
    });
  }
  complainOfSelection(sheet, [...path, 'deploy', 'to'], policy, around.environments);
  const environments = selectEnvironments(around.environments.policies, policy.to);
  const prefix = policy.name === undefined ? '' : `${policy.name}-`;
  return { policy, path, phase, names: environments.map((each) => `${prefix}${each.name}`) };
}

function complainOfSelection(
  sheet: Sheet,
  path: Path,
  { to }: ActivityPolicy & { kind: 'deploy' },
  environments: Environments,
): void {
  if (to.kind === 'name') {
    for (const [index, name] of to.names.entries()) {
      const at = to.names.length > 1 ? [...path, index] : path;
      if (to.names.indexOf(name) !== index) complain(sheet, at, `names ${quoted(name)} twice`);
      if (environments.names.includes(name)) continue;
      const near = sheet.isFull() ? null : closest(name, environments.names);
      const help = near === null ? '' : `; did you mean ${quoted(near)}?`;
      complain(sheet, at, `there is no environment ${quoted(name)}${help}`);
    }
    return;
  }
  const whole = Object.keys(environments.policies).length === environments.names.length;
  if (whole && selectEnvironments(environments.policies, to).length === 0) {
    complain(sheet, path, 'no environment has these attributes');
  }
}

function phasePolicy(
  sheet: Sheet,
  path: Path,
  written: WrittenPhase,
  activities: readonly PlacedActivity[],
): PhasePolicy {
  const checks = readChecks(sheet, [...path, 'gates', 'checks'], written.gates?.checks);
  return {
    name: written.name,
    gates: checks === undefined ? {} : { checks },
    activities: activities.map((activity) => activity.policy),
  };
}
