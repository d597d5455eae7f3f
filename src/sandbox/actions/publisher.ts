import type { ActionsHost } from './host.ts';
import { jobUrl, renderJob, renderRun, renderWorkflow, timestamp } from './render.ts';
import { newest, type Attempt, type Job, type Run } from './run.ts';

/** Tells the server what happens to runs and jobs: webhooks, and the checks that stand for them. */
export class Publisher {
  readonly #host: ActionsHost;
  #silent = false;

  constructor(host: ActionsHost) {
    this.#host = host;
  }

  /** Nothing is told from now on; the server is closing. */
  silence(): void {
    this.#silent = true;
  }

  /** `requested` is not sent for a re-run (GitHub, "Webhook events", `workflow_run`). */
  run(run: Run, action: 'requested' | 'in_progress' | 'completed'): void {
    if (this.#silent) return;
    const attempt = newest(run);
    this.#saveSuite(run, attempt, action === 'completed');
    if (action === 'requested' && attempt.number > 1) return;
    this.#host.publish({
      repository: run.repository,
      name: 'workflow_run',
      sender: attempt.triggeringActor,
      byWorkflowToken: attempt.byWorkflowToken,
      chain: run.chain + 1,
      payload: { action, workflow_run: renderRun(this.#host, run, attempt), workflow: this.#workflow(run) },
    });
  }

  job(run: Run, attempt: Attempt, job: Job, action: 'queued' | 'in_progress' | 'completed'): void {
    if (this.#silent) return;
    this.#host.publish({
      repository: run.repository,
      name: 'workflow_job',
      sender: attempt.triggeringActor,
      byWorkflowToken: attempt.byWorkflowToken,
      chain: run.chain + 1,
      payload: { action, workflow_job: renderJob(this.#host, run, attempt, job) },
    });
    const checks = { queued: 'created', in_progress: null, completed: 'completed' } as const;
    this.#host.saveCheckRun(
      {
        id: job.id,
        suiteId: run.suiteId,
        repository: run.repository,
        headSha: run.headCommit.sha,
        name: job.name,
        status: job.status,
        conclusion: job.conclusion,
        startedAt: job.startedAt === null ? null : timestamp(job.startedAt),
        completedAt: job.completedAt === null ? null : timestamp(job.completedAt),
        detailsUrl: jobUrl(this.#host, run, job),
      },
      checks[action],
    );
  }

  #saveSuite(run: Run, attempt: Attempt, completed: boolean): void {
    this.#host.saveCheckSuite(
      {
        id: run.suiteId,
        repository: run.repository,
        headSha: run.headCommit.sha,
        headBranch: run.headBranch,
        status: attempt.status === 'pending' ? 'queued' : attempt.status,
        conclusion: attempt.conclusion,
        createdAt: timestamp(run.createdAt),
        updatedAt: timestamp(attempt.updatedAt),
      },
      completed ? 'completed' : null,
    );
  }

  #workflow(run: Run): ReturnType<typeof renderWorkflow> {
    const { id, path } = run.workflow;
    return renderWorkflow(this.#host, run.repository, {
      id,
      path,
      name: run.file?.name ?? path,
      branch: this.#host.repository(run.repository)?.defaultBranch ?? run.headBranch,
      createdAt: run.createdAt,
    });
  }
}
