import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { deployed } from '../support/runs.ts';
import { numbers } from '../support/seen.ts';

const BRANCH = 'signalbox/releases';
const REF = `refs/heads/${BRANCH}`;
const PEOPLE = { alice: 'admin', bob: 'write' } as const;

test('[A20] a record that somebody damaged by hand stops everything, and /repair gives it its text back', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION, people: PEOPLE });
  await shipped(play, 'First', 1);
  const good = await play.repository.file('apps/hello/app.json', BRANCH);
  const foreign = await play.sandbox.as('alice').commit(play.stage.name, {
    branch: BRANCH,
    message: 'Only a small change',
    files: { 'apps/hello/app.json': '{ "name": "hello", ', 'apps/hello/index/0.json': null },
  });
  const refused = await play.asks('bob', '/status');
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain(foreign.slice(0, 12));
  expect(refused.text).toContain('`/repair` shows what would mend it');

  // Who may only write may not; who may sees what would be done, and nothing is changed by looking.
  expect((await play.asks('bob', '/repair')).text).toContain('Needed: the role admin (admin). Found: write.');
  const planned = await play.asks('alice', '/repair');
  expect(planned.text).toContain('This is wrong with the state branch, and this would be done');
  for (const file of [BRANCH, 'apps/hello/app.json', 'apps/hello/index/0.json']) {
    expect(planned.text).toContain(file);
  }
  expect(await play.repository.head(BRANCH)).toBe(foreign);
  const stale = await play.asks('alice', '/repair --apply 00000000');
  expect(stale.text).toContain('not what was shown under that token');
  expect(await play.repository.head(BRANCH)).toBe(foreign);

  const done = await play.asks('alice', applyIn(planned.text));
  expect(done.text).toContain('The state branch is mended');
  expect(await play.repository.file('apps/hello/app.json', BRANCH)).toBe(good);
  const message = await play.repository.git('log', '--format=%B', '--grep', 'alice: repair', BRANCH);
  expect(message).toMatch(/Repaired: apps\/hello\/app.json: restore [0-9a-f]{12}/);
  expect(message).toMatch(/Actor: alice \(\d+\)/);
  await shipped(play, 'Second', 2);
});

test('a branch that was taken back gives no number twice; /repair goes on after what is known', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION, people: PEOPLE });
  await shipped(play, 'First', 1);
  const old = (await play.repository.head(BRANCH)) ?? '';
  await shipped(play, 'Second', 2);
  const lost = await play.repository.file('apps/hello/app.json', BRANCH);
  await play.repository.git('update-ref', REF, old);

  // The attempt: the commit of v2 is pushed for release once more, on a branch that knows only v1.
  const refused = await play.asks('bob', `/release ${(await play.repository.head('main')) ?? ''} --force`);
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain('The state branch is older than what Signalbox has seen');
  expect(await play.repository.head(BRANCH)).toBe(old);

  const planned = await play.asks('alice', '/repair');
  expect(planned.text).toContain(FRONT === 'app' ? 'every file gets the text' : 'the next one is v3');
  expect((await play.asks('alice', applyIn(planned.text))).text).toContain('is mended');
  if (FRONT === 'app') expect(await play.repository.file('apps/hello/app.json', BRANCH)).toBe(lost);
  // A process that saw v2 puts everything back; a new one releases the second push once more, if it hears of it first.
  await play.push('Third');
  const third = await play.waitFor(async () => {
    const now = (await deployed(play, 'production'))?.release;
    return now === 'v3' || now === 'v4' ? now : null;
  }, 'a release after v2 in production');
  if (FRONT === 'app') expect(third).toBe('v3');
  await play.settled();
  // v2 was given on GitHub, and nothing else gets that number.
  if (FRONT === 'action') expect(await numbers(play)).not.toContain(2);
});

test('a branch that was deleted is not begun anew', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION, people: PEOPLE });
  await shipped(play, 'First', 1);
  await play.repository.git('update-ref', '-d', REF);
  const refused = await play.asks('bob', '/status');
  expect(refused.text).toContain('The state branch is older than what Signalbox has seen');
  await play.sandbox.runs.idle();
  expect(await play.repository.head(BRANCH)).toBeNull();
  const planned = await play.asks('alice', '/repair');
  expect((await play.asks('alice', applyIn(planned.text))).text).toContain('is mended');
  await shipped(play, 'Second', 2);
});

/** A push that became a release and runs in production. */
async function shipped(play: Play, message: string, number: number): Promise<void> {
  await play.push(message);
  await play.until(number, 'succeeded: ');
  await play.settled();
  expect(await deployed(play, 'production')).toMatchObject({ release: `v${number}` });
}

/** The command that a plan ends with. */
function applyIn(text: string): string {
  return /\/repair --apply [0-9a-f]{8}/.exec(text)?.[0] ?? '';
}
