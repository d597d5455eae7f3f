import { z } from 'zod';
import { EXPRESSION_ROOTS } from '../domain/activity-inputs.ts';
import type { Json } from '../domain/json.ts';
import { checkExpression, findReferences } from '../expressions/check.ts';
import { complain } from './check-shape.ts';
import { closest } from './closest.ts';
import { keySchema } from './names.ts';
import { quoted } from './problems.ts';
import type { Path, Sheet } from './sheet.ts';

/** What is known below the roots whose fields are always the same; the others hold what users name. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  release: ['number', 'name', 'sha', 'ref', 'description'],
  app: ['name'],
  environment: ['name', 'attributes', 'url'],
  previous: ['tasks'],
};

export const inputsSchema = z
  .record(keySchema, z.json())
  .describe('Values for the workflow: literals, or texts with ${{ }} expressions.');

/** What can be referred to from one activity. */
export interface Surroundings {
  /** Names of the activity itself, as expressions know it: several for a deploy to several environments. */
  readonly own: readonly string[];
  readonly kind: 'task' | 'deploy';
  readonly phase: number;
  /** Activities of the process, by kind: name and place of its phase. */
  readonly tasks: readonly NamedActivity[];
  readonly deploys: readonly NamedActivity[];
}

export interface NamedActivity {
  readonly name: string;
  readonly phase: number;
}

/** Notes what is wrong with the expressions in an activity's inputs. */
export function checkInputs(sheet: Sheet, path: Path, value: Json, around: Surroundings): void {
  if (typeof value === 'string') {
    checkText(sheet, path, value, around);
  } else if (value !== null && typeof value === 'object') {
    const list = Array.isArray(value);
    for (const [key, item] of Object.entries(value)) {
      checkInputs(sheet, [...path, list ? Number(key) : key], item, around);
    }
  }
}

function checkText(sheet: Sheet, path: Path, text: string, around: Surroundings): void {
  if (sheet.isFull()) return;
  for (const message of checkExpression(text, EXPRESSION_ROOTS)) complain(sheet, path, message);
  for (const reference of findReferences(text, EXPRESSION_ROOTS)) {
    const message = sheet.isFull() ? null : complaintOf(reference, around);
    if (message !== null) complain(sheet, path, message);
  }
}

function complaintOf(reference: readonly string[], around: Surroundings): string | null {
  const [root, name, third, fourth] = reference.map((step, index) =>
    index === 0 ? step.toLowerCase() : step,
  );
  if (root === 'environment' && around.kind === 'task') return 'a task has no environment';
  if (root === 'tasks') {
    return complaintOfActivity('task', name, around.tasks, around) ?? complaintOfOutputs(third);
  }
  if (root === 'deploys') {
    return complaintOfActivity('deploy', name, around.deploys, around) ?? complaintOfOutputs(third);
  }
  if (root === 'previous' && name?.toLowerCase() === 'tasks') {
    return unknownActivity('task', third, around.tasks) ?? complaintOfOutputs(fourth);
  }
  return complaintOfField(root ?? '', name);
}

function complaintOfOutputs(name: string | undefined): string | null {
  if (name === undefined || name === '*' || name.toLowerCase() === 'outputs') return null;
  return `there is no ${quoted(name)} in an activity; write ".outputs.${name.slice(0, 60)}"`;
}

/** A field that is never there would be waited for until the deadline. */
function complaintOfField(root: string, name: string | undefined): string | null {
  const fields = FIELDS[root];
  if (fields === undefined || name === undefined || name === '*') return null;
  if (fields.includes(name.toLowerCase())) return null;
  return `there is no ${quoted(name)} in ${root}; there are ${fields.join(', ')}`;
}

function complaintOfActivity(
  kind: 'task' | 'deploy',
  name: string | undefined,
  activities: readonly NamedActivity[],
  around: Surroundings,
): string | null {
  const unknown = unknownActivity(kind, name, activities);
  if (unknown !== null) return unknown;
  const named = activities.filter((activity) => isSame(activity.name, name));
  if (named.length === 0) return null;
  if (kind === around.kind && around.own.some((own) => isSame(own, name))) {
    return `${quoted(name ?? '')} refers to itself`;
  }
  // Within its own phase an input may wait for another activity; what a later phase makes would never come.
  const late = named.every((activity) => activity.phase > around.phase);
  return late ? `the ${kind} ${quoted(name ?? '')} runs in a later phase` : null;
}

function unknownActivity(
  kind: 'task' | 'deploy',
  name: string | undefined,
  activities: readonly NamedActivity[],
): string | null {
  if (name === undefined || name === '*' || activities.some((activity) => isSame(activity.name, name))) {
    return null;
  }
  const near = closest(
    name,
    activities.map((activity) => activity.name),
  );
  const help = near === null ? '' : `; did you mean ${quoted(near)}?`;
  return `there is no ${kind} ${quoted(name)} in this process${help}`;
}

/** GitHub's expressions compare names without case. */
function isSame(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() === b.toLowerCase();
}
