import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACTION_WORKFLOW, actionWorkflow } from '../support/action-alone.ts';
import { FRONT } from '../support/front.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { logOf } from '../support/runs.ts';

const GUIDE = join(import.meta.dirname, '../../docs/guide/install-action.md');
const STEP = '    steps:\n      - uses: OWNER/signalbox@v1\n';

/** The workflow of the guide with the steps behind ours that the guide shows. */
function withSteps(): string {
  const page = readFileSync(GUIDE, 'utf8');
  const [, steps = ''] = /```yaml\n# at the end of [^\n]*\n([\s\S]*?)```/.exec(page) ?? [];
  const workflow = actionWorkflow();
  expect(workflow).toContain(STEP);
  return workflow.replace(STEP, steps.replaceAll(/^(?=.)/gm, '    '));
}

/** What the workflow logged in its only run that was started by this event. */
async function logAfter(play: Play, event: string): Promise<string> {
  await play.sandbox.runs.idle();
  const [run, ...more] = play.sandbox.actions
    .listRuns(play.stage.name)
    .filter((each) => each['path'] === ACTION_WORKFLOW && each['event'] === event);
  expect(more).toEqual([]);
  return logOf(play, Number(run?.['id']));
}

test.runIf(FRONT === 'action')('the steps of the guide read what our step has put out', async () => {
  const play = await openPlay({ files: { [ACTION_WORKFLOW]: withSteps() } });
  await play.push('First');
  await play.until(1, 'succeeded: ');
  expect(await logAfter(play, 'push')).toContain('New - v1, now running\n');

  const alice = play.sandbox.as('alice');
  await alice.dispatchWorkflow(play.stage.name, 'signalbox.yml', { command: '/retry v1' });
  const log = await logAfter(play, 'workflow_dispatch');
  expect(log).toMatch(/Refused - [a-z-]+, try \/\w+/);
  expect(log).not.toContain('New - ');
});
