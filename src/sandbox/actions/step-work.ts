import { evaluateText, ExpressionFailed } from './expression.ts';
import { contextsOf, type JobSession, type StepScope, type StepWork } from './job-session.ts';
import { runScript } from './script-step.ts';
import { useAction } from './action-step.ts';
import type { StepPlan } from './workflow-file.ts';

/** Turns a written step into work. */
export function workOf(session: JobSession, scope: StepScope, plan: StepPlan): StepWork {
  return {
    id: plan.id,
    name: stepName(session, scope, plan),
    condition: plan.condition,
    env: plan.env,
    continueOnError: plan.continueOnError,
    timeoutMinutes: plan.timeoutMinutes,
    action:
      plan.id ??
      (plan.uses === null ? '__run' : `__${plan.uses.replace(/@.*$/, '').replaceAll(/\W+/g, '_')}`),
    perform: (call) => (plan.uses === null ? runScript(plan, call) : useAction(plan, call, workOf)),
  };
}

/** Name as GitHub lists it: as written, or what the step runs. */
function stepName(session: JobSession, scope: StepScope, plan: StepPlan): string {
  const { name, run, uses } = plan;
  try {
    if (name !== null) return session.job.log.masked(evaluateText(name, contextsOf(session, scope)));
    const script = evaluateText(run, contextsOf(session, scope)).trim();
    return session.job.log.masked(`Run ${uses ?? script.split('\n')[0] ?? ''}`);
  } catch (error) {
    if (error instanceof ExpressionFailed) return `Run ${uses ?? 'script'}`;
    throw error;
  }
}
