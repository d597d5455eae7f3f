import type { JsonObject } from '../actions/host.ts';
import { latestRuns } from '../checks.ts';
import { happen } from '../events.ts';
import type { Commit } from '../git/commit.ts';
import { resolveCommit } from '../git/resolve.ts';
import { appOf } from '../model/app.ts';
import type { Deployment, DeploymentStatus } from '../model/deployment.ts';
import { deploymentShape, deploymentStatusShape } from '../shapes/deployment.ts';
import { nowText } from '../world.ts';
import type { Answer } from './answer.ts';
import { created, HttpError, invalid, notFound, ok } from './answer.ts';
import { flag, list, text, texts } from './fields.ts';
import type { ActorRequest, RepoRequest, Route } from './route.ts';
import { numberParam, pageAnswer, repoRead, repoWrite } from './route.ts';
import { newestStatuses } from './statuses.ts';

const WRITE = { grants: ['deployments:write'], role: 'write' } as const;
const PATH = '/repos/{owner}/{repo}/deployments';

export const deploymentRoutes: readonly Route[] = [
  repoWrite(`POST ${PATH}`, WRITE, create),
  repoRead(`GET ${PATH}`, ['deployments:read'], listAll),
  repoRead(`GET ${PATH}/{deployment_id}`, ['deployments:read'], get),
  repoWrite(`POST ${PATH}/{deployment_id}/statuses`, WRITE, createStatus),
  repoRead(`GET ${PATH}/{deployment_id}/statuses`, ['deployments:read'], listStatuses),
];

const LONGEST_DESCRIPTION = 140;

async function create(request: ActorRequest): Promise<Answer> {
  const { world, repository, caller, body } = request;
  const ref = text(body, 'ref') ?? '';
  const commit = await resolveCommit(repository.objects, ref);
  if (commit === null) throw new HttpError(422, `No ref found for: ${ref}`);
  const environment = text(body, 'environment') ?? 'production';
  refuseFailedContexts(request, commit);
  if (flag(body, 'auto_merge') ?? true) await refuseBehind(request, commit, ref);
  const deployment: Deployment = {
    id: world.nextId('deployment'),
    sha: commit.oid,
    ref,
    task: text(body, 'task') ?? 'deploy',
    payload: body['payload'] ?? {},
    environment,
    description: checkDescription(text(body, 'description')) ?? null,
    creator: caller.account,
    app: appOf(caller),
    transient: flag(body, 'transient_environment') ?? false,
    production: flag(body, 'production_environment') ?? environment === 'production',
    createdAt: nowText(world),
    updatedAt: nowText(world),
    statuses: [],
  };
  repository.deployments.set(deployment.id, deployment);
  const shaped = deploymentShape(world, repository, deployment);
  const payload = { action: 'created', deployment: shaped, workflow: null, workflow_run: null };
  happen(world, { repository, name: 'deployment', payload, actor: caller, at: at(deployment) });
  return created(shaped);
}

/** Without `required_contexts` every status and check run of the commit has to be green; `[]` asks for none. */
function refuseFailedContexts(request: ActorRequest, commit: Commit): void {
  const { repository, body } = request;
  const states = new Map<string, boolean>();
  for (const status of newestStatuses(repository, commit.oid)) {
    states.set(status.context, status.state === 'success');
  }
  const runs = [...repository.checkRuns.values()].filter((run) => run.headSha === commit.oid);
  for (const run of latestRuns(runs)) {
    states.set(run.name, ['success', 'neutral', 'skipped'].includes(run.conclusion ?? ''));
  }
  const wanted =
    list(body, 'required_contexts') === undefined ? [...states.keys()] : texts(body, 'required_contexts');
  const bad = wanted.filter((context) => states.get(context) !== true);
  if (bad.length === 0) return;
  const contexts = [...states].map(([context, good]) => ({ context, state: good ? 'success' : 'failure' }));
  throw new HttpError(409, `Conflict: Commit status checks failed for ${text(body, 'ref') ?? ''}.`, {
    errors: [{ contexts, resource: 'Deployment', field: 'required_contexts', code: 'invalid' }],
  });
}

