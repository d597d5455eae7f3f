import { expect, test } from 'vitest';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import type { Play } from '../support/play.ts';
import { openPlay } from '../support/play.ts';
import { deployed } from '../support/runs.ts';

const CONFIG = '.github/signalbox.yml';
const DEPLOY = '.github/workflows/deploy.yml';

/** What somebody would have the rules say: everybody may do everything, and nothing is checked. */
const LAX =
  'signalbox: 1\nenvironments:\n  production: {}\nroles: { operator: read, release-manager: read, admin: read }\n';
const GATED = 'signalbox: 1\nenvironments:\n  production: { gates: { checks: [ci/test] } }\n';
const STEALING = `on: { issue_comment: { types: [created] }, pull_request: {}, push: {} }
permissions: { contents: write, actions: write, statuses: write }
jobs: { steal: { runs-on: ubuntu-latest, steps: [{ run: 'echo "token $GH"', env: { GH: '\${{ secrets.PASSWORD }}' } }] } }
`;

test('[A5] [A6] [A7] a pull request from a fork has no influence, whatever it changes and however its branch is called', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, [CONFIG]: GATED } });
  await released(play);
  const before = await play.log();

  play.sandbox.createUser('mallory');
  const mallory = play.sandbox.as('mallory');
  const fork = await mallory.fork(play.stage.name);
  const files = {
    [CONFIG]: LAX,
    [DEPLOY]: null,
    '.github/workflows/steal.yml': STEALING,
    'site/index.html': 'mine',
  };
  const evil = await mallory.commit(fork, { message: 'Improve everything', files });
  const pull = await mallory.openPullRequest(play.stage.name, {
    head: 'mallory:main',
    title: 'Improve everything',
  });
  // A maintainer lets it run, as one does: its workflow gets neither a secret nor a token that writes.
  await play.sandbox.runs.idle();
  expect(await play.sandbox.as('alice').approveRuns(play.stage.name, pull)).toHaveLength(1);

  const refused = await play.asks('mallory', '/signalbox unlock production', pull);
  expect(refused.text).toContain('**mallory may not do that**');
  const lock = await play.asks('mallory', '/lock production --reason mine', pull);
  expect(lock.text).toContain('Needed: the role operator (write). Found: read.');
  // Who may, still cannot release what only a fork has, by commit or by the name of its branch.
  const foreign = await play.asks('bob', `/release ${evil}`, pull);
  expect(foreign.reactions).toEqual(['eyes', '-1']);
  const named = await play.asks('bob', '/release mallory:main', pull);
  expect(named.reactions).toEqual(['eyes', '-1']);

  await play.settled();
  await play.sandbox.runs.idle();
  expect(await play.record('apps/hello/app.json')).toMatchObject({ nextNumber: 2 });
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v1' });
  expect(
    (await play.log()).filter((headline) => !before.includes(headline) && !/refused/.test(headline)),
  ).toEqual([]);
});

test('[A7] a branch that edits config and workflows is judged by the rules of the default branch until it is merged', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, [CONFIG]: GATED } });
  await released(play);
  const bob = play.sandbox.as('bob');
  const hasty = { message: 'No more gates', files: { [CONFIG]: LAX }, branch: 'hasty' };
  const sha = await bob.commit(play.stage.name, hasty);
  const pull = await bob.openPullRequest(play.stage.name, { head: 'hasty', title: 'No more gates' });
  const rita = await play.asks('rita', '/lock production --reason I may now', pull);
  expect(rita.text).toContain('Needed: the role operator (write). Found: read.');
  const early = await play.asks('bob', '/release hasty', pull);
  expect(early.reactions).toEqual(['eyes', '-1']);

  // Merged, the new rules hold: nothing waits for a check any more.
  await play.sandbox.runs.idle();
  expect(await play.record('apps/hello/app.json')).toMatchObject({ nextNumber: 2 });
  await play.sandbox.as('alice').mergePullRequest(play.stage.name, pull);
  await play.until(2, 'succeeded: ');
  expect((await play.release(2)).spec.sha).not.toBe(sha);
});

test('[A20] a commit by hand on the state branch stops everything, in words, until it is taken back', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, [CONFIG]: GATED } });
  await released(play);
  const good = (await play.repository.head('signalbox/releases')) ?? '';
  const files = { 'apps/hello/app.json': (await play.repository.file('apps/hello/app.json', good)) ?? '' };
  const edit = {
    message: 'Only a small change',
    files: { ...files, 'notes.txt': 'mine' },
    branch: 'signalbox/releases',
  };
  const foreign = await play.sandbox.as('alice').commit(play.stage.name, edit);

  const refused = await play.asks('bob', '/lock production --reason now');
  expect(refused.reactions).toEqual(['eyes', '-1']);
  expect(refused.text).toContain(foreign.slice(0, 12));
  expect(refused.text).toContain('was made by');
  expect(await play.repository.head('signalbox/releases')).toBe(foreign);

  await play.repository.git('update-ref', 'refs/heads/signalbox/releases', good);
  expect((await play.asks('bob', '/lock production --reason now')).reactions).toEqual(['eyes', '+1']);
});

/** v1 is in production: somebody else's check has let it through. */
async function released(play: Play): Promise<void> {
  const sha = await play.push('First');
  await play.until(1, 'waiting checks');
  await play.sandbox.as('alice').setStatus(play.stage.name, sha, { state: 'success', context: 'ci/test' });
  await play.until(1, 'succeeded: ');
  await play.settled();
}
