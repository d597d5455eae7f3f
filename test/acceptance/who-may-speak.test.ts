import { expect, test } from 'vitest';
import { DEPLOY_STEP, JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { deployed } from '../support/runs.ts';

const QUOTED = '> /lock production --reason quoted\n\nI would not do that.';
const FENCED =
  'Say\n\n```\n/lock production --reason in a block\n```\n\nand indented\n\n    /lock production --reason indented';
const HIDDEN =
  'Looks good to me.\n<!--\n/lock production --reason hidden\n-->\n<details>\n\n- /lock production --reason in a list\n</details>';
const INLINE = 'Somebody could write `/lock production` here, or /lock production in a sentence.';
const NAMED = '/lokc production\n/deploy production\n/approve';

test('[A8] [A17] [A18] only what a person with the role newly writes as a command is done', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const { sandbox } = play;
  await play.push('First');
  await play.until(1, 'succeeded: ');
  await play.settled();

  // Refused, with what is needed and what was found.
  for (const [login, command] of [
    ['rita', '/lock production --reason I only read'],
    ['rita', '/rollback --cancel'],
    ['stranger', '/signalbox abort v1'],
  ] as const) {
    const refused = await play.asks(login, command);
    expect(refused.reactions).toEqual(['eyes', '-1']);
    expect(refused.text).toContain(`**${login} may not do that**`);
    expect(refused.text).toContain('Needed: the role operator (write). Found: read.');
  }
  // Two commands in one comment: neither.
  const two = await play.asks('bob', '/lock production --reason first\n/unlock production');
  expect(two.reactions).toEqual(['eyes', '-1']);
  expect(two.text).toContain('**There is more than one command in that comment**');
  expect(two.text).toContain('Nothing was done');

  // Nothing at all: not a command, or nobody's command.
  await play.settled();
  const before = await play.decisions();
  const bot = sandbox.createApp({
    name: 'Helper',
    owner: 'acme',
    permissions: { issues: 'write' },
    events: [],
  });
  const installation = sandbox.install(bot, 'acme');
  const issue = await sandbox
    .as('alice')
    .openIssue(play.stage.name, 'Talk', '/lock production --reason in an issue');
  const silent: number[] = [];
  for (const body of [QUOTED, FENCED, HIDDEN, INLINE, NAMED]) {
    silent.push(await play.says('bob', body, issue));
  }
  silent.push(
    await sandbox.asApp(installation).comment(play.stage.name, issue, '/lock production --reason beep'),
  );
  const edited = await play.says('bob', 'I have an idea', issue);
  await sandbox.as('bob').editComment(play.stage.name, edited, '/lock production --reason edited');
  await sandbox
    .as('alice')
    .editComment(play.stage.name, silent[0] ?? 0, '/lock production --reason put into his mouth');
  silent.push(edited);
  // Whoever comes later is answered, so all of these have been seen.
  const last = await play.asks('alice', '/status', issue);
  expect(last.text).not.toContain('locked');
  for (const comment of silent) expect(await play.reactions(comment)).toEqual([]);
  expect(await play.decisions()).toEqual(before);
  expect((await play.comments()).filter((each) => each.issue === issue)).toHaveLength(silent.length + 2);
  expect(await play.environment('production')).toMatchObject({ lock: null, pointer: { release: 1 } });

  // In a plain line of a new comment, by a person who may, each of these words is carried out.
  const plain = await play.asks('bob', 'I would do that.\n\n/lock production --reason quoted', issue);
  expect(plain.reactions).toEqual(['eyes', '+1']);
  expect(await play.environment('production')).toMatchObject({ lock: { by: { login: 'bob' } } });
});

test('[A9] [A10] who somebody is comes from the signed webhook, and what they may do is asked at that moment', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  const { repository, sandbox, stage } = play;
  // bob pushes a commit that says it is alice's.
  const tree = (await repository.git('rev-parse', 'main^{tree}')).trim();
  const head = (await repository.head('main')) ?? '';
  const forged = await repository.git(
    '-c',
    'user.name=alice',
    '-c',
    'user.email=alice@users.noreply.example',
    'commit-tree',
    tree,
    '-p',
    head,
    '-m',
    'Mine\n\nCo-authored-by: alice <alice@users.noreply.example>\nActor: alice (1)',
  );
  await sandbox.as('bob').rest('PATCH', `/repos/${stage.name}/git/refs/heads/main`, { sha: forged.trim() });
  await play.until(1, 'succeeded: ');
  expect((await play.release(1)).spec.createdBy.login).toBe('bob');
  expect((await play.asks('rita', '/info v1')).text).toContain('by bob, by a push');

  // What he wants later waits for somebody's lock. Rights are taken away: the next command is refused at once, and what
  // waits is not done in his name any more.
  const failing = sandbox.runs.fail({ title: 'v2 production' }, DEPLOY_STEP);
  await play.push('Second');
  await play.until(2, 'failed: ');
  failing.remove();
  expect((await play.asks('bob', '/lock production --reason mine')).reactions).toEqual(['eyes', '+1']);
  expect((await play.asks('bob', '/retry v2')).reactions).toEqual(['eyes', 'rocket']);
  await play.until(2, 'production waiting environment-locked');
  repository.grant('bob', 'read');
  expect((await play.asks('bob', '/unlock production')).text).toContain('Found: read.');
  expect(await play.environment('production')).toMatchObject({ lock: { by: { login: 'bob' } } });
  await play.asks('alice', '/unlock production');
  await play.until(2, 'failed: ');
  expect(await play.attempt(2, 'production')).toMatchObject({ number: 2, reason: 'not-permitted' });
  expect(await deployed(play, 'production')).toMatchObject({ release: 'v1' });
  // Asked for by somebody who still may, the same is done.
  await play.asks('alice', '/retry v2');
  await play.until(2, 'succeeded: ');
});