/** `auto_merge` would merge the default branch into the ref. The sandbox refuses instead: we must not ask for it. */
async function refuseBehind(request: ActorRequest, commit: Commit, ref: string): Promise<void> {
  const { repository } = request;
  const head = await resolveCommit(repository.objects, repository.defaultBranch);
  if (head === null || head.oid === commit.oid || /^[0-9a-f]{40}$/.test(ref)) return;
  throw new HttpError(409, `Conflict merging ${repository.defaultBranch} into ${ref}.`);
}

function listAll(request: RepoRequest): Answer {
  const { world, repository, query } = request;
  const wanted = [...repository.deployments.values()].filter((deployment) =>
    (['sha', 'ref', 'task', 'environment'] as const).every(
      (field) => query[field] === undefined || query[field] === 'none' || deployment[field] === query[field],
    ),
  );
  return pageAnswer(request, wanted.reverse(), (deployment) =>
    deploymentShape(world, repository, deployment),
  );
}

function get(request: RepoRequest): Answer {
  return ok(deploymentShape(request.world, request.repository, find(request)));
}

function createStatus(request: ActorRequest): Answer {
  const { world, repository, caller, body } = request;
  const deployment = find(request);
  const status: DeploymentStatus = {
    id: world.nextId('deploymentStatus'),
    state: text(body, 'state') ?? '',
    creator: caller.account,
    app: appOf(caller),
    description: checkDescription(text(body, 'description')) ?? '',
    environment: text(body, 'environment') ?? deployment.environment,
    targetUrl: text(body, 'log_url') ?? text(body, 'target_url') ?? '',
    environmentUrl: text(body, 'environment_url') ?? '',
    createdAt: nowText(world),
  };
  record(request, deployment, status);
  if (status.state === 'success' && (flag(body, 'auto_inactive') ?? true)) {
    deactivateOthers(request, deployment);
  }
  return created(deploymentStatusShape(world, repository, deployment, status));
}

/** GitHub: earlier successes there that are neither transient nor production become `inactive`. */
function deactivateOthers(request: ActorRequest, deployment: Deployment): void {
  const { world, repository, caller } = request;
  for (const other of repository.deployments.values()) {
    const same = other.environment === deployment.environment && other.id < deployment.id;
    const eligible = same && !other.transient && !other.production;
    if (!eligible || other.statuses.at(-1)?.state !== 'success') continue;
    record(request, other, {
      id: world.nextId('deploymentStatus'),
      state: 'inactive',
      creator: caller.account,
      app: appOf(caller),
      description: '',
      environment: other.environment,
      targetUrl: '',
      environmentUrl: '',
      createdAt: nowText(world),
    });
  }
}

function record(request: ActorRequest, deployment: Deployment, status: DeploymentStatus): void {
  const { world, repository, caller } = request;
  deployment.statuses.push(status);
  deployment.updatedAt = status.createdAt;
  // GitHub sends no event for `inactive`.
  if (status.state === 'inactive') return;
  const payload: JsonObject = {
    action: 'created',
    deployment_status: deploymentStatusShape(world, repository, deployment, status),
    deployment: deploymentShape(world, repository, deployment),
    check_run: null,
    workflow: null,
    workflow_run: null,
  };
  happen(world, { repository, name: 'deployment_status', payload, actor: caller, at: at(deployment) });
}

function listStatuses(request: RepoRequest): Answer {
  const { world, repository } = request;
  const deployment = find(request);
  return pageAnswer(request, [...deployment.statuses].reverse(), (status) =>
    deploymentStatusShape(world, repository, deployment, status),
  );
}

function find(request: RepoRequest): Deployment {
  const deployment = request.repository.deployments.get(numberParam(request, 'deployment_id'));
  if (deployment === undefined) throw notFound();
  return deployment;
}

function checkDescription(description: string | undefined): string | undefined {
  if ((description ?? '').length <= LONGEST_DESCRIPTION) return description;
  const message = 'description is too long (maximum is 140 characters)';
  throw invalid('Deployment', 'description', 'custom', message);
}

function at(deployment: Deployment): { readonly ref: string; readonly sha: string } {
  return { ref: `refs/heads/${deployment.ref}`, sha: deployment.sha };
}
