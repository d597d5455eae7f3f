import type { CommitFacts } from './bare-git.ts';
import type { JsonObject } from './host.ts';
import type { JobLog } from './job-log.ts';
import type { JobPlan, WorkflowFile } from './workflow-file.ts';

export interface WorkflowIdentity {
  readonly id: number;
  /** Path in the repository. */
  readonly path: string;
}

/** One workflow run with all its attempts. Records are changed only by the runner, never by who reads them. */
export interface Run {
  readonly id: number;
  readonly number: number;
  readonly suiteId: number;
  /** Full name. */
  readonly repository: string;
  readonly workflow: WorkflowIdentity;
  /** Null: the file could not be read, so the run failed before any job. */
  readonly file: WorkflowFile | null;
  readonly event: string;
  /** `GITHUB_REF`: full name of the branch or tag, or of a pull request's merge. */
  readonly ref: string;
  /** `GITHUB_SHA`: the commit whose workflow file it runs. */
  readonly sha: string;
  /** What lists of runs show: the same commit, or the head of a pull request. */
  readonly headBranch: string;
  /** Full name. */
  readonly headRepository: string;
  /** It runs what a fork brought: its token only reads, and it has no secrets. */
  readonly fromFork: boolean;
  /** Nothing of it starts before a maintainer approves it. */
  needsApproval: boolean;
  /** How many runs led to this one by `workflow_run`. */
  readonly chain: number;
  readonly headCommit: CommitFacts;
  readonly title: string;
  readonly actor: string;
  readonly createdAt: Date;
  readonly payload: JsonObject;
  readonly inputs: JsonObject;
  readonly attempts: Attempt[];
}

export type RunStatus = 'queued' | 'pending' | 'in_progress' | 'completed';

export interface Attempt {
  readonly number: number;
  readonly triggeringActor: string;
  /** Whether that actor used a `GITHUB_TOKEN`. */
  readonly byWorkflowToken: boolean;
  readonly startedAt: Date;
  updatedAt: Date;
  status: RunStatus;
  conclusion: string | null;
  readonly jobs: Job[];
  /** Somebody asked for the run to be cancelled. */
  readonly cancel: AbortController;
  /** The machines of this attempt are gone; nobody will report. */
  readonly death: AbortController;
}

export type JobStatus = 'queued' | 'in_progress' | 'completed';

export interface Job {
  readonly id: number;
  readonly plan: JobPlan;
  readonly name: string;
  /** `runs-on`. */
  readonly labels: readonly string[];
  readonly createdAt: Date;
  startedAt: Date | null;
  completedAt: Date | null;
  status: JobStatus;
  conclusion: string | null;
  readonly steps: Step[];
  readonly log: JobLog;
  /** Markdown its steps wrote to `GITHUB_STEP_SUMMARY`. */
  summary: string;
  outputs: JsonObject;
  /** This job shall stop: its run is cancelled, its time is over, or a sister job failed. */
  readonly cancel: AbortController;
  /** It did not stop in time: its processes are killed. */
  readonly force: AbortController;
  /** Take back what is set on the clock for this job. */
  readonly timers: (() => void)[];
}

export interface Step {
  readonly number: number;
  readonly name: string;
  status: JobStatus;
  conclusion: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
}

/** The newest attempt. */
export function newest(run: Run): Attempt {
  const attempt = run.attempts.at(-1);
  if (attempt === undefined) throw new Error(`Run ${run.id} has no attempt.`);
  return attempt;
}

/** Branch or tag without `refs/heads/` or `refs/tags/`; `7/merge` of a pull request. */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|pull)\//, '');
}
