import { expect, test } from 'vitest';
import { ACTION_WORKFLOW, actionWorkflow } from '../support/action-alone.ts';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { deployed, logOf } from '../support/runs.ts';
import { example } from '../support/seen.ts';

const WORKFLOW = '.github/workflows/deploy.yml';
/** With this event GitHub gives the code of a fork a token that writes, and every secret, if a workflow checks it out. */
const ON = 'pull_request_target: {}';
const TITLE = "${{ inputs.signalbox && fromJSON(inputs.signalbox).title || 'deploy' }}";
const HEAD =
  '${{ inputs.signalbox && fromJSON(inputs.signalbox).sha || github.event.pull_request.head.sha }}';

test('[A30] a pull request of a fork that starts our workflows by pull_request_target moves and deploys nothing', async () => {
  const deploy = example(WORKFLOW)
    .replace('run-name: ${{ fromJSON(inputs.signalbox).title }}', `run-name: "${TITLE}"`)
    .replace('on: { workflow_dispatch', `on: { ${ON}, workflow_dispatch`)
    .replace("'${{ fromJSON(inputs.signalbox).sha }}'", `"${HEAD}"`);
  const listening = actionWorkflow().replace('\non:\n', `\non:\n  ${ON}\n`);
  const files = {
    ...JUST_PRODUCTION,
    [WORKFLOW]: deploy,
    ...(FRONT === 'action' ? { [ACTION_WORKFLOW]: listening } : {}),
  };
  const play = await openPlay({ files });
  // The workflow deploys what it is told to.
  await play.push('First');
  await play.until(1, 'succeeded: ');
  await play.settled();
  const before = { decisions: await play.decisions(), production: await deployed(play, 'production') };
  expect(before.production).toMatchObject({ release: 'v1' });

  play.sandbox.createUser('mallory');
  const mallory = play.sandbox.as('mallory');
  const fork = await mallory.fork(play.stage.name);
  await mallory.commit(fork, { message: 'Mine', files: { 'deploy.sh': 'touch "$DEPLOY_ROOT/mine"\n' } });
  await mallory.openPullRequest(play.stage.name, { head: 'mallory:main', title: 'Mine' });
  await play.sandbox.runs.idle();
  const started = play.sandbox.actions
    .listRuns(play.stage.name)
    .filter((run) => run['event'] === 'pull_request_target');
  expect(started).toHaveLength(FRONT === 'action' ? 2 : 1);
  const run = started.find(({ path }) => path === WORKFLOW);
  expect(run).toMatchObject({ conclusion: 'failure' });
  expect(logOf(play, Number(run?.['id']))).toContain('so only Signalbox may start it');
  expect(await play.decisions()).toEqual(before.decisions);
  expect(await deployed(play, 'production')).toEqual(before.production);
});
