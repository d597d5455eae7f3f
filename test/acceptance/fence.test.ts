import { expect, test } from 'vitest';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { admittedRuns, deployed, dispatchedInputs, endOf, runIds } from '../support/runs.ts';
import { example } from '../support/seen.ts';

const WORKFLOW = '.github/workflows/deploy.yml';
/** What the example checks out. */
const SHA = "'${{ fromJSON(inputs.signalbox).sha }}'";

test('[A3] [A4] a run that is not the one current attempt ends red before it touches anything', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.push('First');
  await play.until(1, 'succeeded: ');
  await play.push('Second');
  await play.until(2, 'succeeded: ');
  await play.settled();
  const [first = 0, second = 0] = runIds(play);
  const [old = ''] = dispatchedInputs(play);
  const before = await deployed(play, 'production');
  const records = [await play.recordText(1), await play.recordText(2)];
  expect(before?.release).toBe('v2');

  // Somebody presses "re-run" on the old deploy.
  await play.sandbox.actions.rerun({ repository: play.stage.name, run: first, actor: 'bob' });
  const rerun = await endOf(play, first);
  expect(rerun.conclusion).toBe('failure');
  expect(rerun.log).toContain('This is a re-run by hand, and those are not admitted');
  expect(rerun.log).toContain('Next: /retry v1 production');
  // Somebody starts the workflow by hand: with an old input, with a guessed one, with one that is none.
  expect(await byHand(play, old)).toContain('Attempt 1 of production in v1 belongs to another run');
  const guessed = { ...(JSON.parse(old) as object), attempt: 2, nonce: 'guessed' };
  expect(await byHand(play, JSON.stringify(guessed))).toContain('Attempt 2 of production in v1 is not known');
  const madeUp = { ...(JSON.parse(old) as object), release: 9 };
  expect(await byHand(play, JSON.stringify(madeUp))).toContain('make a release instead of running');
  const { sha } = JSON.parse(old) as { sha: string };
  expect(await byHand(play, JSON.stringify({ title: 'mine', sha }))).toContain(
    'The input signalbox cannot be read',
  );

  // Nothing of it was deployed, and nothing of it is on record.
  expect(await deployed(play, 'production')).toEqual(before);
  expect([await play.recordText(1), await play.recordText(2)]).toEqual(records);
  expect(await admittedRuns(play, 2)).toEqual([
    `v1 production attempt 1 by run ${first}`,
    `v2 production attempt 1 by run ${second}`,
  ]);
});

test('[A3] a job that has checked out another commit, or nothing, ends red before it touches anything', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const good = (await play.repository.file(WORKFLOW)) ?? '';

  // A branch is the release's commit only as long as nobody pushes: that goes well until somebody does.
  await play.push('Check out what moves', { [WORKFLOW]: good.replace(SHA, 'main') });
  await play.until(1, 'succeeded: ');
  const waiting = play.sandbox.runs.hold({ title: 'v2 ' }, { at: 'start' });
  const sha = await play.push('Two');
  const run = await waiting.reached();
  const moved = await play.push('Three');
  await play.until(3, 'production waiting environment-taken');
  waiting.remove();
  await play.until(2, 'failed: ');
  expect((await play.attempt(2, 'production')).reason).toBe('claim-wrong-commit');
  const wrong = await endOf(play, run);
  expect(wrong.conclusion).toBe('failure');
  expect(wrong.log).toContain(`${moved.slice(0, 7)} is checked out, the release is ${sha.slice(0, 7)}`);
  expect(wrong.log).toContain('Give the checkout ref: ${{ fromJSON(inputs.signalbox).sha }}');
  expect(wrong.log).toContain('Next: /retry v2 production');
  await play.until(3, 'succeeded: ');

  const nothing = good.replace(/ {6}- uses: actions\/checkout.*\n.*\n/, '');
  await play.push('Check out nothing', { [WORKFLOW]: nothing });
  await play.until(4, 'failed: ');
  const empty = await endOf(play, runIds(play).at(-1) ?? 0);
  expect(empty.conclusion).toBe('failure');
  expect(empty.log).toContain('Nothing is checked out');
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v3' });
  expect(await play.environment('production')).toMatchObject({ lastTouch: { release: 3 } });

  // With the workflow put right, the next push goes through.
  await play.sandbox.as('bob').commit(play.stage.name, {
    message: 'Check out the release',
    files: { [WORKFLOW]: good },
  });
  await play.until(5, 'succeeded: ');
  expect(await admittedRuns(play, 5)).toHaveLength(3);
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v5' });
});

test('[A4] a run with the right nonce that was told something else is not admitted, however early it comes', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  // GitHub started the run and did not say so; its runner lets it wait. Meanwhile the nonce stands on the state branch.
  const isDispatch = ({ path }: { readonly path: string }): boolean => path.endsWith('/dispatches');
  play.sandbox.faults.request(isDispatch, { kind: 'act-then-answer', status: 502 });
  const waiting = play.sandbox.runs.hold({ title: 'v1 ' }, { at: 'start' });
  await play.push('First');
  const genuine = await waiting.reached();
  const [order = ''] = dispatchedInputs(play);
  const { nonce } = await play.attempt(1, 'production');
  expect(order).toContain(nonce);

  const told = JSON.parse(order) as object;
  const forged = { ...told, environment: { name: 'elsewhere', attributes: {} }, title: 'mine' };
  expect(await byHand(play, JSON.stringify(forged))).toContain(
    'This job was told something else than was decided for Attempt 1 of production in v1',
  );
  const valued = { ...told, inputs: { image: 'mine' }, title: 'mine' };
  expect(await byHand(play, JSON.stringify(valued))).toContain('something else than was decided');
  expect(await deployed(play, 'elsewhere')).toBeNull();
  expect(await play.environment('production')).toBeUndefined();

  // A branch with a workflow of its own, started with the very input: behind our step it would deploy what it likes.
  const evil = { message: 'Mine', branch: 'evil', files: { [WORKFLOW]: `${example(WORKFLOW)}# mine\n` } };
  await play.sandbox.as('bob').commit(play.stage.name, evil);
  const same = JSON.stringify({ ...told, title: 'mine' });
  const elsewhere = await byHand(play, same, 'evil');
  expect(elsewhere).toContain('This run is of refs/heads/evil, and releases are deployed by');
  expect(await play.environment('production')).toBeUndefined();

  // It was nothing but what it was told, and where: the very same is admitted, and then no other run is.
  const copied = await started(play, same);
  expect((await endOf(play, copied)).conclusion).toBe('success');
  waiting.remove();
  expect((await endOf(play, genuine)).conclusion).toBe('failure');
  await play.until(1, 'succeeded: ');
  expect(await admittedRuns(play, 1)).toEqual([`v1 production attempt 1 by run ${copied}`]);
});

/** Starts the deploy workflow as a person would by hand. @returns the log of its job, which must have ended red. */
async function byHand(play: Play, signalbox: string, ref = 'main'): Promise<string> {
  const { conclusion, log } = await endOf(play, await started(play, signalbox, ref));
  expect(conclusion).toBe('failure');
  return log;
}

async function started(play: Play, signalbox: string, ref = 'main'): Promise<number> {
  const before = new Set(runIds(play));
  const path = `/repos/${play.stage.name}/actions/workflows/deploy.yml/dispatches`;
  await play.sandbox.as('bob').rest('POST', path, { ref, inputs: { signalbox } });
  return play.waitFor(() => runIds(play).find((id) => !before.has(id)), 'a run by hand');
}
