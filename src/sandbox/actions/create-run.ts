import { startAttempt } from './attempt-driver.ts';
import { readCommit } from './bare-git.ts';
import { evaluateText, ExpressionFailed } from './expression.ts';
import { githubContext } from './github-context.ts';
import type { HostRepository, JsonObject } from './host.ts';
import type { Machine } from './machine.ts';
import { newest, shortRef, type Attempt, type Run, type WorkflowIdentity } from './run.ts';
import type { TriggerHead } from './trigger-kind.ts';
import type { WorkflowFile } from './workflow-file.ts';

export interface RunOrder {
  readonly repository: HostRepository;
  readonly workflow: WorkflowIdentity;
  /** Null: the file cannot be read; the run fails at once. */
  readonly file: WorkflowFile | null;
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly payload: JsonObject;
  readonly inputs: JsonObject;
  /** Title without a `run-name:`. */
  readonly title: string;
  /** Whether a `GITHUB_TOKEN` started it. */
  readonly byWorkflowToken: boolean;
  /** How many runs led to this one by `workflow_run`. */
  readonly chain?: number;
  /** What lists show, where it is not the commit of the run: the head of a pull request. */
  readonly head?: TriggerHead | null;
  /** It runs what a fork brought: its token only reads, and it has no secrets. */
  readonly fromFork?: boolean;
  /** Nothing of it starts before a maintainer approves it. */
  readonly needsApproval?: boolean;
}

/** Makes a run with its first attempt and starts it in the background. */
export async function createRun(machine: Machine, order: RunOrder): Promise<Run> {
  const { repository, workflow, file, event, ref, sha, actor, payload, inputs } = order;
  const head = order.head ?? { sha, branch: shortRef(ref), repository: repository.fullName };
  const headCommit = await readCommit(repository.gitDirectory, head.sha);
  const now = machine.host.clock.now();
  const draft: Run = {
    ...{ workflow, file, event, ref, sha, actor, payload, inputs, headCommit },
    id: machine.ids.run(),
    number: machine.store.nextNumber(workflow.id),
    suiteId: machine.ids.suite(),
    repository: repository.fullName,
    headBranch: head.branch,
    headRepository: head.repository,
    fromFork: order.fromFork ?? false,
    needsApproval: order.needsApproval ?? false,
    chain: order.chain ?? 0,
    title: order.title,
    createdAt: now,
    attempts: [newAttempt(1, order, now)],
  };
  const run = titled(machine, draft);
  machine.store.add(run);
  startAttempt(machine, run, newest(run));
  return run;
}

export function newAttempt(
  number: number,
  cause: { readonly actor: string; readonly byWorkflowToken?: boolean },
  now: Date,
): Attempt {
  return {
    number,
    triggeringActor: cause.actor,
    byWorkflowToken: cause.byWorkflowToken ?? false,
    startedAt: now,
    updatedAt: now,
    status: 'queued',
    conclusion: null,
    jobs: [],
    cancel: new AbortController(),
    death: new AbortController(),
  };
}

/** With the title that `run-name:` gives; one that cannot be evaluated makes the run fail at once. */
function titled(machine: Machine, draft: Run): Run {
  const written = draft.file?.runName ?? null;
  if (written === null) return draft;
  try {
    const title = evaluateText(written, {
      values: {
        github: githubContext(machine, draft, newest(draft)),
        inputs: draft.inputs,
        vars: machine.host.repository(draft.repository)?.variables ?? {},
      },
      status: { success: true, failure: false, cancelled: false },
      hashFiles: null,
    });
    return title.trim() === '' ? draft : { ...draft, title: title.trim() };
  } catch (error) {
    if (error instanceof ExpressionFailed) return { ...draft, file: null };
    throw error;
  }
}
