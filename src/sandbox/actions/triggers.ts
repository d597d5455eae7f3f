import type { TriggerEvent } from './actions.ts';
import { resolveRef } from './bare-git.ts';
import { createRun } from './create-run.ts';
import type { HostRepository } from './host.ts';
import type { Machine } from './machine.ts';
import { part, textOf } from './payload.ts';
import { ON_DEFAULT_BRANCH, type Trigger } from './trigger-kind.ts';
import { isFromFork, PULL_REQUEST, PULL_REQUEST_TARGET } from './trigger-pull-request.ts';
import { PUSH } from './trigger-push.ts';
import { WORKFLOW_RUN } from './trigger-workflow-run.ts';

/** By the name under `on:`. What is not here starts nothing in the sandbox. */
const TRIGGERS: Readonly<Record<string, Trigger>> = {
  push: PUSH,
  create: { ...ON_DEFAULT_BRANCH, runsAt: 'event', passes: () => true },
  delete: { ...ON_DEFAULT_BRANCH, passes: () => true },
  issue_comment: { ...ON_DEFAULT_BRANCH, title: (event) => textOf(part(event.payload, 'issue'), 'title') },
  status: { ...ON_DEFAULT_BRANCH, passes: () => true },
  // Suites and runs of Actions' own App do not get here.
  check_run: ON_DEFAULT_BRANCH,
  check_suite: { ...ON_DEFAULT_BRANCH, counts: (event) => event.payload['action'] === 'completed' },
  workflow_run: WORKFLOW_RUN,
  pull_request: PULL_REQUEST,
  pull_request_target: PULL_REQUEST_TARGET,
  repository_dispatch: {
    ...ON_DEFAULT_BRANCH,
    title: (event) => textOf(event.payload, 'action'),
    startsByToken: true,
  },
};

/** Events of another name that one webhook stands for. */
const ALSO: Readonly<Record<string, string>> = { pull_request: 'pull_request_target' };

/** Starts the workflows that ask for the event; answers their runs. */
export function trigger(machine: Machine, event: TriggerEvent): Promise<readonly number[]> {
  const names = [event.name, ALSO[event.name]];
  const kinds = names.flatMap((name) => {
    const kind = name === undefined ? undefined : TRIGGERS[name];
    return name === undefined || kind === undefined ? [] : [{ name, kind }];
  });
  const able = kinds.filter(
    ({ kind }) => (kind.startsByToken || !event.byWorkflowToken) && kind.counts(event),
  );
  if (able.length === 0) return Promise.resolve([]);
  return machine.work(async () => {
    const runs: number[] = [];
    for (const { name, kind } of able) runs.push(...(await startAll(machine, { ...event, name }, kind)));
    return runs;
  });
}

async function startAll(machine: Machine, event: TriggerEvent, kind: Trigger): Promise<readonly number[]> {
  const repository = machine.host.repository(event.repository);
  const at = repository === null ? null : await placeOf(event, kind, repository);
  if (repository === null || at === null) return [];
  const fromFork = event.name === 'pull_request' && isFromFork(event, repository.fullName);
  const runs: number[] = [];
  for (const blob of await machine.registry.files(repository, at.sha)) {
    const parsed = await machine.registry.parse(repository, blob);
    const file = parsed.kind === 'valid' ? parsed.file : null;
    const filter = file?.events.get(event.name);
    const starts = file === null ? kind.showsInvalid : filter !== undefined;
    if (!starts || (filter !== undefined && !(await kind.passes(filter, event, repository)))) continue;
    const workflow = await machine.registry.register(repository, blob);
    const run = await createRun(machine, {
      ...{ repository, workflow, file, ...at },
      event: event.name,
      actor: event.actor,
      payload: event.payload,
      inputs: {},
      title: kind.title(event) ?? workflow.name,
      byWorkflowToken: event.byWorkflowToken,
      chain: event.chain,
      head: kind.head(event),
      fromFork,
      needsApproval:
        fromFork && newcomersIn(event).some((login) => machine.host.isNewcomer(repository.fullName, login)),
    });
    runs.push(run.id);
  }
  return runs;
}

/** Whoever made the pull request, and whoever the event is by (GitHub, "Approving workflow runs from public forks"). */
function newcomersIn({ payload, actor }: TriggerEvent): readonly string[] {
  return [textOf(part(part(payload, 'pull_request'), 'user'), 'login'), actor];
}

/** Whose workflow files count; null: there is no such commit. */
async function placeOf(
  event: TriggerEvent,
  kind: Trigger,
  repository: HostRepository,
): Promise<TriggerEvent['at']> {
  if (kind.runsAt === 'event') return event.at;
  return resolveRef(repository.gitDirectory, `refs/heads/${repository.defaultBranch}`);
}
