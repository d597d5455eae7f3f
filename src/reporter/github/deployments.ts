import type { GitHubClient } from '../../github/client.ts';
import { GitHubRefused } from '../../github/client.ts';
import type { DeploymentProjection } from '../projection.ts';

interface DeploymentJson {
  readonly id: number | bigint;
  /** An object, or its text: GitHub takes both and gives back what it was given. */
  readonly payload: unknown;
}

interface DeploymentStatusJson {
  readonly state: string;
  readonly description: string | null;
  readonly log_url?: string;
  readonly environment_url?: string;
}

/**
 * Creates the deployment. Without `auto_merge: false` GitHub would merge the default branch into the commit's, and
 * without an empty `required_contexts` wait for every check there is: gates are ours (platform, section 9).
 * @returns its id
 */
export async function createDeployment(
  client: GitHubClient,
  deployment: DeploymentProjection,
): Promise<string> {
  const answer = await client.rest<DeploymentJson>('POST /repos/{owner}/{repo}/deployments', {
    ref: deployment.sha,
    task: 'deploy',
    auto_merge: false,
    required_contexts: [],
    payload: { signalbox: deployment.marker },
    environment: deployment.environment,
    description: deployment.description,
    transient_environment: false,
    production_environment: deployment.production,
  });
  return String(answer.data.id);
}

/**
 * Looks through all deployments of the commit, whatever GitHub's environment is called: that name has the app in it or not
 * as the config says at the moment, and it may have said otherwise when the deployment was made.
 * @returns the id of the deployment that this release made there before; null when there is none.
 */
export async function findDeployment(
  client: GitHubClient,
  deployment: DeploymentProjection,
): Promise<string | null> {
  const answer = await client.restPages<DeploymentJson>('GET /repos/{owner}/{repo}/deployments', {
    sha: deployment.sha,
    per_page: 100,
  });
  const own = answer.data.find(({ payload }) => effectIn(payload) === deployment.marker.effect);
  return own === undefined ? null : String(own.id);
}

/**
 * Adds a deployment status. The same one twice shows the same. What ran there before GitHub marks as replaced by itself,
 * except in production (platform, section 9); there it is told by a status of its own.
 * @returns false when somebody has deleted the deployment.
 */
export async function writeDeploymentStatus(
  client: GitHubClient,
  id: string,
  deployment: DeploymentProjection,
): Promise<boolean> {
  try {
    await client.rest('POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses', {
      deployment_id: id,
      state: deployment.state,
      description: deployment.description,
      ...(deployment.logUrl === null ? {} : { log_url: deployment.logUrl }),
      ...(deployment.environmentUrl === null ? {} : { environment_url: deployment.environmentUrl }),
      auto_inactive: deployment.state === 'success' && !deployment.production,
      repeatable: true,
    });
    return true;
  } catch (error) {
    if (error instanceof GitHubRefused && error.status === 404) return false;
    throw error;
  }
}

/** @returns whether the newest status of the deployment says the same. */
export async function isDeploymentShown(
  client: GitHubClient,
  id: string,
  deployment: DeploymentProjection,
): Promise<boolean> {
  const answer = await client.rest<readonly DeploymentStatusJson[]>(
    'GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses',
    { deployment_id: id, per_page: 1 },
  );
  const newest = answer.data[0];
  return (
    newest !== undefined &&
    newest.state === deployment.state &&
    newest.description === deployment.description &&
    (newest.log_url ?? '') === (deployment.logUrl ?? '') &&
    (newest.environment_url ?? '') === (deployment.environmentUrl ?? '')
  );
}

/** Somebody else's payload may be anything. */
function effectIn(payload: unknown): unknown {
  const parsed = typeof payload === 'string' ? parse(payload) : payload;
  const marker = property(parsed, 'signalbox');
  return property(marker, 'effect');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}
