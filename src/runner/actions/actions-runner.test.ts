import { expect, test } from 'vitest';
import type { Answering } from '../../../test/support/answering-client.ts';
import { answeringClient } from '../../../test/support/answering-client.ts';
import { anOrder } from '../../../test/support/orders.ts';
import { GitHubLimited, GitHubRefused, GitHubUnavailable } from '../../github/client.ts';
import type { Runner, StartOutcome } from '../runner.ts';
import { RunnerUnavailable } from '../runner.ts';
import { actionsRunner } from './actions-runner.ts';

function runner(answering: Answering): {
  runner: Runner;
  asked: ReturnType<typeof answeringClient>['asked'];
} {
  const client = answeringClient(answering);
  return {
    runner: actionsRunner(client),
    asked: client.asked,
  };
}

function throwing(error: Error): Answering {
  return () => {
    throw error;
  };
}

test('[A4] a dispatch goes to the default branch, never to a tag of its name, with one input, and is not to be repeated', async () => {
  const { runner: actions, asked } = runner(() => ({
    workflow_run_id: 33_000_000_001,
    html_url: 'https://github.example/runs/33000000001',
  }));
  const order = anOrder();
  expect(await actions.start(order)).toEqual({
    kind: 'started',
    run: { id: '33000000001', url: 'https://github.example/runs/33000000001' },
  });
  expect(asked).toEqual([
    {
      what: 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
      parameters: {
        workflow_id: 'deploy.yml',
        ref: 'refs/heads/trunk',
        inputs: { signalbox: JSON.stringify(order.input) },
        return_run_details: true,
        repeatable: false,
      },
    },
  ]);
});

test.each<[string, Error, StartOutcome['kind']]>([
  [
    'a workflow without our input',
    new GitHubRefused('Unexpected inputs provided: ["signalbox"]', 422),
    'refused',
  ],
  ['no permission', new GitHubRefused('Resource not accessible by integration', 403), 'not-now'],
  ['rejected credentials', new GitHubRefused('Bad credentials', 401), 'not-now'],
  ['any other 403', new GitHubRefused('Repository was archived', 403), 'refused'],
  ['no such workflow', new GitHubRefused('Not Found', 404), 'refused'],
  ['a rate limit', new GitHubLimited('secondary rate limit', 60), 'not-now'],
  ['too many requests', new GitHubRefused('slow down', 429), 'not-now'],
  ['a bad gateway', new GitHubUnavailable('502'), 'ambiguous'],
])('%s is answered in kind, after one request', async (_, error, kind) => {
  const { runner: actions, asked } = runner(throwing(error));
  expect((await actions.start(anOrder())).kind).toBe(kind);
  expect(asked).toHaveLength(1);
});

test('a server that does not know return_run_details is asked without it from then on', async () => {
  const { runner: actions, asked } = runner(({ parameters }) => {
    if ('return_run_details' in parameters) {
      throw new GitHubRefused('"return_run_details" is not a permitted key.', 422);
    }
    return undefined;
  });
  expect(await actions.start(anOrder())).toEqual({ kind: 'started', run: null });
  expect(await actions.start(anOrder())).toEqual({ kind: 'started', run: null });
  expect(asked.map(({ parameters }) => 'return_run_details' in parameters)).toEqual([true, false, false]);
});

test('an input that is too long is refused before GitHub is asked', async () => {
  const { runner: actions, asked } = runner(() => undefined);
  const outcome = await actions.start(anOrder({ vars: { LONG: 'x'.repeat(65_536) } }));
  expect(outcome).toMatchObject({ kind: 'refused', message: expect.stringContaining('65535') as string });
  expect(asked).toEqual([]);
});

test.each([
  [404, 'gone'],
  [409, 'gone'],
])('cancelling that is answered %i means %s', async (status, expected) => {
  expect(await runner(throwing(new GitHubRefused('no', status))).runner.cancel('5')).toBe(expected);
});

test('cancelling and looking up fail with the error of the port', async () => {
  const away = runner(throwing(new GitHubUnavailable('502'))).runner;
  await expect(away.cancel('5')).rejects.toThrow(RunnerUnavailable);
  await expect(
    away.find({ nonce: 'n', workflow: 'deploy.yml', since: '2026-11-20T12:00:00Z' }),
  ).rejects.toThrow(RunnerUnavailable);
});
