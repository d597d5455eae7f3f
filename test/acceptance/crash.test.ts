import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns, deployed } from '../support/runs.ts';

const MINUTE = 60;
const dispatches = (request: { readonly path: string }): boolean => request.path.endsWith('/dispatches');

test('killed between commit and dispatch, started again, Signalbox brings the release to the same end', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await killedAtDispatch(play, { dispatched: false });
  expect(play.runs()).toEqual([]);
  expect(await play.attempt(1, 'production')).toMatchObject({ status: 'pending' });
  await play.recover();
  // The dispatch belongs to the dead one for two minutes; then its run is looked for, for five more, and not found.
  await play.pass(2 * MINUTE + 1);
  await passUntil(play, async () => (await play.progress(1)).startsWith('succeeded'));
  await play.sandbox.runs.idle();
  expect(play.runs()).toEqual(['v1 production: completed success']);
  await sameEnd(play);
});

test('killed between dispatch and answer, started again, Signalbox finds its run and starts no other', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const held = play.sandbox.runs.hold({ workflow: 'deploy.yml' }, { at: 'start' });
  await killedAtDispatch(play, { dispatched: true });
  const run = await held.reached();
  expect((await play.attempt(1, 'production')).run).toBeUndefined();
  await play.recover();
  await play.pass(2 * MINUTE + 1);
  await play.waitFor(
    async () => (await play.attempt(1, 'production')).run?.id === String(run),
    'the run to be found',
  );
  held.remove();
  await play.until(1, 'succeeded: ');
  await play.pass(10 * MINUTE);
  await play.asks('alice', '/status');
  expect(play.runs()).toHaveLength(1);
  await sameEnd(play);
});

test.runIf(FRONT === 'app')(
  'an App that was away finds what it missed: an end, a push, and commands, unless they are too old',
  async () => {
    const play = await openPlay({ files: JUST_PRODUCTION, env: { SIGNALBOX_SWEEP_SECONDS: '2' } });
    const held = play.sandbox.runs.hold({ workflow: 'deploy.yml' }, { at: 'start' });
    const sha = await play.push('First');
    await held.reached();
    await play.waitFor(
      async () => (await play.record<{ sweptAt: string | null }>('repository.json'))?.sweptAt !== null,
      'a first sweep',
    );
    await play.apps[0]?.kill();
    held.remove();
    await play.until(1, 'succeeded: ');
    const old = await play.says('bob', '/lock production --reason nobody hears me');
    await play.pass(16 * MINUTE);
    const young = await play.says('bob', '/pin production');
    await play.push('Second');
    await play.sandbox.runs.idle();
    expect((await play.statuses(sha))['signalbox/hello/production']).not.toMatch(/^success/);
    await play.startApp();
    expect((await play.reply(old)).text).toMatch(/say it again/i);
    expect((await play.reply(young)).text).toContain('`production` stays on v1');
    await play.until(2, 'waiting environment-pinned');
    await play.settled();
    expect((await play.statuses(sha))['signalbox/hello/production']).toMatch(/^success/);
    expect(await play.environment('production')).toMatchObject({ lock: null, pin: { release: 1 } });
    expect(await deployed(play, 'production')).toMatchObject({ release: 'v1' });
  },
);

/** Pushes, and kills Signalbox at the very moment when it asks GitHub to start the deploy. */
async function killedAtDispatch(play: Play, { dispatched }: { dispatched: boolean }): Promise<void> {
  const { faults } = play.sandbox;
  const killed = faults.request(dispatches, { kind: 'interpose', act: () => play.crash() });
  faults.request(dispatches, { kind: 'cut', acted: dispatched });
  await play.push('First');
  await play.waitFor(() => killed.struck === 1, 'the dispatch');
}

/** Lets GitHub's clock run in steps until something is so. */
async function passUntil(play: Play, look: () => Promise<boolean>): Promise<void> {
  const clock = setInterval(() => play.sandbox.advance(20), 200);
  await play.waitFor(look, 'the end').finally(() => clearInterval(clock));
}

async function sameEnd(play: Play): Promise<void> {
  await play.settled();
  expect(await play.progress(1)).toBe('succeeded: production succeeded');
  expect(await admittedRuns(play, 1)).toHaveLength(1);
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v1' });
  const release = await play.release(1);
  expect((await play.statuses(release.spec.sha))['signalbox/hello/production']).toMatch(/^success/);
  const deployments = await play.rest<unknown[]>(`/repos/${play.stage.name}/deployments`);
  expect(deployments).toHaveLength(1);
}
