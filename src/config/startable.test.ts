import { expect, test } from 'vitest';
import { DEPLOY_WORKFLOW } from '../../test/support/shop.ts';
import { startableWorkflows } from './startable.ts';

test('only what takes our input and has our step can be started', () => {
  const workflows = {
    'deploy.yml': DEPLOY_WORKFLOW,
    'unfenced.yml': DEPLOY_WORKFLOW.replace('      - uses: OWNER/signalbox@v1\n', ''),
    'untitled.yml': DEPLOY_WORKFLOW.replace(/run-name: .*\n/, ''),
    'broken.yml': `${DEPLOY_WORKFLOW}  : [`,
    'ci.yml': 'on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [{ run: make }] } }\n',
  };
  expect(startableWorkflows(workflows)).toEqual(['deploy.yml']);
});
