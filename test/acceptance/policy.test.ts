import { expect, test } from 'vitest';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';

const STRICT = `signalbox: 1
environments:
  production: { gates: { checks: [ci/test] } }
apps:
  hello: { release-on: { push: [main], tag: ["v*"] } }
`;

const LOOSE = `signalbox: 1
environments:
  production: {}
roles: { operator: read }
`;

test('[A7] a pull request cannot change the rules that it is judged by', async () => {
  const play = await openPlay({ files: { ...JUST_PRODUCTION, '.github/signalbox.yml': STRICT } });
  const { sandbox, stage } = play;
  const sha = await sandbox.as('bob').commit(stage.name, {
    message: 'Loosen everything',
    branch: 'loose',
    files: { '.github/signalbox.yml': LOOSE, 'site/index.html': 'mine' },
  });
  const pull = await sandbox
    .as('bob')
    .openPullRequest(stage.name, { head: 'loose', title: 'Loosen everything' });

  // The roles of its branch do not count, and nothing of it can be released.
  const refused = await play.asks('rita', '/lock production --reason I may now', pull);
  expect(refused.text).toContain('Needed: the role operator (write). Found: read.');
  for (const ref of ['loose', sha, `refs/pull/${pull}/head`]) {
    const answer = await play.asks('bob', `/release ${ref}`, pull);
    expect(answer.reactions).toEqual(['eyes', '-1']);
    expect(answer.text).toMatch(
      /is on no branch or tag that is released from|There is no branch, tag or commit/,
    );
  }
  expect(await play.record('apps/hello/app.json')).toBeNull();

  // A tag on its commit is released from, but under the rules of the default branch.
  await sandbox.as('bob').tag(stage.name, 'v1.0', sha);
  await play.until(1, 'waiting checks-missing');
  expect((await play.release(1)).spec).toMatchObject({ sha, policySha: await play.repository.head('main') });
  const still = await play.asks('rita', '/abort v1', pull);
  expect(still.text).toContain('**rita may not do that**');
  expect((await play.asks('bob', '/status', pull)).text).toContain('reported required checks');
  expect(play.runs()).toEqual([]);
});
