import type { Seconds } from '../domain/instant.ts';
import type { ActivityPolicy, EnvironmentSelector } from '../domain/policy.ts';
import { complain } from './check-shape.ts';
import { secondsOf } from './durations.ts';
import { textAttributes } from './environments.ts';
import type { WrittenActivity, WrittenDeploy } from './process-schema.ts';
import type { Path, Sheet } from './sheet.ts';

/** @returns the activity; undefined when it is neither one task nor one deploy, which has then been said. */
export function readActivity(
  sheet: Sheet,
  path: Path,
  written: WrittenActivity,
  deadline: Seconds,
): ActivityPolicy | undefined {
  const { task, deploy } = written;
  if (task !== undefined && deploy !== undefined) {
    complain(
      sheet,
      [...path, 'deploy'],
      'is a second activity beside the task; put both into "activities"',
      'key',
    );
    return undefined;
  }
  if (deploy !== undefined) return readDeploy(sheet, path, written, deploy);
  if (task === undefined) {
    complain(sheet, path, 'needs "task: <name>" or "deploy: { to: …, up: … }"');
    return undefined;
  }
  if (written.workflow === undefined) {
    complain(sheet, [...path, 'task'], 'a task needs "workflow: <file>" beside it');
    return undefined;
  }
  return {
    kind: 'task',
    name: task,
    workflow: written.workflow,
    inputs: written.inputs ?? {},
    deadline: secondsOf(written.deadline, deadline),
  };
}

function readDeploy(
  sheet: Sheet,
  path: Path,
  around: WrittenActivity,
  written: WrittenDeploy,
): ActivityPolicy {
  if (around.workflow !== undefined) {
    complain(sheet, [...path, 'workflow'], 'a deploy names its workflow inside, as "up"', 'key');
  }
  if (around.inputs !== undefined) {
    complain(sheet, [...path, 'inputs'], 'the inputs of a deploy stand inside "deploy"', 'key');
  }
  if (around.deadline !== undefined) {
    complain(sheet, [...path, 'deadline'], 'the deadline of a deploy stands at its environment', 'key');
  }
  return {
    kind: 'deploy',
    ...(written.name === undefined ? {} : { name: written.name }),
    to: selectorOf(written.to),
    up: written.up,
    ...(written.down === undefined ? {} : { down: written.down }),
    inputs: written.inputs ?? {},
  };
}

function selectorOf(written: WrittenDeploy['to']): EnvironmentSelector {
  if (typeof written === 'string') return { kind: 'name', names: [written] };
  if (Array.isArray(written)) return { kind: 'name', names: written };
  return { kind: 'attributes', attributes: textAttributes(written) };
}
