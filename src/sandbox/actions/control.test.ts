import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actions } from './actions.ts';
import { createActions } from './create-actions.ts';
import type { JsonObject } from './host.ts';
import { createSmallHost, REPOSITORY, type SmallHost } from '../../../test/support/small-host.ts';

let host: SmallHost;
let actions: Actions;

beforeEach(() => {
  host = createSmallHost();
  actions = createActions({ host, graceMilliseconds: 100 });
});

afterEach(async () => {
  await actions.close();
  host.remove();
});

const SLEEPER = `
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    steps:
      - { name: work, run: "true" }
      - { name: sleep, run: "echo asleep; sleep 600" }
      - { name: never, run: "echo never" }
      - { name: clean, if: always(), run: "echo clean \${{ job.status }}" }
`;

async function start(workflow: string): Promise<number> {
  host.commit({ '.github/workflows/it.yml': workflow });
  return again();
}

async function again(): Promise<number> {
  const order = { repository: REPOSITORY, workflow: 'it.yml', ref: 'main', inputs: {}, actor: 'ann' };
  const answer = await actions.dispatch(order);
  if (answer.kind === 'refused') throw new Error(answer.message);
  return answer.run;
}

function show(run: number): string {
  const shown = actions.getRun(REPOSITORY, run) ?? {};
  return [shown['status'], shown['conclusion']].map(String).join(' ');
}

function jobOf(run: number, at = 0): JsonObject {
  return actions.listJobs(REPOSITORY, run)?.[at] ?? {};
}

function logOf(run: number): string {
  return actions.jobLog(REPOSITORY, Number(jobOf(run)['id'])) ?? '';
}

/** Resolves once the job has written the text: looked at after each change of the log, which only a process makes. */
async function logged(run: number, text: string): Promise<void> {
  await expect.poll(() => logOf(run), { interval: 5, timeout: 30_000 }).toContain(text);
}

describe('hold', () => {
  test('before a run starts, and before and after a step', async () => {
    const atStart = actions.control.hold({ workflow: 'it.yml' }, { at: 'start' });
    const before = actions.control.hold({}, { at: 'before-step', step: 'one' });
    const after = actions.control.hold({}, { at: 'after-step', step: 'two', job: 'a' });
    const run = await start(`
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ id: one, run: echo first }, { name: two, run: echo second }, { run: echo third }]
`);
    expect(await atStart.reached()).toBe(run);
    expect(atStart.held).toEqual([run]);
    await actions.control.idle();
    expect(show(run)).toBe('queued null');
    atStart.remove();
    await before.reached();
    expect(show(run)).toBe('in_progress null');
    expect(logOf(run)).not.toContain('first');
    before.remove();
    await after.reached();
    expect(logOf(run)).toContain('second');
    expect(logOf(run)).not.toContain('third');
    after.remove();
    expect(await actions.control.finished(run)).toBe('success');
  });

  test('a held run can be cancelled', async () => {
    const hold = actions.control.hold({}, { at: 'start' });
    const run = await start(SLEEPER);
    await hold.reached();
    expect(actions.cancel(REPOSITORY, run)).toBe('accepted');
    expect(await actions.control.finished(run)).toBe('cancelled');
    expect(actions.listJobs(REPOSITORY, run)).toEqual([]);
  });
});

