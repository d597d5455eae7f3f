import type { TriggerEvent } from './actions.ts';
import { part, textOf } from './payload.ts';
import { ON_DEFAULT_BRANCH, passesNames, passesTypes, type Trigger } from './trigger-kind.ts';
import { mapping, texts, type Written } from './written.ts';

/** "You can't use `workflow_run` to chain together more than three levels of workflows": A → B → C → D, and no E. */
const LONGEST_CHAIN = 3;

/**
 * A run of another workflow was requested, began or ended (GitHub, "Events that trigger workflows", `workflow_run`).
 * Runs that a `GITHUB_TOKEN` dispatched start nothing either (assumptions.md).
 */
export const WORKFLOW_RUN: Trigger = {
  ...ON_DEFAULT_BRANCH,
  counts: (event) => event.chain <= LONGEST_CHAIN,
  passes: passesRun,
};

/** `workflows:` are the names of workflows, `branches:` those that the other run was for. */
function passesRun(written: Written, event: TriggerEvent): boolean {
  const filter = mapping(written);
  const run = part(event.payload, 'workflow_run');
  return (
    texts(filter.get('workflows')).includes(textOf(run, 'name')) &&
    passesTypes(written, event) &&
    passesNames(filter, 'branches', [textOf(run, 'head_branch')])
  );
}
