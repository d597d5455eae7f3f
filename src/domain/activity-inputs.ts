import { evaluate } from '../expressions/evaluate.ts';
import type { Evaluation } from '../expressions/evaluate.ts';
import { activitySpec } from './attempts.ts';
import type { JsonObject } from './json.ts';
import { isJsonObject } from './json.ts';
import { own } from './own.ts';
import type { Policy } from './policy.ts';
import type { Attempt } from './attempt.ts';
import type { Release } from './release.ts';
import type { ActivitySpec } from './release-spec.ts';
import { spellRelease } from './names.ts';
import { appState } from './state.ts';
import type { Turn } from './turn.ts';

/** Names that expressions of an activity's inputs may use (design, section 6). */
export const EXPRESSION_ROOTS = [
  'release',
  'app',
  'environment',
  'inputs',
  'vars',
  'tasks',
  'deploys',
  'previous',
] as const;

/**
 * Resolves the inputs of an activity. A rollback's inputs are the values that its target ran with, so nothing is
 * evaluated again.
 */
export function resolveInputs(
  turn: Turn,
  { release, spec, attempt }: { release: Release; spec: ActivitySpec; attempt: Attempt },
  policy: Policy,
): Evaluation {
  const set = attempt.set ?? {};
  const given = Object.fromEntries(Object.entries(spec.inputs).filter(([name]) => !(name in set)));
  if (release.spec.rollback) return { kind: 'value', value: { ...given, ...set } };
  const evaluated = evaluate(given, expressionContext(turn, release, spec, policy));
  if (evaluated.kind !== 'value') return evaluated;
  return { kind: 'value', value: { ...(isJsonObject(evaluated.value) ? evaluated.value : {}), ...set } };
}

/** @returns outputs of the release's tasks and deploys that succeeded, or that a rollback took over. */
export function releaseOutputs(release: Release): {
  tasks: Record<string, JsonObject>;
  deploys: Record<string, JsonObject>;
} {
  const tasks: Record<string, JsonObject> = { ...release.spec.rollback?.outputs };
  const deploys: Record<string, JsonObject> = {};
  for (const activity of release.phases.flatMap((phase) => phase.activities)) {
    const outputs = activity.attempts.findLast((attempt) => attempt.status === 'succeeded')?.outputs;
    const spec = activitySpec(release, activity.name);
    if (outputs && spec) (spec.kind === 'task' ? tasks : deploys)[activity.name] = outputs;
  }
  return { tasks, deploys };
}

function expressionContext(turn: Turn, release: Release, spec: ActivitySpec, policy: Policy): JsonObject {
  const outputs = releaseOutputs(release);
  const environment = spec.kind === 'deploy' ? own(policy.environments, spec.environment) : undefined;
  return {
    release: {
      number: release.number,
      name: spellRelease(release, false),
      sha: release.spec.sha,
      ref: release.spec.ref,
      description: release.spec.description,
    },
    app: { name: release.app },
    environment: environment
      ? { name: environment.name, attributes: environment.attributes, url: environment.url ?? null }
      : null,
    inputs: release.spec.inputs,
    vars: release.spec.vars,
    tasks: wrapOutputs(outputs.tasks),
    deploys: wrapOutputs(outputs.deploys),
    previous: { tasks: previousTasks(turn, release, spec) },
  };
}

function wrapOutputs(outputs: Record<string, JsonObject>): JsonObject {
  return Object.fromEntries(Object.entries(outputs).map(([name, each]) => [name, { outputs: each }]));
}

/** Per task, the outputs of the newest earlier release in which it succeeded (OCU-S10). */
function previousTasks(turn: Turn, release: Release, spec: ActivitySpec): JsonObject {
  if (!JSON.stringify(spec.inputs).includes('previous')) return {};
  const successes = Object.entries(appState(turn.state, release.app).tasks);
  const looks = successes.map(([task, numbers]) => (): [string, JsonObject] | null => {
    const number = numbers.find((each) => each < release.number);
    const earlier = number === undefined ? null : turn.release(release.app, number);
    const outputs = earlier ? releaseOutputs(earlier).tasks[task] : undefined;
    return outputs ? [task, { outputs }] : null;
  });
  return Object.fromEntries(turn.facts.all(looks).filter((each) => each !== null));
}
