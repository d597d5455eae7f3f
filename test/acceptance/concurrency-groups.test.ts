import { expect, test } from 'vitest';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns } from '../support/runs.ts';
import { dispatched } from '../support/seen.ts';
import { sharedGroup } from '../support/shared-group.ts';

const DEPLOY = 'Run ./deploy.sh "$SIGNALBOX_ENVIRONMENT"';

function maintain(play: Play): Promise<number> {
  return play.sandbox.as('alice').dispatchWorkflow(play.stage.name, 'maintenance.yml');
}

/** Waits for the newest run of an activity that has not started yet. */
async function queued(play: Play, title: string): Promise<number> {
  const found = await play.waitFor(() => {
    const [run] = play.sandbox.actions.listRuns(play.stage.name).filter(({ display_title: shown }) => {
      return typeof shown === 'string' && shown.startsWith(title);
    });
    return run?.['status'] === 'pending' || run?.['status'] === 'queued' ? run : null;
  }, `a run of ${title} that waits`);
  return Number(found['id']);
}

test.each(['workflow', 'job'] as const)(
  'a deploy that waits in the concurrency group of its %s and is pushed out by another run is started anew',
  async (level) => {
    const play = await openPlay({ files: sharedGroup(level) });
    const held = play.sandbox.runs.hold({ title: 'maintenance' }, { at: 'before-step', step: 'work' });
    await maintain(play);
    await held.reached();
    await play.push('First');
    const first = await queued(play, 'v1 staging');

    const second = await maintain(play);
    expect(await play.sandbox.runs.finished(first)).toBe('cancelled');
    await queued(play, 'v1 staging');
    // The new one waits in its place, and has pushed out what pushed it out.
    expect(await play.sandbox.runs.finished(second)).toBe('cancelled');
    expect(await play.progress(1)).toContain('running: build succeeded, staging running');

    held.remove();
    await play.until(1, 'succeeded: ');
    expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1', 'v1 staging #2', 'v1 production #1']);
    expect((await admittedRuns(play, 1)).map((each) => each.replace(/ by.*/, ''))).toEqual([
      'v1 build attempt 1',
      'v1 staging attempt 2',
      'v1 production attempt 1',
    ]);
  },
);

test('a deploy that is pushed out again and again fails in the end, says why, and can be retried', async () => {
  const play = await openPlay({ files: sharedGroup('workflow') });
  const held = play.sandbox.runs.hold({ title: 'maintenance' }, { at: 'before-step', step: 'work' });
  await maintain(play);
  await held.reached();
  const sha = await play.push('First');
  for (let times = 0; times < 4; times += 1) {
    const run = await queued(play, 'v1 staging');
    await maintain(play);
    expect(await play.sandbox.runs.finished(run)).toBe('cancelled');
  }
  await play.until(1, 'failed: ');
  expect(await play.attempt(1, 'staging')).toMatchObject({ number: 4, reason: 'run-cancelled' });
  await play.settled();
  const { 'signalbox/hello/staging': status = '' } = await play.statuses(sha);
  expect(status).toContain('cancelled');
  // Nothing was deployed, so nothing is uncertain, and the environment is free.
  expect((await play.asks('bob', '/status')).text).not.toContain('uncertain');

  held.remove();
  await play.sandbox.runs.idle();
  await play.asks('bob', '/retry v1');
  await play.until(1, 'succeeded: ');
  expect(dispatched(play).filter((each) => each.includes('staging'))).toHaveLength(5);
});

test.each(['workflow', 'job'] as const)(
  'a deploy at work that `cancel-in-progress` of its %s ends has failed, and can be retried',
  async (level) => {
    const play = await openPlay({ files: sharedGroup(level, true) });
    const held = play.sandbox.runs.hold({ title: 'v1 staging' }, { at: 'before-step', step: DEPLOY });
    await play.push('First');
    const run = await held.reached();
    await maintain(play);
    expect(await play.sandbox.runs.finished(run)).toBe('cancelled');
    held.remove();
    await play.until(1, 'failed: ');
    expect(await play.attempt(1, 'staging')).toMatchObject({ status: 'failed', reason: 'run-cancelled' });

    await play.asks('bob', '/retry v1');
    await play.until(1, 'succeeded: ');
    expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1', 'v1 staging #2', 'v1 production #1']);
  },
);
