import { join, resolve } from 'node:path';
import { ActionUnavailable, loadAction, type CompositeAction, type LoadedAction } from './action-file.ts';
import { checkout } from './checkout.ts';
import { evaluateText, evaluateTexts } from './expression.ts';
import { contextsOf, type JobSession, type StepCall, type StepScope, type StepWork } from './job-session.ts';
import { type InputsAt, runMain } from './javascript-step.ts';
import { runStep } from './step-runner.ts';
import type { StepPlan } from './workflow-file.ts';

/** Whether this is the action that the runner brings along. */
export function isCheckout(uses: string): boolean {
  return /^actions\/checkout@/i.test(uses);
}

/** Turns a step of a composite action into work. */
export type WorkOf = (session: JobSession, scope: StepScope, plan: StepPlan) => StepWork;

/**
 * Performs a `uses:` step; `workOf` is for the steps within a composite action.
 * @throws {ActionUnavailable}
 */
export async function useAction(plan: StepPlan, call: StepCall, workOf: WorkOf): Promise<boolean> {
  const { session } = call;
  const uses = plan.uses ?? '';
  const contexts = contextsOf(session, call.scope, call.env);
  const given = evaluateTexts(plan.with, contexts);
  describe(call, uses, given);
  if (isCheckout(uses)) return checkout(call, given);
  const action = await findAction(session, uses);
  warnOfUnknown(call, action, given);
  if (action.kind === 'javascript') return runMain(plan, action, inputsAt(plan, action), call);
  return runComposite(action, actionInputs(call, action, given), call, workOf);
}

/**
 * The action of a `uses:`; remote ones are loaded once.
 * @throws {ActionUnavailable}
 */
export async function findAction(session: JobSession, uses: string): Promise<LoadedAction> {
  if (uses.startsWith('./')) return loadAction(resolve(session.folders.workspace, uses), uses);
  const loaded = session.actions.get(uses) ?? (await loadAction(await remoteFolder(session, uses), uses));
  session.actions.set(uses, loaded);
  return loaded;
}

/** Inputs of an action: as given, else their defaults. */
export function actionInputs(
  call: Pick<StepCall, 'session' | 'scope' | 'env'>,
  action: LoadedAction,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const contexts = contextsOf(call.session, call.scope, call.env);
  const defaults = [...action.inputs].map(
    ([name, value]) => [name, value === undefined ? '' : evaluateText(value, contexts)] as const,
  );
  const byLowerCase = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const known = defaults.map(
    ([name, value]) => [name, byLowerCase.get(name.toLowerCase()) ?? value] as const,
  );
  const names = new Set(known.map(([name]) => name.toLowerCase()));
  const unknown = Object.entries(given).filter(([name]) => !names.has(name.toLowerCase()));
  return Object.fromEntries([...known, ...unknown]);
}

function inputsAt(plan: StepPlan, action: LoadedAction): InputsAt {
  return (call) => {
    const contexts = contextsOf(call.session, call.scope, call.env);
    return actionInputs(call, action, evaluateTexts(plan.with, contexts));
  };
}

async function remoteFolder(session: JobSession, uses: string): Promise<string> {
  const [, owner, name, path, ref] = /^([\w.-]+)\/([\w.-]+)((?:\/[^@]+)?)@(.+)$/.exec(uses) ?? [];
  if (owner === undefined || name === undefined || ref === undefined) {
    throw new ActionUnavailable(`The sandbox cannot run '${uses}'.`);
  }
  const folder = await session.machine.host.resolveAction({ owner, name, ref });
  if (folder === null) {
    throw new ActionUnavailable(`Unable to resolve action \`${uses}\`, repository not found`);
  }
  return join(folder, path ?? '');
}

async function runComposite(
  action: CompositeAction,
  inputs: Readonly<Record<string, string>>,
  call: StepCall,
  workOf: WorkOf,
): Promise<boolean> {
  const { session } = call;
  const scope: StepScope = {
    steps: new Map(),
    inputs,
    env: { ...call.scope.env, ...call.env },
    actionPath: action.folder,
    failed: false,
  };
  for (const step of action.steps) {
    await runStep(session, workOf(session, scope, step), { scope, record: null, around: call.stop });
  }
  const contexts = contextsOf(session, scope);
  for (const [name, value] of action.outputs) call.outputs.set(name, evaluateText(value, contexts));
  return !scope.failed && !call.stop.aborted;
}

function describe(call: StepCall, uses: string, given: Readonly<Record<string, string>>): void {
  const { log } = call.session.job;
  log.line(`##[group]Run ${uses}`);
  if (Object.keys(given).length > 0) log.line('with:');
  for (const [name, value] of Object.entries(given)) log.line(`  ${name}: ${value.split('\n')[0] ?? ''}`);
  log.line('##[endgroup]');
}

function warnOfUnknown(call: StepCall, action: LoadedAction, given: Readonly<Record<string, string>>): void {
  const valid = [...action.inputs.keys()];
  const names = new Set(valid.map((name) => name.toLowerCase()));
  const unknown = Object.keys(given).filter((name) => !names.has(name.toLowerCase()));
  if (unknown.length === 0) return;
  const quoted = (list: readonly string[]): string => list.map((name) => `'${name}'`).join(', ');
  call.session.job.log.line(
    `##[warning]Unexpected input(s) ${quoted(unknown)}, valid inputs are [${quoted(valid)}]`,
  );
}
