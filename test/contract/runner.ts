import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunState } from '../../src/domain/input.ts';
import type { DispatchOrder } from '../../src/domain/dispatch-order.ts';
import type { Runner } from '../../src/runner/runner.ts';
import { anOrder } from '../support/orders.ts';

/** A place where runs happen, and the runner under test that starts them. */
export interface RunnerPlace {
  readonly runner: Runner;
  /** The clock of the place, as ISO text. */
  now(): string;
  /** The next start goes wrong like this; `lost` acts and answers nothing, `away` neither acts nor answers. */
  failNext(how: 'lost' | 'away' | 'limited'): void;
  /** A workflow that takes our input and runs until it is told to end, and one that does not exist. */
  readonly workflows: { readonly good: string; readonly missing: string };
  /** Ends a run that was started with the good workflow. */
  end(run: string, conclusion: 'success' | 'failure'): Promise<void>;
  /** Somebody presses "re-run" on a completed run. */
  rerun(run: string): Promise<void>;
  close(): Promise<void>;
}

/** What every `Runner` must do, wherever its runs happen. */
export function runnerContract(name: string, open: () => Promise<RunnerPlace>): void {
  describe(`runner: ${name}`, () => {
    let place: RunnerPlace;
    let orders = 0;

    beforeAll(async () => {
      place = await open();
    });
    afterAll(() => place.close());

    function newOrder(): DispatchOrder {
      orders += 1;
      return { ...anOrder({ nonce: `n0nce${orders}`, workflow: place.workflows.good }), ref: 'main' };
    }

    function find(order: DispatchOrder): Promise<RunState | null> {
      return place.runner.find({ nonce: order.nonce, workflow: order.workflow, since: place.now() });
    }

    async function started(order: DispatchOrder): Promise<string> {
      const outcome = await place.runner.start(order);
      if (outcome.kind !== 'started' || outcome.run === null) throw new Error(JSON.stringify(outcome));
      return outcome.run.id;
    }

    test('a run is started and found by its nonce', async () => {
      const order = newOrder();
      const id = await started(order);
      const found = await find(order);
      expect(found).toMatchObject({ id, attempt: 1, conclusion: null });
      expect(found?.title).toContain(order.nonce);
      expect(found?.status).not.toBe('completed');
      await place.end(id, 'success');
    });

    test('a nonce that was never started is not found', async () => {
      expect(await find(newOrder())).toBeNull();
    });

    test.each(['success', 'failure'] as const)('a run that ends in %s says so', async (conclusion) => {
      const order = newOrder();
      const id = await started(order);
      await place.end(id, conclusion);
      expect(await find(order)).toMatchObject({ id, status: 'completed', conclusion });
    });

    test('one order twice is two runs: nothing below the engine hides a repeat', async () => {
      const order = newOrder();
      const ids = [await started(order), await started(order)];
      expect(new Set(ids).size).toBe(2);
      for (const id of ids) await place.end(id, 'success');
    });

    test('of two runs with one nonce the living one is found', async () => {
      const order = newOrder();
      const [living, ended] = [await started(order), await started(order)];
      await place.end(ended, 'failure');
      expect(await find(order)).toMatchObject({ id: living });
      await place.end(living, 'success');
    });

    test('a workflow that does not exist is refused, with words', async () => {
      const outcome = await place.runner.start({ ...newOrder(), workflow: place.workflows.missing });
      expect(outcome).toMatchObject({ kind: 'refused', message: expect.stringMatching(/\w/) as string });
    });

    test('an answer that is lost is ambiguous, and the run is found', async () => {
      const order = newOrder();
      place.failNext('lost');
      expect((await place.runner.start(order)).kind).toBe('ambiguous');
      const found = await find(order);
      expect(found).toMatchObject({ attempt: 1 });
      await place.end(found?.id ?? '', 'success');
    });

    test('a start that never arrived is ambiguous as well, and nothing is found', async () => {
      const order = newOrder();
      place.failNext('away');
      expect((await place.runner.start(order)).kind).toBe('ambiguous');
      expect(await find(order)).toBeNull();
    });

    test('a limit means not now, and nothing happened', async () => {
      const order = newOrder();
      place.failNext('limited');
      expect((await place.runner.start(order)).kind).toBe('not-now');
      expect(await find(order)).toBeNull();
    });

    test('a re-run is the same run with the next run attempt', async () => {
      const order = newOrder();
      const id = await started(order);
      await place.end(id, 'failure');
      await place.rerun(id);
      expect(await find(order)).toMatchObject({ id, attempt: 2 });
      await place.end(id, 'success');
    });

    test('cancelling a living run ends it as cancelled', async () => {
      const order = newOrder();
      const id = await started(order);
      expect(await place.runner.cancel(id)).toBe('requested');
      await expect
        .poll(() => find(order), { timeout: 30_000 })
        .toMatchObject({
          status: 'completed',
          conclusion: 'cancelled',
        });
    });

    test('there is nothing to cancel in a run that is completed or unknown', async () => {
      const order = newOrder();
      const id = await started(order);
      await place.end(id, 'success');
      expect(await place.runner.cancel(id)).toBe('gone');
      expect(await place.runner.cancel('1')).toBe('gone');
    });
  });
}
