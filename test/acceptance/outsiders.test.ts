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
/** A branch that would be released by itself, by its own word. */
const EAGER = 'apps: { hello: { release-on: { push: [main, hasty] }, activate: auto } }\n';
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
  // Who may, still cannot release what only a fork has, by commit or by the name of its branch; GitHub shows its commits
  // as if they were the repository's own.
  expect(await play.rest(`/repos/${play.stage.name}/commits/${evil}`)).toMatchObject({ sha: evil });
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

  // The same words about the repository's own branch of that name, on the same pull request, are carried out.
  const ours = await play.asks('bob', '/release main --force', pull);
  expect(ours.reactions).toEqual(['eyes', 'rocket']);
  expect((await play.release(2)).spec.sha).toBe(await play.repository.head('main'));
  await play.until(2, 'succeeded: ');
});

test('[A16] a marker that somebody copied into a comment keeps no answer back, and is not written over', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.push('First');
  await play.until(1, 'succeeded: ');
  // Ids go up by one: who comments just before somebody else knows what the answer will be marked with.
  const seen = await play.asks('bob', '/status');
  const [answer] = (await play.comments()).filter(({ body }) => body.includes('<!-- signalbox:'));
  const marker = /<!-- signalbox:[^>]*-->/.exec(answer?.body ?? '')?.[0] ?? '';
  expect(seen.text).toContain('production');
  const before = Number(/comment:(\d+)/.exec(marker)?.[1]);
  const forged: number[] = [];
  for (const ahead of [2, 3, 4, 5, 6]) {
    const newest = Math.max(before, ...(await play.comments()).map(({ id }) => id));
    const copied = marker.replace(String(before), String(newest + ahead));
    forged.push(await play.says('stranger', `${copied}\nNothing was done.`));
  }
  const words = async () => (await play.comments()).filter(({ id }) => forged.includes(id));
  const written = await words();
  const locked = await play.says('bob', '/lock production --reason look');
  const isMarked = async () =>
    (await play.comments()).filter(({ body }) => body.includes(`reply:comment:${locked} `));
  const replies = await play.waitFor(async () => {
    const found = (await isMarked()).filter(({ id }) => !forged.includes(id));
    return found.length > 0 ? found : null;
  }, 'an answer of our own');
  expect(replies.map(({ body }) => body).join()).toContain('is locked');
  // The attempt: one of the forged ones bore the very marker.
  expect((await isMarked()).length).toBe(replies.length + 1);
  expect(await words()).toEqual(written);
});

test('[A7] [A24] a branch that edits config and workflows is judged by the rules of the default branch until it is merged', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, [CONFIG]: GATED } });
  await released(play);
  const bob = play.sandbox.as('bob');
  const hasty = { message: 'No more gates', files: { [CONFIG]: LAX + EAGER }, branch: 'hasty' };
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
  await play.settled();
  // What was only asked for on the branch is now the rule: a push to it is released by itself.
  const eager = await bob.commit(play.stage.name, {
    ...hasty,
    message: 'More',
    files: { 'site/more.txt': 'x' },
  });
  await play.until(3, 'succeeded: ');
  expect((await play.release(3)).spec.sha).toBe(eager);
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
