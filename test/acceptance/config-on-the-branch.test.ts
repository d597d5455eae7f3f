import { expect, test } from 'vitest';
import { ACTION_WORKFLOW, actionWorkflow } from '../support/action-alone.ts';
import { FRONT } from '../support/front.ts';
import { JUST_PRODUCTION } from '../support/just-production.ts';
import { openPlay } from '../support/play.ts';
import { dispatched, numbers } from '../support/seen.ts';

const GOOD = `signalbox: 1
environments:
  staging: {}
  production: {}
`;

const BAD = `signalbox: 1
environments:
  staging: { concurency: wait }
  production: { deadline: soon, url: nowhere }
apps:
  hello: { process: rocket }
`;

test('[A7] an invalid config stops what is under way, is answered with every error and its place, and goes on when it is mended', async () => {
  const play = await openPlay();
  const staging = play.sandbox.runs.hold({ title: 'v1 staging' }, { at: 'start' });
  await play.push('One');
  await staging.reached();
  await play.push('Break the config', { '.github/signalbox.yml': BAD });
  staging.remove();
  await play.until(1, 'production waiting policy-invalid');
  // What people need is answered by the last config that could be read; every answer says so, and what is wrong.
  for (const [command, reaction] of [
    ['/release', '-1'],
    ['/lock staging --reason look', '+1'],
    ['/status', '+1'],
  ] as const) {
    const { text, reactions } = await play.asks('alice', command);
    expect(reactions).toEqual(['eyes', reaction]);
    expect(text).toContain('Judged by the config of commit');
    expect(text).toContain('`.github/signalbox.yml:3:14`');
    expect(text).toContain('`.github/signalbox.yml:4:27`');
    expect(text).toContain('`.github/signalbox.yml:4:38`');
    expect(text).toContain('`.github/signalbox.yml:6:21`');
    expect(text).toMatch(/concurrency/);
  }
  // Talk among people stays unanswered, and nothing is released by a config that cannot be read.
  const talk = await play.says('bob', 'What does / mean here?');
  expect(await numbers(play)).toEqual([1]);
  await play.asks('alice', '/unlock staging');
  const mended = await play.push('Mend the config', { '.github/signalbox.yml': GOOD });
  await play.until(2, 'succeeded: ');
  expect((await play.release(2)).spec.sha).toBe(mended);
  expect(await play.progress(1)).toMatch(/^(succeeded|superseded): build succeeded, staging succeeded/);
  expect(await numbers(play)).toEqual([1, 2]);
  expect(await play.reactions(talk)).toEqual([]);
});

test('a rollback goes out under a config that cannot be read, and nothing else does', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.push('One');
  await play.until(1, 'succeeded: ');
  await play.push('Two');
  await play.until(2, 'succeeded: ');
  await play.push('Break the config', { '.github/signalbox.yml': 'signalbox: 1\nenvironments: [\n' });
  const { text, reactions } = await play.asks('alice', '/rollback');
  expect(reactions).toEqual(['eyes', 'rocket']);
  expect(text).toContain('The config has errors');
  expect(text).toContain('Judged by the config of commit');
  await play.until(3, 'succeeded: ');
  expect((await play.environment('production'))?.pointer?.release).toBe(3);
  expect(await numbers(play)).toEqual([1, 2, 3]);
});

test('a config that is taken away opens no gate, and can be given up in words', async () => {
  const gated = 'signalbox: 1\nenvironments:\n  production: { gates: { checks: [ci/test] } }\n';
  const play = await openPlay({ files: { ...JUST_PRODUCTION, '.github/signalbox.yml': gated } });
  await play.push('One');
  await play.until(1, 'production waiting checks-missing');
  await play.push('Tidy up', { '.github/signalbox.yml': null });
  await play.until(1, 'production waiting policy-absent');
  const locked = await play.asks('alice', '/lock production --reason who did that');
  expect(locked.reactions).toEqual(['eyes', '+1']);
  expect(locked.text).toContain('is gone from the default branch');
  expect(locked.text).toContain('Put the file back');
  expect(locked.text).toContain('says nothing but `signalbox: 1`');
  await play.settled();
  expect([play.runs(), await numbers(play)]).toEqual([[], [1]]);

  // An explicit word is a choice; what a person locked stays locked by it.
  await play.push('No rules of our own', { '.github/signalbox.yml': 'signalbox: 1\n' });
  await play.until(2, 'production waiting environment-locked');
  await play.asks('alice', '/unlock production');
  await play.until(2, 'succeeded: ');
  await play.push('Nor a file', { '.github/signalbox.yml': null });
  await play.until(3, 'succeeded: ');
});

