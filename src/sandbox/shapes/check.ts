import type { JsonObject } from '../actions/host.ts';
import { nodeId } from '../ids.ts';
import type { CheckRun, CheckSuite, Status } from '../model/check.ts';
import type { Repository } from '../model/repository.ts';
import type { World } from '../world.ts';
import { appShape } from './app.ts';
import { repositoryPage, repositoryShape, repositoryUrl } from './repository.ts';
import { userShape } from './user.ts';

export function statusShape(world: World, repository: Repository, status: Status): JsonObject {
  return {
    ...simpleStatusShape(world, repository, status),
    creator: userShape(world.urls, status.creator),
  };
}

/** A status as the combined answer shows it: without who made it. */
export function simpleStatusShape(world: World, repository: Repository, status: Status): JsonObject {
  return {
    url: `${repositoryUrl(world.urls, repository)}/statuses/${status.sha}`,
    avatar_url: `${world.urls.html}/avatars/${String(status.creator.id)}`,
    id: status.id,
    node_id: nodeId('SC', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

export function checkRunShape(world: World, repository: Repository, run: CheckRun): JsonObject {
  const url = `${repositoryUrl(world.urls, repository)}/check-runs/${String(run.id)}`;
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: `${repositoryPage(world.urls, repository)}/runs/${String(run.id)}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      annotations_url: `${url}/annotations`,
      ...run.output,
    },
    check_suite: { id: run.suite.id },
    app: appShape(world.urls, run.suite.app),
    pull_requests: [],
  };
}

/** A suite made by hand shows what its check runs add up to. */
export function suiteState(
  repository: Repository,
  suite: CheckSuite,
): { readonly status: string; readonly conclusion: string | null } {
  if (suite.status !== null) return { status: suite.status, conclusion: suite.conclusion };
  const runs = [...repository.checkRuns.values()].filter((run) => run.suite === suite);
  if (runs.length === 0) return { status: 'queued', conclusion: null };
  if (runs.some((run) => run.status !== 'completed')) return { status: 'in_progress', conclusion: null };
  const worst = ['failure', 'timed_out', 'cancelled', 'action_required', 'stale', 'success'];
  const found = worst.find((conclusion) => runs.some((run) => run.conclusion === conclusion));
  return { status: 'completed', conclusion: found ?? 'neutral' };
}

export function checkSuiteShape(world: World, repository: Repository, suite: CheckSuite): JsonObject {
  const url = `${repositoryUrl(world.urls, repository)}/check-suites/${String(suite.id)}`;
  const runs = [...repository.checkRuns.values()].filter((run) => run.suite === suite).length;
  return {
    id: suite.id,
    node_id: nodeId('CS', suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...suiteState(repository, suite),
    url,
    before: null,
    after: suite.headSha,
    pull_requests: [],
    app: appShape(world.urls, suite.app),
    repository: repositoryShape(world.urls, repository),
    created_at: suite.createdAt,
    updated_at: suite.updatedAt,
    latest_check_runs_count: runs,
    check_runs_url: `${url}/check-runs`,
  };
}
