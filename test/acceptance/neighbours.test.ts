import { expect, test } from 'vitest';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { deployed } from '../support/runs.ts';

const GATED = 'signalbox: 1\nenvironments:\n  production: { gates: { checks: [ci/test] } }\n';

test('[A12] what happens in another repository with the same commits changes nothing here', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, '.github/signalbox.yml': GATED } });
  const { sandbox, stage } = play;
  sandbox.createUser('mallory');
  const other = await sandbox.createRepository({
    owner: 'acme',
    name: 'other',
    files: { '.github/signalbox.yml': 'signalbox: 1\n' },
    collaborators: { mallory: 'admin' },
  });
  const sha = await play.push('First');
  await play.until(1, 'production waiting checks-missing');
  await play.settled();
  await other.git('fetch', play.repository.directory, 'main:refs/heads/same');
  const before = await play.decisions();

  // Mallory may do everything there: the same commit is green, and whatever is called v1 is to be held.
  const mallory = sandbox.as('mallory');
  await mallory.setStatus(other.fullName, sha, { state: 'success', context: 'ci/test' });
  const issue = await mallory.openIssue(other.fullName, 'Operations');
  const words = ['/signalbox hold v1', '/signalbox lock production --reason mine'];
  for (const each of words) await mallory.comment(other.fullName, issue, each);
  if (FRONT === 'app') {
    // All of it was heard: these words were answered where they were said.
    await play.waitFor(async () => {
      const there = await mallory.rest('GET', `/repos/${other.fullName}/issues/${issue}/comments`);
      return Array.isArray(there) && there.length === 2 * words.length;
    }, 'answers in the other repository');
  }
  await play.asks('bob', '/status');
  expect(await play.decisions()).toEqual(before);
  expect(play.runs()).toEqual([]);
  expect(await play.environment('production')).toBeUndefined();

  await sandbox.as('alice').setStatus(stage.name, sha, { state: 'success', context: 'ci/test' });
  await play.until(1, 'succeeded: ');
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v1' });
});
