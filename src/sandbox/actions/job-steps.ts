import { evaluateText, evaluateTexts, ExpressionFailed } from './expression.ts';
import { ActionUnavailable } from './action-file.ts';
import { actionInputs, findAction, isCheckout } from './action-step.ts';
import type { JsonObject } from './host.ts';
import { preWork } from './javascript-step.ts';
import { contextsOf, type JobSession, type StepWork } from './job-session.ts';
import type { Step } from './run.ts';
import { runStep } from './step-runner.ts';
import { workOf } from './step-work.ts';
import type { StepPlan } from './workflow-file.ts';

/**
 * Runs everything of a job on its machine: set-up with the `pre` of its actions, its steps, the `post` in reverse
 * order, and its outputs at last.
 * @throws {Abandoned}
 */
export async function runSteps(session: JobSession): Promise<void> {
  const { job } = session;
  const works = new Map<StepPlan, StepWork>();
  const pre = await setUp(session, works);
  const records = new Map(job.plan.steps.map((plan) => [plan, null as Step | null]));
  for (const work of pre) await runListed(session, work);
  for (const [plan, work] of works) records.set(plan, addRecord(session, work.name));
  for (const [plan, work] of works) {
    await runStep(session, work, { scope: session.root, record: records.get(plan) ?? null });
  }
  for (let post = session.posts.pop(); post !== undefined; post = session.posts.pop()) {
    await runListed(session, post);
  }
  job.outputs = takeOutputs(session);
  finish(session, addRecord(session, 'Complete job'), 'success');
}

/** Environment, actions from elsewhere, and the works of all steps; a failure here leaves nothing to run. */
async function setUp(session: JobSession, works: Map<StepPlan, StepWork>): Promise<readonly StepWork[]> {
  const { job, run, root } = session;
  const record = addRecord(session, 'Set up job');
  const pre: StepWork[] = [];
  try {
    for (const env of [run.file?.env, job.plan.env]) {
      const values = evaluateTexts(env ?? new Map(), contextsOf(session, root));
      for (const [name, value] of Object.entries(values)) session.env.set(name, value);
    }
    for (const plan of job.plan.steps) {
      const work = workOf(session, root, plan);
      pre.push(...(await prepare(session, plan, work)));
      works.set(plan, work);
    }
    finish(session, record, 'success');
    return pre;
  } catch (error) {
    if (!(error instanceof ExpressionFailed) && !(error instanceof ActionUnavailable)) throw error;
    job.log.error(error.message);
    root.failed = true;
    works.clear();
    finish(session, record, 'failure');
    return [];
  }
}

async function prepare(session: JobSession, plan: StepPlan, work: StepWork): Promise<readonly StepWork[]> {
  const { uses } = plan;
  if (uses === null || uses.startsWith('./') || isCheckout(uses)) return [];
  const action = await findAction(session, uses);
  if (action.kind !== 'javascript') return [];
  const pre = preWork(plan, action, work, (call) =>
    actionInputs(call, action, evaluateTexts(plan.with, contextsOf(session, call.scope, call.env))),
  );
  return pre === null ? [] : [pre];
}

async function runListed(session: JobSession, work: StepWork): Promise<void> {
  await runStep(session, work, { scope: session.root, record: addRecord(session, work.name) });
}

function addRecord(session: JobSession, name: string): Step {
  const { steps } = session.job;
  const record: Step = {
    number: steps.length + 1,
    name,
    status: 'queued',
    conclusion: null,
    startedAt: null,
    completedAt: null,
  };
  steps.push(record);
  return record;
}

function finish(session: JobSession, record: Step, conclusion: 'success' | 'failure'): void {
  const now = session.machine.host.clock.now();
  Object.assign(record, { status: 'completed', conclusion, startedAt: now, completedAt: now });
}

/** Outputs of the job; one that contains a secret is left out, as on GitHub. */
function takeOutputs(session: JobSession): JsonObject {
  const { job, root } = session;
  const contexts = contextsOf(session, root);
  const taken: Record<string, string> = {};
  for (const [name, written] of job.plan.outputs) {
    try {
      const value = evaluateText(written, contexts);
      if (job.log.leaks(value)) job.log.line(`##[warning]Skip output '${name}' since it may contain secret.`);
      else taken[name] = value;
    } catch (error) {
      if (!(error instanceof ExpressionFailed)) throw error;
      job.log.error(error.message);
      root.failed = true;
    }
  }
  return taken;
}