test('a place that gets another name stays locked under its old one', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.push('One');
  await play.until(1, 'succeeded: ');
  await play.asks('alice', '/lock production --reason the database is being moved');
  const renamed = 'signalbox: 1\nenvironments:\n  prod: {}\n';
  const sha = await play.push('Shorter', { '.github/signalbox.yml': renamed });
  await play.until(2, 'prod waiting former-place-held');
  await play.settled();
  expect((await play.statuses(sha))['signalbox/hello/prod']).toContain(
    'pending: v2 waiting: prod is new, and may be the same place as production of hello, which is locked',
  );
  const status = await play.asks('bob', '/status');
  expect(status.text).toContain('not in the config any more');
  expect(status.text).toContain('`/unlock production`');
  await play.asks('alice', '/unlock production');
  await play.until(2, 'succeeded: ');
  expect((await play.asks('bob', '/status')).text).not.toContain('production');
});

test('a branch that leaves no room for the state branch is named at once', async () => {
  const play = await openPlay({ files: JUST_PRODUCTION });
  await play.sandbox
    .as('alice')
    .commit(play.stage.name, { message: 'Set up', branch: 'signalbox', files: {} });
  const { text, reactions } = await play.asks('alice', '/lock production --reason not yet');
  expect(reactions).toEqual(['eyes', '-1']);
  expect(text).toContain(
    'there is a branch signalbox, and git can have no branch signalbox/releases beside it',
  );
  await play.repository.git('branch', '-D', 'signalbox');
  await play.asks('alice', '/lock production --reason now');
  expect(await play.environment('production')).toMatchObject({ lock: { reason: 'now' } });
});

test('[A7] a branch that weakens the gates changes nothing: policy is read from the default branch', async () => {
  const files = {
    '.github/signalbox.yml': GOOD.replace('production: {}', 'production: { gates: { checks: ci/test } }'),
  };
  const play = await openPlay({ files });
  const bob = play.sandbox.as('bob');
  await bob.commit(play.stage.name, {
    branch: 'sly',
    message: 'No gates',
    files: { '.github/signalbox.yml': GOOD },
  });
  const off = await play.asks('bob', '/release sly');
  expect(off.reactions).toEqual(['eyes', '-1']);
  expect(off.text).toContain('is on no branch or tag that is released from');
  const sly = (await play.repository.head('sly')) ?? '';
  await bob.tag(play.stage.name, 'v-sly', sly);
  await play.until(1, 'production waiting checks-missing');
  expect((await play.release(1)).spec.sha).toBe(sly);
  expect(dispatched(play)).toEqual(['v1 build #1', 'v1 staging #1']);
});

test('without a config file a deploy.yml that takes our input is enough, and a repository without it is left alone', async () => {
  const play = await openPlay({ files: { '.github/signalbox.yml': null } });
  await play.push('One');
  expect(await play.until(1, 'succeeded: ')).toBe('succeeded: build succeeded, production succeeded');
  expect((await play.asks('rita', '/status')).text).toContain('production');

  const other = await play.sandbox.createRepository({
    owner: 'acme',
    name: 'quiet',
    files: {
      'README.md': 'Nothing here\n',
      ...(FRONT === 'action' ? { [ACTION_WORKFLOW]: actionWorkflow() } : {}),
    },
    collaborators: { alice: 'maintain' },
  });
  const alice = play.sandbox.as('alice');
  await alice.commit(other.fullName, { message: 'Still nothing', files: { 'a.txt': 'a\n' } });
  const issue = await alice.openIssue(other.fullName, 'Operations');
  const short = await alice.comment(other.fullName, issue, '/status');
  const long = await alice.comment(other.fullName, issue, '/signalbox status');
  const comments = await play.waitFor(async () => {
    const all = await alice.rest('GET', `/repos/${other.fullName}/issues/${issue}/comments`);
    return Array.isArray(all) && all.length > 2 ? all : null;
  }, 'an answer to the long form');
  expect(comments).toHaveLength(3);
  expect(JSON.stringify(comments[2])).toContain(`reply:comment:${long}`);
  expect(JSON.stringify(comments[2])).not.toContain(`reply:comment:${short}`);
  expect(await other.head('signalbox/releases')).toBeNull();
  expect(await numbers(play)).toEqual([1]);
});
