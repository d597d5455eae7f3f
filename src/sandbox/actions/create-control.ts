import { completeAttempt } from './completion.ts';
import type { RunControl } from './control.ts';
import type { Machine } from './machine.ts';
import { newest, type Run } from './run.ts';

/** How tests and the prompt reach into a machine. */
export function createControl(machine: Machine): RunControl {
  const { rules, store, activity } = machine;
  return {
    hold: (selector, point) => rules.hold(selector, point),
    fail: (selector, step) => rules.fail(selector, step),
    cancelBeforeStart: (selector) => rules.cancelBeforeStart(selector),
    lag: (selector, lag) => rules.lag(selector, lag),
    kill: async (id) => {
      const attempt = newest(known(machine, id));
      attempt.death.abort();
      await machine.driving.get(attempt);
    },
    complete: (id, conclusion) => {
      const run = known(machine, id);
      const attempt = newest(run);
      if (!attempt.death.signal.aborted) throw new Error(`Run ${id} was not killed; it completes by itself.`);
      if (attempt.status !== 'completed') completeAttempt(machine, run, attempt, conclusion);
    },
    finished: (id) => store.finished(id),
    idle: () => activity.idle(),
    summary: (id) =>
      newest(known(machine, id))
        .jobs.map((job) => job.summary)
        .join(''),
  };
}

function known(machine: Machine, id: number): Run {
  const run = machine.store.get(id);
  if (run === null) throw new Error(`There is no run ${id}.`);
  return run;
}
