import { combinations } from './matrix.ts';
import {
  conditionHolds,
  evaluate,
  evaluateText,
  survivesCancel,
  toText,
  type Contexts,
  type StatusFunctions,
} from './expression.ts';
import { githubContext, repositoryOf } from './github-context.ts';
import type { JsonObject, JsonValue } from './host.ts';
import { merged, type JobOutcome } from './completion.ts';
import { driveJob, recordIdleJob, stopJob } from './job-driver.ts';
import type { Machine } from './machine.ts';
import type { Attempt, Job, Run } from './run.ts';
import type { JobPlan, WorkflowFile } from './workflow-file.ts';

/** The jobs of one attempt and what is known of those that have ended. */
export interface JobGraph {
  readonly machine: Machine;
  readonly run: Run;
  readonly attempt: Attempt;
  readonly file: WorkflowFile;
  /** Outcomes of an earlier attempt that are kept, by job id (`rerun-failed-jobs`). */
  readonly kept: ReadonlyMap<string, JobOutcome>;
}

/**
 * Runs the jobs in the order of their `needs`, side by side where they may.
 * @returns outcomes by job id
 * @throws {Abandoned}
 */
export async function runJobs(graph: JobGraph): Promise<ReadonlyMap<string, JobOutcome>> {
  const outcomes = new Map<string, JobOutcome>();
  const started = new Map<string, Promise<void>>();
  const start = (id: string): Promise<void> => {
    const running = started.get(id) ?? runAfterNeeds(id);
    started.set(id, running);
    return running;
  };
  const runAfterNeeds = async (id: string): Promise<void> => {
    const plan = graph.file.jobs.get(id);
    if (plan === undefined) return;
    await Promise.all(plan.needs.map(start));
    outcomes.set(id, graph.kept.get(id) ?? (await runOne(graph, plan, outcomes)));
  };
  // Waits for all even if one is abandoned, so that no job of a dead run is still at work afterwards.
  const ended = await Promise.allSettled([...graph.file.jobs.keys()].map(start));
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return outcomes;
}

/** One job of the file: skipped, once, or once for each combination of its matrix. */
async function runOne(
  graph: JobGraph,
  plan: JobPlan,
  outcomes: ReadonlyMap<string, JobOutcome>,
): Promise<JobOutcome> {
  const { machine, run, attempt } = graph;
  const contexts = (): Contexts => jobContexts(graph, plan, outcomes);
  if (!conditionHolds(plan.condition, contexts())) {
    const result = attempt.cancel.signal.aborted ? 'cancelled' : 'skipped';
    return recordIdleJob(machine, run, attempt, { plan, name: plainName(plan), result });
  }
  const living = new Set<Job>();
  const onCancel = (): void => {
    if (!survivesCancel(plan.condition, contexts())) living.forEach((job) => stopJob(machine, job));
  };
  attempt.cancel.signal.addEventListener('abort', onCancel);
  try {
    return await runMatrix(graph, plan, contexts(), living);
  } finally {
    attempt.cancel.signal.removeEventListener('abort', onCancel);
  }
}

async function runMatrix(
  graph: JobGraph,
  plan: JobPlan,
  contexts: Contexts,
  living: Set<Job>,
): Promise<JobOutcome> {
  const { machine, run, attempt } = graph;
  const all = combinations(evaluate(plan.strategy.get('matrix') ?? null, contexts));
  const failFast = evaluate(plan.strategy.get('fail-fast') ?? true, contexts) !== false;
  const ended = await Promise.allSettled(
    all.map(async (matrix, index) => {
      const strategy = { 'fail-fast': failFast, 'job-index': index, 'job-total': all.length };
      const seen = { ...contexts, values: { ...contexts.values, matrix, strategy } };
      const given = { needs: objectOf(contexts.values['needs']), matrix, strategy };
      const order = { plan, given, contexts: seen, name: jobName(plan, matrix, seen) };
      const outcome = await driveJob(machine, run, attempt, { ...order, created: (job) => living.add(job) });
      if (outcome.result === 'failure' && failFast && all.length > 1) {
        living.forEach((job) => job.status !== 'completed' && stopJob(machine, job));
      }
      return outcome;
    }),
  );
  const outcomes = ended.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  return joined(outcomes);
}

function joined(outcomes: readonly JobOutcome[]): JobOutcome {
  const results = new Set(outcomes.map(({ result }) => result));
  const worst = (['failure', 'cancelled', 'success'] as const).find((result) => results.has(result));
  const nonEmpty = outcomes.map(({ outputs }) =>
    Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== '')),
  );
  return {
    result: worst ?? 'skipped',
    outputs: merged([...outcomes.map(({ outputs }) => outputs), ...nonEmpty]),
  };
}

function jobContexts(graph: JobGraph, plan: JobPlan, outcomes: ReadonlyMap<string, JobOutcome>): Contexts {
  const { machine, run, attempt } = graph;
  const needs = plan.needs.map((id) => [id, outcomes.get(id)] as const);
  return {
    values: {
      github: githubContext(machine, run, attempt),
      inputs: run.inputs,
      vars: repositoryOf(machine, run).variables,
      needs: Object.fromEntries(
        needs.map(([id, outcome]) => [
          id,
          { result: outcome?.result ?? null, outputs: outcome?.outputs ?? {} },
        ]),
      ),
    },
    status: jobStatusFunctions(graph, plan, outcomes),
    hashFiles: null,
  };
}

/** `success()` looks at the jobs needed, `failure()` also at those behind them (GitHub, "Status check functions"). */
function jobStatusFunctions(
  graph: JobGraph,
  plan: JobPlan,
  outcomes: ReadonlyMap<string, JobOutcome>,
): StatusFunctions {
  const cancelled = graph.attempt.cancel.signal.aborted;
  const ancestors = new Set<string>();
  const visit = (id: string): void => {
    if (ancestors.has(id)) return;
    ancestors.add(id);
    graph.file.jobs.get(id)?.needs.forEach(visit);
  };
  plan.needs.forEach(visit);
  const results = [...ancestors].map((id) => outcomes.get(id)?.result);
  return {
    success: !cancelled && results.every((result) => result === 'success'),
    failure: !cancelled && results.includes('failure'),
    cancelled,
  };
}

function jobName(plan: JobPlan, matrix: JsonObject | null, contexts: Contexts): string {
  if (plan.name !== null) return evaluateText(plan.name, contexts);
  if (matrix === null) return plan.id;
  return `${plan.id} (${Object.values(matrix).map(toText).join(', ')})`;
}

function plainName(plan: JobPlan): string {
  return typeof plan.name === 'string' ? plan.name : plan.id;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !isList(value) ? value : {};
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
