import type { JsonObject, JsonValue } from './host.ts';
import { toText } from './expression.ts';
import { isMap, mapping, text, texts, type Written } from './written.ts';

/** Inputs of a dispatch as the run sees them, or GitHub's message why there is no run. */
export type CheckedInputs =
  | {
      readonly kind: 'accepted';
      /** The `inputs` context: booleans and numbers as such. */
      readonly inputs: JsonObject;
      /** `github.event.inputs`: all texts. */
      readonly event: JsonObject;
    }
  | { readonly kind: 'refused'; readonly message: string };

/** GitHub's limit for all inputs together (GitHub, "Events that trigger workflows", `workflow_dispatch`). */
const MOST_CHARACTERS = 65_535;

/** Holds what was sent against what the workflow declares under `on.workflow_dispatch`. */
export function checkInputs(trigger: Written | undefined, given: JsonObject): CheckedInputs {
  const declared = mapping(mapping(trigger).get('inputs'));
  const unexpected = Object.keys(given).filter((name) => !declared.has(name));
  if (unexpected.length > 0) {
    return refused(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  }
  if (JSON.stringify(given).length > MOST_CHARACTERS) return refused('inputs are too large.');
  const inputs: Record<string, JsonValue> = {};
  const event: Record<string, JsonValue> = {};
  for (const [name, written] of declared) {
    const input = isMap(written) ? written : new Map<string, Written>();
    const value = name in given ? toText(given[name] ?? null) : text(input.get('default'));
    if (input.get('required') === true && (value === null || value === '')) {
      return refused(`Required input '${name}' not provided`);
    }
    const type = text(input.get('type')) ?? 'string';
    if (type === 'choice' && value !== null && value !== '' && !texts(input.get('options')).includes(value)) {
      return refused(`Provided value '${value}' for input '${name}' not in the list of allowed values`);
    }
    if (value !== null) event[name] = value;
    inputs[name] = typed(type, value);
  }
  return { kind: 'accepted', inputs, event };
}

function typed(type: string, value: string | null): JsonValue {
  if (type === 'boolean') return value === 'true';
  if (type === 'number') return Number(value ?? 0);
  return value ?? '';
}

function refused(message: string): CheckedInputs {
  return { kind: 'refused', message };
}
