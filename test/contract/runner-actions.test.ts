import { actionsRunner } from '../../src/runner/actions/actions-runner.ts';
import type { RequestFault } from '../../src/sandbox/faults.ts';
import type { SandboxShop } from '../support/sandbox-shop.ts';
import { openSandboxShop } from '../support/sandbox-shop.ts';
import type { RunnerPlace } from './runner.ts';
import { runnerContract } from './runner.ts';

const SHOP = 'acme/shop';

/** Works until somebody ends it. */
const WORKFLOW = `name: work
run-name: \${{ fromJSON(inputs.signalbox).title }}
on: { workflow_dispatch: { inputs: { signalbox: { type: string, required: true } } } }
jobs:
  work:
    runs-on: ubuntu-latest
    steps:
      - run: sleep 600
`;

const FAULTS: Readonly<Record<Parameters<RunnerPlace['failNext']>[0], RequestFault>> = {
  lost: { kind: 'act-then-answer', status: 502 },
  away: { kind: 'answer', status: 502 },
  limited: { kind: 'secondary-limit', retryAfterSeconds: 1 },
};

runnerContract('actions', async () =>
  actionsPlace(await openSandboxShop({ '.github/workflows/work.yml': WORKFLOW })),
);

function actionsPlace(shop: SandboxShop): RunnerPlace {
  const { sandbox, client } = shop;
  return {
    runner: actionsRunner(client),
    now: () => sandbox.now().toISOString(),
    failNext: (how) => {
      sandbox.faults.request(({ route }) => route.endsWith('/dispatches'), FAULTS[how]);
    },
    workflows: { good: 'work.yml', missing: 'missing.yml' },
    async end(run, conclusion) {
      const id = Number(run);
      await sandbox.waitFor(() => sandbox.actions.getRun(SHOP, id)?.['status'] === 'in_progress');
      await sandbox.runs.kill(id);
      sandbox.runs.complete(id, conclusion);
    },
    async rerun(run) {
      await sandbox.actions.rerun({ repository: SHOP, run: Number(run), actor: 'mona' });
    },
    close: () => shop.close(),
  };
}
