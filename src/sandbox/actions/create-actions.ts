import type { TemporaryFolder } from '../at-exit.ts';
import { temporaryFolder } from '../at-exit.ts';
import type { Actions, ActionsOptions } from './actions.ts';
import { Activity } from './activity.ts';
import { approve } from './approve.ts';
import { ConcurrencyGroups } from './concurrency.ts';
import { createControl } from './create-control.ts';
import { ControlRules } from './control-rules.ts';
import { dispatch } from './dispatch.ts';
import { createIds } from './ids.ts';
import { CANCEL_MILLISECONDS } from './job-driver.ts';
import { completeAttempt } from './completion.ts';
import type { Machine } from './machine.ts';
import { Publisher } from './publisher.ts';
import { renderJob, renderRun, renderWorkflow } from './render.ts';
import { rerun } from './rerun.ts';
import { newest } from './run.ts';
import { matchesQuery } from './run-query.ts';
import { RunStore } from './run-store.ts';
import { runSchedules } from './schedules.ts';
import { trigger } from './triggers.ts';
import { WorkflowRegistry } from './workflow-registry.ts';

const FIRST_RUN_ID = 30_000_000_001;
const GRACE_MILLISECONDS = 500;

/** Makes the Actions of a sandbox; close it, or processes and folders stay behind. */
export function createActions(options: ActionsOptions): Actions {
  const machine = createMachine(options);
  const { host, store, rules } = machine;
  return {
    dispatch: (order) => dispatch(machine, order),
    trigger: (event) => trigger(machine, event),
    runSchedules: (repository, due) => runSchedules(machine, repository, due),
    listWorkflows: async (name) => {
      const repository = host.repository(name);
      const all = repository === null ? [] : await machine.registry.list(repository);
      return all.map((workflow) => renderWorkflow(host, name, workflow));
    },
    getWorkflow: async (name, workflow) => {
      const repository = host.repository(name);
      const found = repository && (await machine.registry.find(repository, workflow));
      return found && renderWorkflow(host, name, found);
    },
    listRuns: (repository, query = {}) =>
      store
        .of(repository)
        .filter((run) => rules.shows(run, host.clock) && matchesQuery(run, query))
        .map((run) => renderRun(host, run)),
    getRun: (repository, id, number) => {
      const run = store.get(id, repository);
      const attempt = run && store.attempt(run, number);
      return run && attempt && renderRun(host, run, attempt);
    },
    listJobs: (repository, id, number) => {
      const run = store.get(id, repository);
      const attempt = run && store.attempt(run, number);
      return run && attempt && attempt.jobs.map((job) => renderJob(host, run, attempt, job));
    },
    getJob: (repository, id) => {
      const found = store.job(id, repository);
      return found && renderJob(host, found.run, found.attempt, found.job);
    },
    jobLog: (repository, id) => store.job(id, repository)?.job.log.text ?? null,
    cancel: (repository, id) => cancel(machine, repository, id),
    rerun: (order) => rerun(machine, order),
    approve: (repository, id) => approve(machine, repository, id),
    control: createControl(machine),
    close: () => close(machine),
  };
}

interface ClosableMachine extends Machine {
  /** Lets no more work begin, and waits for what has begun. */
  readonly settle: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

function createMachine(options: ActionsOptions): ClosableMachine {
  const { host } = options;
  const ids = createIds(options.firstRunId ?? FIRST_RUN_ID);
  let folder: TemporaryFolder | null = null;
  const activity = new Activity();
  return {
    ...{ host, ids, activity },
    ...worker(activity),
    store: new RunStore(),
    rules: new ControlRules(),
    registry: new WorkflowRegistry(host, ids.workflow),
    groups: new ConcurrencyGroups(),
    publisher: new Publisher(host),
    graceMilliseconds: options.graceMilliseconds ?? GRACE_MILLISECONDS,
    folder: () => (folder ??= temporaryFolder('sandbox-actions-')).path,
    places: new Map(),
    driving: new Map(),
    remove: async () => {
      await folder?.remove();
    },
  };
}

function worker(activity: Activity): Pick<ClosableMachine, 'work' | 'settle'> {
  const working = new Set<Promise<unknown>>();
  let open = true;
  return {
    work(task) {
      if (!open) return Promise.resolve([]);
      const doing = activity.during(task);
      const done = doing.finally(() => working.delete(done)).catch(() => undefined);
      working.add(done);
      return doing;
    },
    async settle() {
      open = false;
      await Promise.all(working);
    },
  };
}

function cancel(machine: Machine, repository: string, id: number): 'accepted' | 'conflict' | 'not-found' {
  const run = machine.store.get(id, repository);
  if (run === null) return 'not-found';
  const attempt = newest(run);
  if (attempt.status === 'completed') return 'conflict';
  attempt.cancel.abort();
  if (!attempt.death.signal.aborted) return 'accepted';
  // Nobody hears it on a dead machine; GitHub gives it five minutes before it ends the run itself.
  const { clock } = machine.host;
  clock.at(new Date(clock.now().getTime() + CANCEL_MILLISECONDS), () => {
    if (attempt.status !== 'completed') completeAttempt(machine, run, attempt, 'cancelled');
  });
  return 'accepted';
}

async function close(machine: ClosableMachine): Promise<void> {
  machine.publisher.silence();
  await machine.settle();
  for (const attempt of machine.driving.keys()) attempt.death.abort();
  await Promise.allSettled(machine.driving.values());
  for (const attempt of machine.driving.keys()) {
    attempt.jobs.forEach((job) => job.timers.forEach((takeBack) => takeBack()));
  }
  await machine.remove();
}
