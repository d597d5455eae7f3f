import { resolve } from 'node:path';
import type { JavaScriptAction } from './action-file.ts';
import type { StepCall, StepWork } from './job-session.ts';
import { runProgram } from './step-process.ts';
import type { StepPlan } from './workflow-file.ts';

type Inputs = Readonly<Record<string, string>>;

/**
 * GitHub's runner evaluates `with` and the defaults anew for each stage of an action (actions/runner, `ActionRunner`),
 * so that `${{ job.status }}` is true to its moment in `post`.
 */
export type InputsAt = (call: StepCall) => Inputs;

/** Runs the `main` of a JavaScript action; its `post` runs at the end of the job even if this fails. */
export async function runMain(
  plan: StepPlan,
  action: JavaScriptAction,
  inputs: InputsAt,
  call: StepCall,
): Promise<boolean> {
  const state = stateOf(plan, action, inputs, call);
  return runScriptOf(call, { action, script: action.main, inputs: inputs(call), state });
}

/** The `pre` of a JavaScript action as work for the beginning of the job; null: it has none. */
export function preWork(
  plan: StepPlan,
  action: JavaScriptAction,
  work: StepWork,
  inputs: InputsAt,
): StepWork | null {
  const { pre } = action;
  if (pre === null) return null;
  return {
    ...work,
    id: null,
    name: `Pre ${work.name}`,
    condition: action.preIf,
    perform: (call) => {
      const named = { ...call, name: work.name };
      return runScriptOf(call, {
        action,
        script: pre,
        inputs: inputs(call),
        state: stateOf(plan, action, inputs, named),
      });
    },
  };
}

/** What the action saves, by step; the first look registers its `post`. */
function stateOf(
  plan: StepPlan,
  action: JavaScriptAction,
  inputs: InputsAt,
  call: StepCall,
): Map<string, string> {
  const { session, env, scope } = call;
  const known = session.states.get(plan);
  if (known !== undefined) return known;
  const state = new Map<string, string>();
  session.states.set(plan, state);
  const { post } = action;
  if (post !== null) {
    session.posts.push({
      id: null,
      name: `Post ${call.name}`,
      condition: action.postIf,
      env: new Map(),
      continueOnError: false,
      timeoutMinutes: null,
      action: call.action,
      perform: (ending) => {
        // Within a composite action `with` speaks of that action's inputs and steps.
        const at = { ...ending, env, scope };
        return runScriptOf(at, { action, script: post, inputs: inputs(at), state });
      },
    });
  }
  return state;
}

interface ScriptOrder {
  readonly action: JavaScriptAction;
  readonly script: string;
  readonly inputs: Inputs;
  readonly state: Map<string, string>;
}

async function runScriptOf(call: StepCall, order: ScriptOrder): Promise<boolean> {
  const { action, script, inputs, state } = order;
  return runProgram(
    call,
    {
      command: process.execPath,
      args: [resolve(action.folder, script)],
      cwd: call.session.folders.workspace,
      env: {
        ...named(Object.entries(inputs), (name) => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`),
        ...named([...state], (name) => `STATE_${name}`),
      },
    },
    state,
  );
}

function named(
  values: readonly (readonly [string, string])[],
  spell: (name: string) => string,
): Record<string, string> {
  return Object.fromEntries(values.map(([name, value]) => [spell(name), value]));
}
