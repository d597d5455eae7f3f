import type { JsonObject } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { Deployment, DeploymentStatus } from '../model/deployment.ts';
import type { Repository } from '../model/repository.ts';
import type { World } from '../world.ts';
import { appShape } from './app.ts';
import { repositoryUrl } from './repository.ts';
import { userShape } from './user.ts';

export function deploymentShape(world: World, repository: Repository, deployment: Deployment): JsonObject {
  const url = deploymentUrl(world, repository, deployment);
  return {
    url,
    id: deployment.id,
    node_id: nodeId('DE', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: userShape(world.urls, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(world.urls, repository),
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: deployment.app === null ? null : appShape(world.urls, deployment.app),
  };
}

export function deploymentStatusShape(
  world: World,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus,
): JsonObject {
  const url = deploymentUrl(world, repository, deployment);
  return {
    url: `${url}/statuses/${String(status.id)}`,
    id: status.id,
    node_id: nodeId('DES', status.id),
    state: status.state,
    creator: userShape(world.urls, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.targetUrl,
    log_url: status.targetUrl,
    environment_url: status.environmentUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: repositoryUrl(world.urls, repository),
    performed_via_github_app: status.app === null ? null : appShape(world.urls, status.app),
  };
}

function deploymentUrl(world: World, repository: Repository, deployment: Deployment): string {
  return `${repositoryUrl(world.urls, repository)}/deployments/${String(deployment.id)}`;
}
