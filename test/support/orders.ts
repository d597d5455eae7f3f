import type { DispatchOrder } from '../../src/domain/dispatch-order.ts';
import type { SignalboxInput } from '../../src/domain/signalbox-input.ts';

/** @returns the order to deploy `v1` of `web` to staging, with these changes to its input. */
export function anOrder(
  change: Partial<SignalboxInput> & { readonly workflow?: string } = {},
): DispatchOrder {
  const { workflow = 'deploy.yml', ...input } = change;
  const nonce = input.nonce ?? 'n0nce';
  return {
    workflow,
    ref: 'trunk',
    nonce,
    since: '2026-11-20T12:00:00Z',
    input: {
      version: 1,
      app: 'web',
      release: 1,
      title: `web v1 staging [${nonce}]`,
      nonce,
      turn: 3,
      operation: 'deploy',
      environment: { name: 'staging', attributes: {} },
      sha: 'a'.repeat(40),
      ref: 'refs/heads/main',
      activity: 'staging',
      attempt: 1,
      inputs: {},
      outputs: { tasks: {}, deploys: {} },
      vars: {},
      url: null,
      branch: 'signalbox/releases',
      ...input,
    },
  };
}