describe('cancel', () => {
  test('stops the step, skips the next, and runs what is meant for it', async () => {
    const run = await start(SLEEPER);
    await logged(run, 'Z asleep');
    expect(actions.cancel(REPOSITORY, run)).toBe('accepted');
    expect(await actions.control.finished(run)).toBe('cancelled');
    expect(logOf(run)).toContain('clean cancelled');
    expect(jobOf(run)['steps']).toMatchObject([
      {},
      { name: 'work', conclusion: 'success' },
      { name: 'sleep', conclusion: 'cancelled' },
      { name: 'never', conclusion: 'skipped' },
      { name: 'clean', conclusion: 'success' },
      {},
    ]);
    expect(actions.cancel(REPOSITORY, run)).toBe('conflict');
    expect(actions.cancel(REPOSITORY, 1)).toBe('not-found');
  });

  test('goes from SIGINT to SIGKILL', async () => {
    const run = await start(
      SLEEPER.replace('echo asleep; sleep 600', "trap '' INT TERM; echo asleep; while :; do sleep 1; done"),
    );
    await logged(run, 'Z asleep');
    actions.cancel(REPOSITORY, run);
    expect(await actions.control.finished(run)).toBe('cancelled');
  });

  test('kills after five minutes what goes on anyway', async () => {
    const run = await start(SLEEPER.replace('echo clean', 'echo stubborn; sleep 600; echo'));
    await logged(run, 'Z asleep');
    actions.cancel(REPOSITORY, run);
    await logged(run, 'Z stubborn');
    host.clock.advance(6);
    expect(await actions.control.finished(run)).toBe('cancelled');
  });

  test('comes by itself when the job is over its time', async () => {
    const run = await start(SLEEPER);
    await logged(run, 'Z asleep');
    host.clock.advance(31);
    expect(await actions.control.finished(run)).toBe('cancelled');
    expect(logOf(run)).toContain('The job has exceeded the maximum execution time of 30m0s');
  });

  test('of one step comes at its own timeout, as a failure', async () => {
    const run = await start(SLEEPER.replace('{ name: sleep,', '{ name: sleep, timeout-minutes: 2,'));
    await logged(run, 'Z asleep');
    host.clock.advance(3);
    expect(await actions.control.finished(run)).toBe('failure');
    expect(logOf(run)).toContain("The action 'sleep' has timed out.");
    expect(logOf(run)).toContain('clean failure');
  });

  test('can come before anything has started', async () => {
    const rule = actions.control.cancelBeforeStart({ workflow: 'it.yml' });
    const run = await start(SLEEPER);
    expect(await actions.control.finished(run)).toBe('cancelled');
    expect(actions.listJobs(REPOSITORY, run)).toEqual([]);
    rule.remove();
  });
});

