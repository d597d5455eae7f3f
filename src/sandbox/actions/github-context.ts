import type { Machine } from './machine.ts';
import type { HostRepository, JsonObject } from './host.ts';
import { part, textOf } from './payload.ts';
import { shortRef, type Attempt, type Run } from './run.ts';

/** The `github` context as far as it is known without a job. */
export function githubContext(machine: Machine, run: Run, attempt: Attempt): JsonObject {
  const { host } = machine;
  const repository = repositoryOf(machine, run);
  const workflowRef = `${repository.fullName}/${run.workflow.path}@${run.ref}`;
  return {
    event: run.payload,
    event_name: run.event,
    ref: run.ref,
    ref_name: shortRef(run.ref),
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    ref_protected: false,
    sha: run.sha,
    ...pullRefs(run),
    repository: repository.fullName,
    repository_id: String(repository.id),
    repository_owner: repository.owner,
    repository_owner_id: String(repository.ownerId),
    run_id: String(run.id),
    run_number: String(run.number),
    run_attempt: String(attempt.number),
    actor: run.actor,
    actor_id: String(Number(host.renderUser(run.actor)['id'])),
    triggering_actor: attempt.triggeringActor,
    workflow: run.file?.name ?? run.workflow.path,
    workflow_ref: workflowRef,
    workflow_sha: run.sha,
    server_url: host.serverUrl,
    api_url: host.apiUrl,
    graphql_url: host.graphqlUrl,
    retention_days: '90',
  };
}

/** Only the events of pull requests have them (GitHub, "Contexts reference", `github`). */
function pullRefs(run: Run): JsonObject {
  const pull = run.event.startsWith('pull_request') ? part(run.payload, 'pull_request') : {};
  return { base_ref: textOf(part(pull, 'base'), 'ref'), head_ref: textOf(part(pull, 'head'), 'ref') };
}

/** The repository of a run; the server never forgets one that has runs. */
export function repositoryOf(machine: Machine, run: Run): HostRepository {
  const repository = machine.host.repository(run.repository);
  if (repository === null) throw new Error(`The repository ${run.repository} is gone.`);
  return repository;
}
