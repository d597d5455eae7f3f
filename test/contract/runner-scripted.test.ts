import { expect, test } from 'vitest';
import type { StartScript } from '../../src/runner/scripted/scripted-runner.ts';
import { ScriptedRunner } from '../../src/runner/scripted/scripted-runner.ts';
import { anOrder } from '../support/orders.ts';
import type { RunnerPlace } from './runner.ts';
import { runnerContract } from './runner.ts';

const NOW = '2026-11-20T12:00:00Z';

runnerContract('scripted', () => Promise.resolve(scriptedPlace()));

test('a run is not shown before it is listed, and not after it has vanished', async () => {
  const runner = new ScriptedRunner({ now: () => NOW });
  runner.scriptNext({ listed: false });
  await runner.start(anOrder());
  const [run] = runner.runs;
  const id = run?.state.id ?? '';
  expect(runner.run(id)).toBeNull();
  runner.list(id);
  runner.begin(id);
  expect(runner.run(id)).toMatchObject({ status: 'in-progress' });
  runner.vanish(id);
  expect([runner.run(id), await runner.cancel(id)]).toEqual([null, 'gone']);
});

test('a script written beforehand decides by order', async () => {
  const script = (): StartScript => ({ answer: 'ambiguous', happens: false });
  const runner = new ScriptedRunner({ now: () => NOW, script });
  expect((await runner.start(anOrder())).kind).toBe('ambiguous');
  expect([runner.orders.length, runner.runs.length]).toEqual([1, 0]);
});

test('a run that is slow to cancel lives until it is told', async () => {
  const runner = new ScriptedRunner({ now: () => NOW, cancels: 'when-told' });
  await runner.start(anOrder());
  const id = runner.live[0]?.state.id ?? '';
  expect(await runner.cancel(id)).toBe('requested');
  expect(runner.live).toMatchObject([{ cancelRequested: true }]);
  runner.complete(id, 'cancelled');
  expect(runner.live).toEqual([]);
});

const FAILURES: Readonly<Record<Parameters<RunnerPlace['failNext']>[0], StartScript>> = {
  lost: { answer: 'ambiguous' },
  away: { answer: 'ambiguous', happens: false },
  limited: { answer: 'not-now' },
};

function scriptedPlace(): RunnerPlace {
  const runner = new ScriptedRunner({
    now: () => NOW,
    script: (order) => (order.workflow === 'missing.yml' ? { answer: 'refused' } : {}),
  });
  return {
    runner,
    now: () => NOW,
    failNext: (how) => runner.scriptNext(FAILURES[how]),
    workflows: { good: 'deploy.yml', missing: 'missing.yml' },
    end: (run, conclusion) => {
      runner.complete(run, conclusion);
      return Promise.resolve();
    },
    rerun: (run) => {
      runner.rerun(run);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