describe('kill', () => {
  test('ends the processes without a word; the run goes on on paper until its time is over', async () => {
    const run = await start(SLEEPER.replace('echo asleep', () => 'echo asleep; echo pid $$'));
    await logged(run, 'Z pid ');
    const pid = Number(/Z pid (\d+)/.exec(logOf(run))?.[1]);
    expect(isAlive(pid)).toBe(true);
    await actions.control.kill(run);
    expect(show(run)).toBe('in_progress null');
    expect(isAlive(pid)).toBe(false);
    expect(logOf(run)).not.toContain('Z clean');
    expect(host.record.revoked).toHaveLength(1);
    host.clock.advance(31);
    expect(show(run)).toBe('completed cancelled');
    expect(jobOf(run)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });

  test('a test can complete it, and a cancel does after five minutes', async () => {
    const one = await start(SLEEPER);
    const two = await again();
    await logged(one, 'Z asleep');
    await logged(two, 'Z asleep');
    expect(() => actions.control.complete(one, 'failure')).toThrow('was not killed');
    await Promise.all([one, two].map((run) => actions.control.kill(run)));
    actions.control.complete(one, 'timed_out');
    expect(show(one)).toBe('completed timed_out');
    expect(actions.cancel(REPOSITORY, two)).toBe('accepted');
    expect(show(two)).toBe('in_progress null');
    host.clock.advance(5);
    expect(show(two)).toBe('completed cancelled');
  });
});

test('fail makes a step fail that would succeed', async () => {
  const rule = actions.control.fail({}, 'work');
  const run = await start(
    'on: workflow_dispatch\njobs: { a: { runs-on: u, steps: [{ name: work, run: echo ran }] } }',
  );
  expect(await actions.control.finished(run)).toBe('failure');
  expect(logOf(run)).not.toContain('Z ran');
  rule.remove();
  const next = await again();
  expect(await actions.control.finished(next)).toBe('success');
});

test('lag hides a new run from lists for a time and a number of reads', async () => {
  const lag = actions.control.lag({ workflow: 'it.yml' }, { seconds: 60, reads: 2 });
  const run = await start('on: workflow_dispatch\njobs: { a: { runs-on: u, steps: [{ run: "true" }] } }');
  expect(await actions.control.finished(run)).toBe('success');
  expect(actions.listRuns(REPOSITORY)).toHaveLength(0);
  expect(actions.getRun(REPOSITORY, run)).not.toBeNull();
  host.clock.advance(2);
  expect(actions.listRuns(REPOSITORY)).toHaveLength(0);
  expect(actions.listRuns(REPOSITORY)).toHaveLength(1);
  lag.remove();
});

describe('rerun', () => {
  test('makes a second attempt with the same commit, without `requested`', async () => {
    const run = await start(`
on: workflow_dispatch
jobs:
  a: { runs-on: u, outputs: { x: "\${{ steps.x.outputs.x }}" }, steps: [{ id: x, run: 'echo x=1 >> "$GITHUB_OUTPUT"; echo attempt $GITHUB_RUN_ATTEMPT $GITHUB_TRIGGERING_ACTOR' }] }
  b: { runs-on: u, needs: a, steps: [{ run: 'test "\${{ github.run_attempt }}\${{ needs.a.outputs.x }}" = 21' }] }
`);
    expect(await actions.control.finished(run)).toBe('failure');
    const order = { repository: REPOSITORY, run, actor: 'bob' };
    expect(await actions.rerun({ ...order, failedOnly: true })).toBe('created');
    expect(await actions.rerun(order)).toBe('forbidden');
    expect(await actions.control.finished(run)).toBe('success');
    expect(logOf(run)).toContain('attempt 1 ann');
    expect(await actions.rerun(order)).toBe('created');
    await actions.control.finished(run);
    expect(logOf(run)).toContain('attempt 3 bob');
    expect(actions.getRun(REPOSITORY, run)).toMatchObject({
      run_attempt: 3,
      triggering_actor: { login: 'bob' },
    });
    expect(actions.getRun(REPOSITORY, run, 1)).toMatchObject({ run_attempt: 1, conclusion: 'failure' });
    const told = host.record.events.filter(({ payload }) => payload['action'] === 'requested');
    expect(told).toHaveLength(1);
  });
});

describe('concurrency', () => {
  const grouped = (setting: string): string =>
    SLEEPER.replace('jobs:', `concurrency: { group: "Deploy-\${{ github.ref_name }}"${setting} }\njobs:`);

  test('one runs, the newest waits, the one before is cancelled', async () => {
    const hold = actions.control.hold({}, { at: 'before-step', step: 'work' });
    const one = await start(grouped(''));
    await hold.reached();
    const two = await again();
    await actions.control.idle();
    expect(show(two)).toBe('pending null');
    const three = await again();
    expect(await actions.control.finished(two)).toBe('cancelled');
    expect(show(three)).toBe('pending null');
    actions.cancel(REPOSITORY, one);
    expect(await actions.control.finished(one)).toBe('cancelled');
    await actions.control.idle();
    expect(show(three)).toBe('in_progress null');
  });

  test('with cancel-in-progress the newest stops the running one', async () => {
    const hold = actions.control.hold({}, { at: 'before-step', step: 'work' });
    const one = await start(grouped(', cancel-in-progress: true'));
    await hold.reached();
    const two = await again();
    expect(await actions.control.finished(one)).toBe('cancelled');
    await actions.control.idle();
    expect(show(two)).toBe('in_progress null');
  });

  test('a killed run keeps its place until it is completed', async () => {
    const hold = actions.control.hold({}, { at: 'before-step', step: 'work' });
    const one = await start(grouped(', queue: max'));
    await hold.reached();
    await actions.control.kill(one);
    const two = await again();
    const three = await again();
    await actions.control.idle();
    expect([show(two), show(three)]).toEqual(['pending null', 'pending null']);
    actions.control.complete(one, 'failure');
    await actions.control.idle();
    expect([show(two), show(three)]).toEqual(['in_progress null', 'pending null']);
  });
});

test('close ends the processes and leaves no folder', async () => {
  const before = folders();
  const run = await start(SLEEPER.replace('echo asleep', 'echo asleep in $PWD'));
  await logged(run, 'Z asleep in ');
  const folder = /Z asleep in (\S+)/.exec(logOf(run))?.[1] ?? '';
  expect(existsSync(folder)).toBe(true);
  await actions.close();
  expect(existsSync(folder)).toBe(false);
  expect(folders().filter((name) => !before.includes(name) && folder.includes(name))).toEqual([]);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function folders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('sandbox-actions-'));
}
