import type { Json, JsonObject } from '../domain/json.ts';
import { splitTemplate } from '../expressions/template.ts';
import type { ReadLocal } from './our-steps.ts';
import { findOurSteps } from './our-steps.ts';
import { quoted } from './problems.ts';
import type { Path, Sheet } from './sheet.ts';
import { checkSteps } from './step-rules.ts';

/** What a workflow must have so that Signalbox can start it and knows its run again (design, section 6). */
const INPUT = 'on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }';
const RUN_NAME = 'run-name: ${{ fromJSON(inputs.signalbox).title }}';

/** Within one expression of the run name. */
const TITLE = /fromjson\(\s*(?:github\.event\.)?inputs\.signalbox\s*\)\s*(?:\.\s*title|\[\s*'title'\s*\])/i;

/** @returns whether a workflow that is called is handed our input on. */
export function isHandedOurInput(sheet: Sheet): boolean {
  const call = objectOf(objectOf(objectOf(sheet.value)?.['on'])?.['workflow_call']);
  return Object.hasOwn(objectOf(call?.['inputs']) ?? {}, 'signalbox');
}

/** @returns whether the workflow declares the input `signalbox`. */
export function takesOurInput(sheet: Sheet): boolean {
  return dispatchInputs(sheet.value) !== null;
}

/**
 * Notes what a workflow lacks: the input, the run name by which a run is found again, and our step, without which
 * nothing keeps a second run out of the environment (invariant 4).
 *
 * @param local reads another workflow of the repository, since the step may be in one that is called.
 */
export function checkWorkflow(sheet: Sheet, local: ReadLocal): void {
  const workflow = objectOf(sheet.value);
  if (workflow === null) {
    sheet.problem([], 'this is not a workflow');
    return;
  }
  checkInput(sheet, workflow);
  checkRunName(sheet, workflow);
  checkSteps(sheet, findOurSteps(workflow, local));
}

function checkInput(sheet: Sheet, workflow: JsonObject): void {
  const inputs = dispatchInputs(sheet.value);
  if (inputs === null) {
    const path = triggerPath(workflow);
    sheet.problem(path, `the workflow does not take the input "signalbox"; add: ${INPUT}`, 'key');
    return;
  }
  const path = ['on', 'workflow_dispatch', 'inputs'];
  for (const [name, written] of Object.entries(inputs)) {
    const input = objectOf(written) ?? {};
    if (name === 'signalbox') checkOwnInput(sheet, [...path, name], input);
    else if (input['required'] === true && input['default'] === undefined) {
      const message = `Signalbox sends only the input "signalbox", so ${quoted(name)} must have a default or not be required`;
      sheet.problem([...path, name], message, 'key');
    }
  }
}

function checkOwnInput(sheet: Sheet, path: Path, input: JsonObject): void {
  const type = input['type'] ?? 'string';
  if (type !== 'string') {
    sheet.problem([...path, 'type'], 'the input "signalbox" must be of type string: it holds JSON');
  }
}

function checkRunName(sheet: Sheet, workflow: JsonObject): void {
  const name = workflow['run-name'];
  if (typeof name === 'string' && showsTitle(name)) return;
  const message = `without our title in its run name a run cannot be found again; write: ${RUN_NAME}`;
  sheet.problem(['run-name'], message, 'key');
}

function showsTitle(name: string): boolean {
  const template = splitTemplate(name);
  if (template.kind === 'unclosed') return false;
  return template.parts.some((part) => part.kind === 'expression' && TITLE.test(part.source));
}

/** @returns the inputs of `workflow_dispatch` if `signalbox` is among them. */
function dispatchInputs(value: Json): JsonObject | null {
  const dispatch = objectOf(objectOf(objectOf(value)?.['on'] ?? null)?.['workflow_dispatch'] ?? null);
  const inputs = objectOf(dispatch?.['inputs'] ?? null);
  return inputs !== null && Object.hasOwn(inputs, 'signalbox') ? inputs : null;
}

function triggerPath(workflow: JsonObject): Path {
  const on = objectOf(workflow['on'] ?? null);
  return on !== null && Object.hasOwn(on, 'workflow_dispatch') ? ['on', 'workflow_dispatch'] : ['on'];
}

function objectOf(value: Json | undefined): JsonObject | null {
  return typeof value === 'object' && value !== null && !isList(value) ? value : null;
}

function isList(value: readonly Json[] | JsonObject): value is readonly Json[] {
  return Array.isArray(value);
}
