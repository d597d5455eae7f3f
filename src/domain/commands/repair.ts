import { done, refuse, tell } from '../answers.ts';
import type { Asked } from '../asked.ts';
import type { Command } from '../command.ts';
import type { Answer } from '../decision.ts';
import type { RepairStep } from '../repair.ts';
import { planToken } from '../repair.ts';
import type { Behind } from '../traces.ts';
import { appsBehind } from '../traces.ts';

/**
 * `/repair`: shows what is wrong with the state branch and what would be done; with the token of what was shown it is
 * done. The state that it is decided on is the one after the repair; the engine writes both in one commit.
 */
export function commandRepair(asked: Asked, command: Command & { name: 'repair' }): Answer {
  const refused = asked.permit();
  if (refused) return refused;
  const { turn } = asked;
  const plan = turn.facts.need('repair', {});
  const behind = appsBehind(turn.state, turn.facts.need('traces', {}));
  const steps = [...plan.steps, ...behind.map(raiseStep)];
  if (steps.length === 0) return tell('nothing-to-repair', {}, ['/status']);
  const apply = `/repair --apply ${planToken(steps)}`;
  if (steps.every(({ remedy }) => remedy === 'by-hand')) return refuse('repair-by-hand', { steps });
  if (command.apply === undefined) return tell('repair-planned', { steps }, [apply]);
  if (!apply.endsWith(` ${command.apply}`)) return refuse('repair-changed', { steps }, [apply]);
  // The releases in between are lost; their numbers are not given again.
  for (const { app, shown } of behind) turn.setNextNumber(app, shown + 1);
  return done('repaired', { steps }, ['/status']);
}

function raiseStep({ app, shown, next }: Behind): RepairStep {
  return {
    file: `apps/${app}/app.json`,
    problem: `says that v${next} comes next, and GitHub shows a v${shown}`,
    remedy: 'raise-number',
    app,
    number: shown + 1,
  };
}
