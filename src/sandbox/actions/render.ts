import type { ActionsHost, JsonObject } from './host.ts';
import type { RegisteredWorkflow } from './workflow-registry.ts';
import { newest, type Attempt, type Job, type Run } from './run.ts';

/** Time as GitHub's REST API writes it: UTC, without milliseconds. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** REST object `workflow-run`, of the newest attempt unless told otherwise. */
export function renderRun(host: ActionsHost, run: Run, attempt: Attempt = newest(run)): JsonObject {
  const repositoryUrl = `${host.apiUrl}/repos/${run.repository}`;
  const url = `${repositoryUrl}/actions/runs/${run.id}`;
  const repository = host.renderRepository(run.repository);
  return {
    id: run.id,
    name: run.file?.name ?? run.workflow.path,
    node_id: nodeId('WFR', run.id),
    head_branch: run.headBranch,
    head_sha: run.headCommit.sha,
    path: run.workflow.path,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    check_suite_id: run.suiteId,
    check_suite_node_id: nodeId('CS', run.suiteId),
    url,
    html_url: runUrl(host, run),
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(attempt.updatedAt),
    actor: host.renderUser(run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: timestamp(attempt.startedAt),
    triggering_actor: host.renderUser(attempt.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl}/check-suites/${run.suiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt.number === 1 ? null : `${url}/attempts/${attempt.number - 1}`,
    workflow_url: `${repositoryUrl}/actions/workflows/${run.workflow.id}`,
    head_commit: renderCommit(run),
    repository,
    head_repository: host.renderRepository(run.headRepository),
  };
}

/** REST object `job`. */
export function renderJob(host: ActionsHost, run: Run, attempt: Attempt, job: Job): JsonObject {
  const repositoryUrl = `${host.apiUrl}/repos/${run.repository}`;
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.file?.name ?? run.workflow.path,
    head_branch: run.headBranch,
    run_url: `${repositoryUrl}/actions/runs/${run.id}`,
    run_attempt: attempt.number,
    node_id: nodeId('CR', job.id),
    head_sha: run.headCommit.sha,
    url: `${repositoryUrl}/actions/jobs/${job.id}`,
    html_url: jobUrl(host, run, job),
    status: job.status,
    conclusion: job.conclusion,
    created_at: timestamp(job.createdAt),
    started_at: timestamp(job.startedAt ?? job.createdAt),
    completed_at: job.completedAt === null ? null : timestamp(job.completedAt),
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: step.startedAt === null ? null : timestamp(step.startedAt),
      completed_at: step.completedAt === null ? null : timestamp(step.completedAt),
    })),
    check_run_url: `${repositoryUrl}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: job.startedAt === null ? null : 1,
    runner_name: job.startedAt === null ? null : 'Sandbox',
    runner_group_id: job.startedAt === null ? null : 1,
    runner_group_name: job.startedAt === null ? null : 'Default',
  };
}

/** REST object `workflow`. */
export function renderWorkflow(
  host: ActionsHost,
  repository: string,
  workflow: RegisteredWorkflow,
): JsonObject {
  return {
    id: workflow.id,
    node_id: nodeId('W', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: 'active',
    created_at: timestamp(workflow.createdAt),
    updated_at: timestamp(workflow.createdAt),
    url: `${host.apiUrl}/repos/${repository}/actions/workflows/${workflow.id}`,
    html_url: `${host.serverUrl}/${repository}/blob/${workflow.branch}/${workflow.path}`,
    badge_url: `${host.serverUrl}/${repository}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

export function runUrl(host: ActionsHost, run: Run): string {
  return `${host.serverUrl}/${run.repository}/actions/runs/${run.id}`;
}

export function jobUrl(host: ActionsHost, run: Run, job: Job): string {
  return `${runUrl(host, run)}/job/${job.id}`;
}

function renderCommit(run: Run): JsonObject {
  const { sha, tree, message, timestamp: at, author, committer } = run.headCommit;
  return {
    id: sha,
    tree_id: tree,
    message,
    timestamp: timestamp(new Date(at)),
    author: { name: author.name, email: author.email },
    committer: { name: committer.name, email: committer.email },
  };
}

function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}
