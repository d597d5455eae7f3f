import type { DispatchAnswer, WorkflowDispatch } from './actions.ts';
import { resolveRef } from './bare-git.ts';
import { createRun } from './create-run.ts';
import { checkInputs } from './dispatch-inputs.ts';
import type { HostRepository } from './host.ts';
import type { Machine } from './machine.ts';
import { runUrl } from './render.ts';
import type { WorkflowFile } from './workflow-file.ts';
import type { RegisteredWorkflow } from './workflow-registry.ts';

/**
 * Starts a workflow by hand, with GitHub's checks in GitHub's order: the workflow has to be known (404), the ref has to
 * be a branch or tag, and the file at the ref decides about trigger and inputs (422).
 */
export async function dispatch(machine: Machine, order: WorkflowDispatch): Promise<DispatchAnswer> {
  const repository = machine.host.repository(order.repository);
  const workflow = repository && (await machine.registry.find(repository, order.workflow));
  if (repository === null || workflow === null) return refused('Not Found', 404);
  const target = await resolveRef(repository.gitDirectory, order.ref);
  if (target === null) return refused(`No ref found for: ${order.ref}`);
  const file = await fileAt(machine, repository, workflow, target.sha);
  if (typeof file === 'string') return refused(file);
  const checked = checkInputs(file.events.get('workflow_dispatch'), order.inputs);
  if (checked.kind === 'refused') return refused(checked.message);
  const run = await createRun(machine, {
    ...{ repository, workflow, file },
    event: 'workflow_dispatch',
    ref: target.ref,
    sha: target.sha,
    actor: order.actor,
    byWorkflowToken: order.byWorkflowToken ?? false,
    inputs: checked.inputs,
    title: file.name,
    payload: {
      inputs: checked.event,
      ref: target.ref,
      repository: machine.host.renderRepository(repository.fullName),
      sender: machine.host.renderUser(order.actor),
      workflow: workflow.path,
    },
  });
  const runApi = `${machine.host.apiUrl}/repos/${repository.fullName}/actions/runs/${run.id}`;
  return { kind: 'started', run: run.id, runUrl: runApi, htmlUrl: runUrl(machine.host, run) };
}

/** The workflow as it is at the commit, or GitHub's message. */
async function fileAt(
  machine: Machine,
  repository: HostRepository,
  workflow: RegisteredWorkflow,
  sha: string,
): Promise<WorkflowFile | string> {
  const missing = "Workflow does not have 'workflow_dispatch' trigger";
  const files = await machine.registry.files(repository, sha);
  const blob = files.find(({ path }) => path === workflow.path);
  if (blob === undefined) return missing;
  const parsed = await machine.registry.parse(repository, blob);
  if (parsed.kind === 'invalid') {
    return `Invalid Argument - failed to parse workflow: ${parsed.errors.join(', ')}`;
  }
  return parsed.file.events.has('workflow_dispatch') ? parsed.file : missing;
}

function refused(message: string, status: 404 | 422 = 422): DispatchAnswer {
  return { kind: 'refused', status, message };
}
