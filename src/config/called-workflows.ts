import type { Json, JsonObject } from '../domain/json.ts';
import { isJsonObject } from '../domain/json.ts';

/** Characters of a reference that are looked at. */
export const LONGEST_USES = 500;
/** `$/` is the repository itself, as `./` is (GitHub documentation, "Reuse workflows"). */
const LOCAL_WORKFLOW = /^[.$]\/\.github\/workflows\/([^/]+\.ya?ml)$/;
const WORKFLOW_REFERENCE = /^([^/@]+\/[^/@]+)\/\.github\/workflows\/([^/@]+\.ya?ml)@/;

/** @returns the file of the workflow that a job calls, if it is one of the same repository. */
export function localWorkflow(job: Json | undefined): string | null {
  const { uses } = objectOf(job);
  return typeof uses === 'string' ? (LOCAL_WORKFLOW.exec(uses)?.[1] ?? null) : null;
}

/**
 * @param reference a workflow as GitHub names it, like `acme/shop/.github/workflows/deploy.yml@refs/heads/main`.
 * @param repository the repository that is looked at, like `acme/shop`.
 * @returns `deploy.yml` for one of the same repository, for others the reference without its version; empty when it
 * names none.
 */
export function workflowName(reference: string, repository: string): string {
  const [, owner = '', file = ''] = WORKFLOW_REFERENCE.exec(reference.slice(0, LONGEST_USES)) ?? [];
  if (file === '') return '';
  const isOwn = owner.toLowerCase() === repository.toLowerCase();
  return isOwn ? file : `${owner.toLowerCase()}/.github/workflows/${file}`;
}

/** @returns the workflows that a workflow calls, named as `workflowName` does. */
export function calledWorkflows(workflow: Json, repository: string): string[] {
  const jobs = Object.values(objectOf(objectOf(workflow)['jobs']));
  const names = jobs.map((job) => {
    const { uses } = objectOf(job);
    return localWorkflow(job) ?? (typeof uses === 'string' ? workflowName(uses, repository) : '');
  });
  return names.filter((name) => name !== '');
}

/** @returns the value if it is an object, else an empty one. */
export function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}
