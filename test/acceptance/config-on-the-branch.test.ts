import { expect, test } from 'vitest';
import { ACTION_WORKFLOW, actionWorkflow } from '../support/action-alone.ts';
import { FRONT } from '../support/front.ts';
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
  for (const command of ['/release', '/rollback', '/status']) {
    const { text, reactions } = await play.asks('alice', command);
    expect(reactions).toEqual(['eyes', '-1']);
    expect(text).toContain('`.github/signalbox.yml:3:14`');
    expect(text).toContain('`.github/signalbox.yml:4:27`');
    expect(text).toContain('`.github/signalbox.yml:4:38`');
    expect(text).toContain('`.github/signalbox.yml:6:21`');
    expect(text).toMatch(/concurrency/);
  }
  // Talk among people stays unanswered, and nothing is released by a config that cannot be read.
  const talk = await play.says('bob', 'What does / mean here?');
  expect(await numbers(play)).toEqual([1]);
  const mended = await play.push('Mend the config', { '.github/signalbox.yml': GOOD });
  await play.until(2, 'succeeded: ');
  expect((await play.release(2)).spec.sha).toBe(mended);
  expect(await play.progress(1)).toMatch(/^(succeeded|superseded): build succeeded, staging succeeded/);
  expect(await numbers(play)).toEqual([1, 2]);
  expect(await play.reactions(talk)).toEqual([]);
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
