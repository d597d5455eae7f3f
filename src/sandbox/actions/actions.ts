import type { ActionsHost, JsonObject } from './host.ts';
import type { RunControl } from './control.ts';
import type { Stretch } from './schedules.ts';

/**
 * GitHub Actions of the sandbox: what the server calls when a route or a push asks for it. Everything that takes a
 * repository takes its full name; everything that returns JSON returns the body of the REST answer.
 */
export interface Actions {
  /** `POST …/actions/workflows/{workflow}/dispatches`. */
  dispatch(order: WorkflowDispatch): Promise<DispatchAnswer>;
  /** Something happened in a repository that may start workflows (`push`, …); answers the ids of the new runs. */
  trigger(event: TriggerEvent): Promise<readonly number[]>;
  /** Starts the scheduled workflows that were due in a stretch of time, each once, or all; answers their runs. */
  runSchedules(repository: string, due: Stretch | 'all'): Promise<readonly number[]>;
  /** `GET …/actions/workflows`, of the default branch. */
  listWorkflows(repository: string): Promise<readonly JsonObject[]>;
  /** `GET …/actions/workflows/{id or file name}`; null: 404. */
  getWorkflow(repository: string, workflow: string): Promise<JsonObject | null>;
  /** `GET …/actions/runs` and `…/workflows/{workflow}/runs`: newest first, filtered, before paging. */
  listRuns(repository: string, query?: RunQuery): readonly JsonObject[];
  /** `GET …/actions/runs/{id}` and `…/attempts/{n}`; null: 404. */
  getRun(repository: string, run: number, attempt?: number): JsonObject | null;
  /** `GET …/actions/runs/{id}/jobs` and `…/attempts/{n}/jobs`; null: 404. */
  listJobs(repository: string, run: number, attempt?: number): readonly JsonObject[] | null;
  /** `GET …/actions/jobs/{id}`; null: 404. */
  getJob(repository: string, job: number): JsonObject | null;
  /** `GET …/actions/jobs/{id}/logs`; null: 404. */
  jobLog(repository: string, job: number): string | null;
  /** `POST …/actions/runs/{id}/cancel`: 202, 409 for a completed run, 404. */
  cancel(repository: string, run: number): 'accepted' | 'conflict' | 'not-found';
  /** `POST …/actions/runs/{id}/rerun`: 201, 403 for a run that is not completed, 404. */
  rerun(order: RerunOrder): Promise<'created' | 'forbidden' | 'not-found'>;
  /** `POST …/actions/runs/{id}/approve`: 201, 403 for a run that does not wait for approval, 404. */
  approve(repository: string, run: number): 'approved' | 'forbidden' | 'not-found';
  /** What only a test or the prompt may do. */
  readonly control: RunControl;
  /** Ends every process, removes every temporary folder; nothing is published any more. */
  close(): Promise<void>;
}

export interface WorkflowDispatch {
  readonly repository: string;
  /** File name (`deploy.yml`), path, or id. */
  readonly workflow: string;
  /** Name of a branch or tag, short or full; never a commit. */
  readonly ref: string;
  readonly inputs: JsonObject;
  /** Login of the caller. */
  readonly actor: string;
  /** Whether the caller used a `GITHUB_TOKEN`; default: no. */
  readonly byWorkflowToken?: boolean;
}

/** Everything but `started` is a body `{ "message": … }` with that status. */
export type DispatchAnswer =
  | { readonly kind: 'started'; readonly run: number; readonly runUrl: string; readonly htmlUrl: string }
  | { readonly kind: 'refused'; readonly status: 404 | 422; readonly message: string };

export interface RerunOrder {
  readonly repository: string;
  readonly run: number;
  readonly actor: string;
  /** Whether the actor used a `GITHUB_TOKEN`; default: no. */
  readonly byWorkflowToken?: boolean;
  /** Only the jobs that failed, and those that need them (`rerun-failed-jobs`). */
  readonly failedOnly?: boolean;
}

export interface RunQuery {
  /** File name or id. */
  readonly workflow?: string;
  readonly event?: string;
  readonly branch?: string;
  readonly actor?: string;
  /** A status or a conclusion, as on GitHub. */
  readonly status?: string;
  readonly headSha?: string;
  /** GitHub's search syntax for dates: `>=2026-01-01T00:00:00Z`, `a..b`, … */
  readonly created?: string;
}

/** An event in the words of its webhook. */
export interface TriggerEvent {
  readonly repository: string;
  readonly name: string;
  /** What the event is about: full name of the ref and its commit. Null where only the default branch counts. */
  readonly at: { readonly ref: string; readonly sha: string } | null;
  /** Login. */
  readonly actor: string;
  /** Whether the actor used a `GITHUB_TOKEN`: then nothing but a dispatch starts (GitHub, "Triggering a workflow"). */
  readonly byWorkflowToken: boolean;
  /** How many runs led here, one by the `workflow_run` of the other; 0: it came from outside. */
  readonly chain: number;
  /** The webhook's payload, for filters, `github.event` and the event file. */
  readonly payload: JsonObject;
}

export interface ActionsOptions {
  readonly host: ActionsHost;
  /** Id of the first run; default 30000000001, as real ids have left 32 bits behind. */
  readonly firstRunId?: number;
  /** How long a cancelled process has from SIGINT to SIGTERM and from there to SIGKILL; default 500 ms each. */
  readonly graceMilliseconds?: number;
}
