import { expect, test } from 'vitest';
import { saysLate } from '../support/late-comment.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { deployed } from '../support/runs.ts';
import { dispatched, numbers } from '../support/seen.ts';

/** Nothing is released by a push: what goes out is what somebody says, once its own commit is green. */
const BY_WORD = `signalbox: 1
apps: { hello: { paths: [released-by-word] } }
environments: { production: { gates: { checks: [ci/test] } } }
`;
const LATER = 2;

test('[A1] [A2] a push between a comment and its reading is not what the comment meant, nor does it inherit what stood for the commit before', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, '.github/signalbox.yml': BY_WORD } });
  // Read at once, the same words release the head, and its green check opens the gate.
  const first = await pushed(play, 'First');
  await green(play, first);
  expect((await play.asks('bob', '/release')).reactions).toEqual(['eyes', 'rocket']);
  await play.until(1, 'succeeded: ');
  const reviewed = await pushed(play, 'Reviewed');
  await green(play, reviewed);

  const late = await saysLate(play, 'bob', '/release');
  play.sandbox.advance(LATER);
  const sneaked = await pushed(play, 'Sneaked in');
  const refused = await late.reply();
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain(`/release ${sneaked.slice(0, 12)}`);
  expect(await numbers(play)).toEqual([1]);

  // Named, each commit is released as itself: the one that was green goes, the other waits for a check of its own.
  await play.asks('bob', `/release ${reviewed}`);
  await play.until(2, 'succeeded: ');
  expect((await play.release(2)).spec.sha).toBe(reviewed);
  await play.asks('bob', `/release ${sneaked}`);
  await play.until(3, 'production waiting checks-missing');
  await play.settled();
  expect(dispatched(play)).toEqual(['v1 production #1', 'v2 production #1']);
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v2' });
});

test('[A21] an /unlock that is read late does not take away a lock that is newer than it', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.asks('bob', '/lock production --reason moving the database');
  const late = await saysLate(play, 'bob', '/unlock production');
  play.sandbox.advance(LATER);
  // Meanwhile somebody else has freed it, and holds it for a reason of her own.
  const theirs = await relocked(play);
  const refused = await late.reply();
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain('/unlock production');
  expect(await play.environment('production')).toMatchObject({ lock: theirs });

  // Whoever has seen the new lock may take it away: the words are the same.
  expect((await play.asks('bob', '/unlock production')).reactions).toEqual(['eyes', '+1']);
  expect(await play.environment('production')).toMatchObject({ lock: null });
});

/** Pushes to main, and waits until it is known there. */
async function pushed(play: Play, message: string): Promise<string> {
  const sha = await play.push(message);
  const refs = async () => (await play.record<{ refs: Record<string, string> }>('repository.json'))?.refs;
  await play.sandbox.waitFor(async () => (await refs())?.['refs/heads/main'] === sha, { what: message });
  return sha;
}

async function green(play: Play, sha: string): Promise<void> {
  await play.sandbox.as('alice').setStatus(play.stage.name, sha, { state: 'success', context: 'ci/test' });
}

/** Somewhere else: what is said on the first issue is read late. */
async function relocked(play: Play) {
  const issue = await play.sandbox.as('alice').openIssue(play.stage.name, 'Incident');
  for (const [body, isDone] of [
    ['/unlock production', (lock: unknown) => lock === null],
    ['/lock production --reason incident', (lock: unknown) => lock !== null],
  ] as const) {
    await play.says('alice', body, issue);
    const isSeen = async () => isDone((await play.environment('production'))?.lock);
    await play.sandbox.waitFor(isSeen, { what: body });
  }
  return (await play.environment('production'))?.lock;
}
